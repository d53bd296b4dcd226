import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { type Bot, startBot } from '../../src/compose.js';
import { readSettings } from '../../src/config.js';
import type { StoredMessage } from '../../src/sandbox/message.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import { openDatabase } from '../../src/store/open-database.js';
import { seedCompany, type TestCompany } from './company.js';
import { appToken, botSecrets, chatUserOf, localSlackOf, theBot } from './local-slack.js';
import { type CardReport, judgeCards, linesOf, messagesWith, toldTo } from './shown-cards.js';
import { outboxOf, readFacts, type StoredDocument, type StoredFacts } from './stored-facts.js';

const waitMsMax = 15_000;

/** What else is set, and by which clock the bot goes. */
export interface BotWorld {
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => number;
}

/** The real bot on a real file with its local Slack, all in this process, and people who act in it. */
export class BotInProcess {
  readonly sandbox: Sandbox;
  readonly file: string;
  readonly #company: TestCompany;
  readonly #bot: Bot;

  private constructor(sandbox: Sandbox, file: string, company: TestCompany, bot: Bot) {
    this.sandbox = sandbox;
    this.file = file;
    this.#company = company;
    this.#bot = bot;
  }

  /** Slack reaches the bot over HTTP, or over the sockets that the bot opens, and never over both. */
  static async start(
    company: TestCompany,
    folder: string,
    over: 'http' | 'sockets' = 'http',
    { env = {}, now }: BotWorld = {},
  ): Promise<BotInProcess> {
    const file = join(folder, 'countersign.sqlite');
    const database = await openDatabase(`sqlite:${file}`);
    await database.migrate(new Date().toISOString());
    await seedCompany(database, company);
    await database.close();
    // Patient: what is looked at here is what counts, not how soon a busy machine answers.
    const isSocketMode = over === 'sockets';
    const sandbox = await localSlackOf(company, {
      ackTimeoutMs: waitMsMax,
      ...(isSocketMode && { bot: { ...theBot, appToken } }),
    });
    const settings = readSettings({ DATABASE_URL: `sqlite:${file}`, PORT: '0', ...env });
    const { token: botToken, signingSecret } = botSecrets;
    const way = isSocketMode ? { signingSecret: undefined, appToken } : { signingSecret, appToken: undefined };
    const slack = { botToken, ...way, apiUrl: sandbox.apiUrl };
    const bot = await startBot({ settings, slack, log: pino({ level: 'error' }), ...(now && { now }) });
    sandbox.connectBot(`http://${bot.host}:${bot.port}/slack/events`);
    return new BotInProcess(sandbox, file, company, bot);
  }

  async close(): Promise<void> {
    await this.#bot.stop();
    await this.sandbox.close();
  }

  /** Where its own server listens, in Socket Mode for health only. */
  get url(): string {
    return `http://${this.#bot.host}:${this.#bot.port}`;
  }

  /** Where metrics and deep health are, if they have an address of their own. */
  get operationsUrl(): string | undefined {
    const { operations } = this.#bot;
    return operations && `http://${operations.host}:${operations.port}`;
  }

  facts(): StoredFacts {
    return readFacts(this.file);
  }

  /** Opens the form, fills it in and stops before the final submit; gives the id of the preview. */
  async prepare(personId: string, typeKey: string): Promise<string> {
    const user = await this.#withoutModals(personId);
    await this.sandbox.command(user, '/submit', typeKey);
    const form = await this.#until(() => this.sandbox.viewOf(user), `${personId} got no form`);
    const values = { 'field:item': { value: `Desk of ${personId}` }, 'field:amount': { value: '120' } };
    const { fieldErrors, error } = await this.sandbox.submitView(user, form.id, values);
    const preview = this.sandbox.viewOf(user);
    if (preview?.callback_id !== 'preview') throw new Error(`no preview: ${error} ${JSON.stringify(fieldErrors)}`);
    return preview.id;
  }

  /** Submits, and resolves when everybody who is asked first has a card. */
  async ask(personId: string, typeKey: string): Promise<StoredDocument> {
    const before = new Set(this.facts().documents.map(({ id }) => id));
    const preview = await this.prepare(personId, typeKey);
    await this.sandbox.submitView(chatUserOf(personId), preview, {});
    await this.quiet();
    const made = this.facts().documents.find(({ id }) => !before.has(id));
    if (made === undefined) throw new Error(`${personId} could not ask for ${typeKey}`);
    return made;
  }

  document(documentId: string): StoredDocument {
    const found = this.facts().documents.find(({ id }) => id === documentId);
    if (found === undefined) throw new Error(`there is no document ${documentId}`);
    return found;
  }

  /** The card on which somebody is asked to decide on that document. */
  askingCard(personId: string, document: StoredDocument): StoredMessage {
    const cards = messagesWith(this.sandbox, chatUserOf(personId), 'approve');
    const card = cards.find(({ blocks }) => JSON.stringify(blocks).includes(document.id));
    if (card === undefined) throw new Error(`${personId} is not asked on ${document.number}`);
    return card;
  }

  /** Opens the modal that asks for a reason, and gives its id. */
  async openReason(personId: string, document: StoredDocument, action: 'reject' | 'return'): Promise<string> {
    const user = await this.#withoutModals(personId);
    const messageTs = this.askingCard(personId, document).ts;
    await this.sandbox.click(user, { messageTs, actionId: action });
    return (await this.#until(() => this.sandbox.viewOf(user), `${personId} was not asked for a reason`)).id;
  }

  /** What everybody on the list was told privately from now on, once each was told `times` things. */
  listenTo(people: readonly string[], times = 1): () => Promise<readonly string[]> {
    const users = people.map(chatUserOf);
    const already = users.map((user) => toldTo(this.sandbox, user).length);
    const fresh = () => users.map((user, at) => toldTo(this.sandbox, user).slice(already[at]));
    return async () => {
      const all = () => (fresh().every((told) => told.length >= times) ? fresh() : undefined);
      return (await this.#until(all, 'somebody was told nothing')).flat();
    };
  }

  async quiet(): Promise<void> {
    await this.#until(() => (outboxOf(this.file).due === 0 ? true : undefined), 'delivery did not come to rest');
  }

  /** Everything that everybody has before them, once delivery has come to rest. */
  async judge(): Promise<CardReport> {
    await this.quiet();
    return judgeCards(
      this.sandbox,
      this.facts(),
      this.#company.people.map(({ id }) => chatUserOf(id)),
    );
  }

  async #withoutModals(personId: string): Promise<string> {
    const user = chatUserOf(personId);
    for (let top = this.sandbox.viewOf(user); top !== undefined; top = this.sandbox.viewOf(user)) {
      await this.sandbox.closeView(user, top.id);
    }
    return user;
  }

  async #until<T>(look: () => T | undefined, complaint: string): Promise<T> {
    const deadline = performance.now() + waitMsMax;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`${complaint} within ${waitMsMax} ms`);
      await delay(10);
    }
  }
}

/** What a modal that was sent shows next, as text. */
export function shownInModal(body: string): string {
  const { view } = JSON.parse(body) as { view?: { blocks: unknown } };
  return linesOf(view?.blocks).join('\n');
}
