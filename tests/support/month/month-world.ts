import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { applyTo } from '../../../src/commands/apply.js';
import { instant } from '../../../src/engine/instant.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { type OpenedDatabase, openDatabase } from '../../../src/store/open-database.js';
import { type Store, storeOn } from '../../../src/store/store.js';
import { Life } from '../mortal.js';
import { temporaryFolder } from '../temporary.js';
import { leaveCompany, monthCompany } from './month-company.js';
import { type MonthEngineOptions, monthEngine } from './month-engine.js';
import { type MonthFacts, monthFacts } from './month-facts.js';
import { MonthPeople } from './month-people.js';
import { type MonthFate, MonthPlatform } from './month-platform.js';
import { MonthRandom } from './month-random.js';
import { type MonthVerdict, verdictOn } from './month-verdict.js';

const hourMs = 3_600_000;
const minuteMs = 60_000;
const tenant = 'lantern';
const people = 'mira noor elif tobias lucas jonas ines sari bayu dewi james amara hannah yuki'.split(' ');
/** Both changes of clocks of that spring lie in the month: New York's on the 8th, Berlin's on the 29th. */
const startMs = Date.parse('2026-03-04T06:00:00.000Z');
export const monthHours = 30 * 24;

/** A month of the sample company on a real database, with a chat and processes that fail, hour by hour. */
export class MonthWorld {
  readonly platform: MonthPlatform;
  readonly #file: string;
  readonly #folder: string;
  readonly #database: OpenedDatabase;
  readonly #people: MonthPeople;
  readonly #random: MonthRandom;
  readonly #store: Store;
  readonly #clickedCards = new Set<string>();
  #nowMs = startMs;
  #outageUntilMs = 0;
  /** Somebody changed the company by hand, which is a deed like a click. */
  #isShaken = false;
  /** Processes that were ended by force in the middle of their work. */
  kills = 0;
  /** How often the machine's clock was wrong. */
  jumps = 0;

  private constructor(file: string, folder: string, database: OpenedDatabase, random: MonthRandom) {
    this.#file = file;
    this.#folder = folder;
    this.#database = database;
    this.#random = random;
    this.platform = new MonthPlatform(this.now);
    this.platform.fate = () => this.#fate();
    // In their order, so that what is new can be asked for.
    let made = 0;
    const newId = () => String(++made).padStart(9, '0');
    this.#store = storeOn(database, { newId, newSalt: () => randomBytes(16).toString('hex') });
    this.#people = new MonthPeople(this.#store, tenant, people, random, this.now);
  }

  static async begin(seed: number): Promise<MonthWorld> {
    const folder = monthCompany();
    const file = join(temporaryFolder(), 'month.sqlite');
    const database = await openDatabase(`sqlite:${file}`);
    await database.migrate(instant(startMs));
    const applied = await applyTo(database, folder, startMs);
    if (!applied.ok) throw new Error(JSON.stringify(applied.mistakes));
    return new MonthWorld(file, folder, database, new MonthRandom(seed));
  }

  readonly now = (): number => this.#nowMs;

  get tally() {
    return this.#people.tally;
  }

