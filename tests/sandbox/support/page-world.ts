import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/options.js';
import type { Sandbox } from '../../../src/sandbox/start.js';
import { launchChromium } from '../../support/chromium.js';
import { FORM } from './every-block.js';
import { type Heard, type LittleBot, startLittleBot } from './little-bot.js';
import { callApi, startLittleSlack } from './little-company.js';

/** Set to a folder to look at the page with one's own eyes. */
const SCREENSHOTS = process.env.SANDBOX_SCREENSHOTS;

export const SMALL_FORM = { ...FORM, blocks: FORM.blocks.slice(0, 1) };

/** A fresh local Slack, a bot and a browser page for every test, closed afterwards. */
export class PageWorld {
  #parts: { readonly page: Page; readonly sandbox: Sandbox; readonly bot: LittleBot } | undefined;

  #stopped: Sandbox | undefined;

  get page(): Page {
    return this.#opened().page;
  }

  get sandbox(): Sandbox {
    return this.#opened().sandbox;
  }

  get bot(): LittleBot {
    return this.#opened().bot;
  }

  async open(browser: Browser): Promise<void> {
    const bot = await startLittleBot();
    const sandbox = await startLittleSlack({ botUrl: bot.url });
    this.#parts = {
      bot,
      sandbox,
      page: await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage(),
    };
  }

  async close(): Promise<void> {
    const { page, bot } = this.#opened();
    await page.context().close();
    await this.stopSandbox();
    await bot.close();
  }

  /** Another local Slack in place of the one that was opened. */
  async reopen(changes: Partial<SandboxOptions>): Promise<void> {
    const parts = this.#opened();
    await this.stopSandbox();
    this.#parts = { ...parts, sandbox: await startLittleSlack({ botUrl: parts.bot.url, ...changes }) };
  }

  /** As when somebody ends the demo while the page is open. */
  async stopSandbox(): Promise<void> {
    const { sandbox } = this.#opened();
    if (this.#stopped !== sandbox) await sandbox.close();
    this.#stopped = sandbox;
  }

  /** A second tab of the same browser. */
  secondPage(): Promise<Page> {
    return this.page.context().newPage();
  }

  async lookAs(userId: string): Promise<void> {
    await this.page.goto(`${this.sandbox.url}/?as=${userId}`);
  }

  async post(userId: string, blocks: unknown, text = 'A card'): Promise<string> {
    const answer = await callApi(this.sandbox, 'chat.postMessage', { channel: userId, text, blocks });
    expect(answer).toMatchObject({ ok: true });
    return String(answer.ts);
  }

  /** Ana types /submit, and the bot opens this modal. */
  async openForm(view: object = FORM): Promise<void> {
    this.bot.answer = async ({ fields }) => {
      if (fields.command === undefined) return undefined;
      const opened = await callApi(this.sandbox, 'views.open', { trigger_id: fields.trigger_id, view });
      expect(opened).toMatchObject({ ok: true });
      return undefined;
    };
    await this.lookAs('UANA');
    await this.page.getByTestId('composer').fill('/submit');
    await this.page.getByTestId('composer').press('Enter');
    await this.page.getByRole('dialog').waitFor();
  }

  /** What the bot says to the next submissions; clicks and commands get nothing. */
  answerSubmissions(answer: object): void {
    this.bot.answer = (heard) => (heard.payload.type === 'view_submission' ? answer : undefined);
  }

  heard(type: 'view_submission' | 'block_actions' | 'block_suggestion' | 'view_closed'): readonly Heard[] {
    return this.bot.heard.filter((one) => one.payload.type === type);
  }

  /** The label of the field that has the keyboard. Scripts for the browser are text, because tests have no `document`. */
  focusedLabel(): Promise<string | undefined> {
    return this.page.evaluate('document.activeElement.labels?.[0]?.innerText');
  }

  /** Something about the element that has the keyboard, such as its `innerText`. */
  focused(property: string): Promise<unknown> {
    return this.page.evaluate(`document.activeElement.${property}`);
  }

  overflowsSideways(): Promise<boolean> {
    const boxes = '[document.documentElement, ...document.querySelectorAll(".messages, .modal-body, .conversation")]';
    return this.page.evaluate(`${boxes}.some((box) => box.scrollWidth > box.clientWidth + 1)`);
  }

  async look(name: string): Promise<void> {
    if (SCREENSHOTS === undefined) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  #opened() {
    if (this.#parts === undefined) throw new Error('The world is not open yet');
    return this.#parts;
  }
}

/** To be called inside a `describe`: builds the page once and opens a world for each test. */
export function usePageWorld(): PageWorld {
  const world = new PageWorld();
  let browser: Browser;
  beforeAll(async () => {
    execFileSync('node_modules/.bin/vite', ['build', '--logLevel', 'error'], { stdio: 'inherit' });
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(() => world.open(browser));
  afterEach(() => world.close());
  return world;
}
