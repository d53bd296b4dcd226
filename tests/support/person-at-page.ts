import type { Locator, Page } from 'playwright-core';
import type { TownPerson } from './town.js';

/** A file on the person's own machine. */
export interface PickedFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** PDF when absent. */
  readonly mimeType?: string;
}

/** Somebody in front of the local Slack's page, doing what people do with mouse and keyboard. */
export class PersonAtPage {
  readonly #page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  async become(person: TownPerson): Promise<void> {
    await this.#page.goto(`${this.#url}/?as=${person.slack.user}`);
    await this.#page.getByTestId('composer').waitFor();
  }

  async type(command: string): Promise<void> {
    await this.#page.getByTestId('composer').fill(command);
    await this.#page.getByTestId('composer').press('Enter');
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog').last();
  }

  /** The newest message of the bot. */
  get card(): Locator {
    return this.#page.getByTestId('message').last();
  }

  get cards(): Locator {
    return this.#page.getByTestId('message');
  }

  get privateAnswer(): Locator {
    return this.#page.getByTestId('ephemeral').last();
  }

  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      await this.dialog.getByLabel(label, { exact: true }).fill(value);
    }
  }

  /** From a menu; what is chosen is told to the bot at once. */
  async choose(label: string, option: string): Promise<void> {
    await this.dialog.getByLabel(label, { exact: true }).selectOption(option);
  }

  async attach(label: string, ...files: readonly PickedFile[]): Promise<void> {
    const picked = files.map(({ name, bytes, mimeType = 'application/pdf' }) => ({ name, mimeType, buffer: bytes }));
    await this.dialog.getByLabel(label, { exact: true }).setInputFiles(picked);
    for (const { name } of files) await this.dialog.getByRole('button', { name: `Remove ${name}` }).waitFor();
  }

  async press(button: string, within: Locator): Promise<void> {
    await within.getByRole('button', { name: button, exact: true }).last().click();
  }

  /** Closes the only dialog. Until it has gone the page behind it takes no keys, and leaving the page would bring it back. */
  async closeDialog(): Promise<void> {
    await this.press('Close', this.dialog);
    await this.dialog.waitFor({ state: 'detached' });
  }

  async look(file: string): Promise<void> {
    await this.#page.screenshot({ path: file });
  }
}
