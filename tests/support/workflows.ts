import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { MovableClock } from '../../src/sandbox/movable-clock.js';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { openDatabase } from '../../src/store/open-database.js';
import { launchChromium } from './chromium.js';
import { exampleCompany, inEnglish, personOf } from './example-company.js';
import { PersonAtPage } from './person-at-page.js';
import { seededRandom } from './random-company.js';
import { runSeed } from './run-seed.js';
import { type CompanyFile, Town, type TownPerson } from './town.js';

/** Name a folder to look at the pages with your own eyes. */
const screenshots = process.env.E2E_SCREENSHOTS;
export const e2eSeed = runSeed(process.env.E2E_SEED);

/** A Monday in the middle of a working day in Berlin, so that what the sample company counts is always the same. */
const BEGINS_MS = Date.parse('2026-03-02T09:00:00.000Z');

interface Parts {
  readonly browser: Browser;
  readonly folder: string;
  readonly town: Town;
}

/** The sample company with its three workflows, in a local Slack, and a browser before it. */
export class Workflows {
  readonly company: CompanyFile;
  readonly #name: string;
  readonly #random: () => number;
  #parts: Parts | undefined;
  #page: Page | undefined;
  #shots = 0;

  readonly #isMovable: boolean;

  constructor(name: string, seed: number, company: CompanyFile, isMovable: boolean) {
    this.#isMovable = isMovable;
    this.company = company;
    this.#name = name;
    this.#random = seededRandom(seed);
  }

  async open(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
    this.#parts = { browser: await launchChromium(), folder, town: await this.#town(folder) };
  }

  async close(): Promise<void> {
    // What kept it from opening is told already.
    if (this.#parts === undefined) return;
    const { browser, town, folder } = this.#parts;
    await browser.close();
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  }

  async openPage(): Promise<void> {
    const context = await this.newContext();
    this.#page = await context.newPage();
    this.#page.setDefaultTimeout(20_000);
  }

  async closePage(): Promise<void> {
    await this.#page?.context().close();
  }

  /** Another browser, which knows nothing of the first. */
  newContext(): Promise<BrowserContext> {
    return this.#opened().browser.newContext({ viewport: { width: 1280, height: 900 } });
  }

  get town(): Town {
    return this.#opened().town;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('No page is open yet');
    return this.#page;
  }

  get me(): PersonAtPage {
    return new PersonAtPage(this.page, this.town.sandbox.url);
  }

  person(id: string): TownPerson {
    return personOf(this.company, id);
  }

  among<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  /** A whole number, both ends included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.#random() * (max - min + 1));
  }

  /** The dialog's words on one line, so that they can be compared whatever the layout is. */
  async dialogText(): Promise<string> {
    return oneLine(await this.me.dialog.innerText());
  }

  async cardText(): Promise<string> {
    return oneLine(await this.me.card.innerText());
  }

  /** Opens the form of a type as somebody. */
  async begin(personId: string, type: string): Promise<void> {
    await this.me.become(this.person(personId));
    await this.me.type(`/submit ${type}`);
    await this.me.dialog.waitFor();
  }

  /** From the last page of a form to what is going to happen. */
  async preview(): Promise<string> {
    await this.me.press('Continue', this.me.dialog);
    await this.me.dialog.getByRole('heading', { name: 'Check and submit' }).waitFor();
    return this.dialogText();
  }

  /** From the preview to the card that is then the newest; gives the number. */
  async submit(): Promise<string> {
    await this.me.press('Submit', this.me.dialog);
    const done = this.me.dialog.getByText(/[A-Z]{2}-2026-\d{4} (is submitted|was rejected)/);
    await done.waitFor();
    const number = /[A-Z]{2}-2026-\d{4}/.exec(await done.innerText())?.[0] ?? '';
    await this.me.closeDialog();
    await this.me.cards.filter({ hasText: number }).first().waitFor();
    return number;
  }

  async approveAs(personId: string, number: string): Promise<void> {
    await this.me.become(this.person(personId));
    const asking = this.me.cards
      .filter({ hasText: number })
      .filter({ has: this.page.locator('[data-action="approve"]') });
    // By its own name, because a newer card may come below it meanwhile.
    const card = this.page.locator(`[data-ts="${await asking.last().getAttribute('data-ts')}"]`);
    await this.me.press('Approve', card);
    await card.getByText('You approved this').waitFor();
    expect(await card.getByRole('button', { name: /^(Approve|Reject|Return)/ }).count()).toBe(0);
  }

  async expectWholeTrail(): Promise<void> {
    const database = await openDatabase(this.town.databaseUrl);
    try {
      expect((await verifyAudit(database)).findings).toEqual([]);
    } finally {
      await database.close();
    }
  }

  async look(name: string, page = this.page): Promise<void> {
    if (screenshots === undefined) return;
    mkdirSync(screenshots, { recursive: true });
    this.#shots += 1;
    await page.screenshot({
      path: join(screenshots, `${this.#name}-${String(this.#shots).padStart(2, '0')}-${name}.png`),
    });
  }

  #town(folder: string): Promise<Town> {
    const clock = this.#isMovable ? new MovableClock(Date.now) : undefined;
    return Town.start(this.company, folder, undefined, clock);
  }

  #opened(): Parts {
    if (this.#parts === undefined) throw new Error('The town is not open yet');
    return this.#parts;
  }
}

/**
 * To be called inside a `describe`: one town for all its tests, and a browser of its own for each. With `isMovable` the
 * page has a control that lets time go on.
 */
export function useWorkflows(
  name: string,
  company = inEnglish(exampleCompany()),
  { isMovable = false }: { readonly isMovable?: boolean } = {},
): Workflows {
  const workflows = new Workflows(name, e2eSeed, company, isMovable);
  const machineNow = Date.now;
  const aheadMs = BEGINS_MS - machineNow();
  beforeAll(async () => {
    // Bolt looks at the machine's clock itself, so that one is what has to be moved.
    vi.spyOn(Date, 'now').mockImplementation(() => machineNow() + aheadMs);
    await workflows.open();
  });
  afterAll(async () => {
    await workflows.close();
    vi.restoreAllMocks();
  });
  beforeEach(() => workflows.openPage());
  afterEach(() => workflows.closePage());
  return workflows;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