  /** One hour: people do things, and everything that is due is done by one or two processes, or by none of them. */
  async hour(index: number): Promise<void> {
    if (this.#random.chance(0.004)) this.#outageUntilMs = this.#nowMs + hourMs;
    const wrongMs = this.#random.chance(0.02) ? (this.#random.below(80) - 50) * minuteMs : 0;
    this.#nowMs += wrongMs;
    if (wrongMs !== 0) this.jumps += 1;
    if (index === 200) await this.#lose(this.#random.chance(0.5) ? 'bayu' : 'ines');
    if (index === 420) await this.#lose(this.#random.chance(0.5) ? 'yuki' : 'tobias');
    await this.#people.live();
    await this.#catchUp(this.#random.chance(0.05));
    this.#nowMs += hourMs - wrongMs;
  }

  /** Nothing goes wrong any more, and everything that is owed gets its time. */
  async settle(): Promise<void> {
    this.platform.fate = () => 'fine';
    for (let round = 0; round < 12; round += 1) {
      this.#nowMs += hourMs / 2;
      await this.#catchUp(false);
    }
  }

  async verdict(): Promise<MonthVerdict & { readonly facts: MonthFacts }> {
    const facts = monthFacts(this.#file);
    const audit = await verifyAudit(this.#database);
    const { lies, ...counts } = verdictOn({
      facts,
      messages: this.platform.messages,
      clickedCards: this.#clickedCards,
      endMs: this.#nowMs,
    });
    const failed = facts.tasks.filter(({ state }) => state === 'failed').map(({ kind }) => `a ${kind} task failed`);
    const findings = audit.findings.map((finding) => JSON.stringify(finding));
    return { ...counts, lies: [...lies, ...failed, ...findings], facts };
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  async #catchUp(isKilled: boolean): Promise<void> {
    const before = await this.#newestCard();
    const touched = new Set(this.#people.touched);
    const isShaken = this.#isShaken;
    this.#isShaken = false;
    this.#people.touched.clear();
    if (isKilled) await this.#workUntilKilled();
    await this.#work();
    for (const { id, documentId } of await this.#cardsSince(before))
      if (isShaken || touched.has(documentId)) this.#clickedCards.add(id);
  }

  /** Leases and retries are over after some minutes, so several looks make an hour. */
  async #work(): Promise<void> {
    const beginMs = this.#nowMs;
    for (const afterMs of [0, 2 * minuteMs, 10 * minuteMs]) {
      this.#nowMs = beginMs + afterMs;
      if (afterMs > 0 && !(await this.#isOwed())) continue;
      const engines = this.#random.chance(0.3) ? 2 : 1;
      await Promise.all(Array.from({ length: engines }, () => this.#engine().catchUp()));
    }
    this.#nowMs = beginMs;
  }

  /** A process dies with calls under way: what it sent may have arrived, and it learns of nothing any more. */
  async #workUntilKilled(): Promise<void> {
    this.kills += 1;
    let die = () => {};
    const dead = new Promise<void>((resolve) => {
      die = resolve;
    });
    const last = 1 + this.#random.below(60);
    const life: Life = new Life((point) => {
      if (point < last) return;
      life.kill();
      die();
    });
    await Promise.race([this.#engine({ life }).catchUp(), dead]);
  }

  #engine(options: Pick<MonthEngineOptions, 'life'> = {}) {
    return monthEngine({
      store: this.#store,
      platform: this.platform,
      now: this.now,
      random: this.#random.next,
      ...options,
    });
  }

  async #lose(id: string): Promise<void> {
    this.#isShaken = true;
    leaveCompany(this.#folder, id);
    const applied = await applyTo(this.#database, this.#folder, this.#nowMs);
    if (!applied.ok) throw new Error(JSON.stringify(applied.mistakes));
  }

  async #isOwed(): Promise<boolean> {
    const due = await this.#store.outbox.nextDueAt(instant(this.#nowMs), minuteMs);
    return due !== undefined && due <= instant(this.#nowMs);
  }

  async #newestCard(): Promise<string> {
    const newest = await this.#database.read
      .selectFrom('cards')
      .select((eb) => eb.fn.max('id').as('id'))
      .executeTakeFirst();
    return newest?.id ?? '';
  }

  #cardsSince(id: string) {
    const since = this.#database.read.selectFrom('cards').where('id', '>', id);
    return since.select(['id', 'document_id as documentId']).execute();
  }

  #fate(): MonthFate {
    if (this.#nowMs < this.#outageUntilMs) return 'transient';
    const chance = this.#random.next();
    if (chance < 0.05) return 'transient';
    if (chance < 0.08) return 'lost';
    if (chance < 0.1) return 'dropped';
    return chance < 0.12 ? 'throttled' : 'fine';
  }
}
