import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { type Bot, startBot } from '../../src/compose.js';
import { readSettings } from '../../src/config.js';
import type { ViewInputs } from '../../src/sandbox/element-value.js';
import type { StoredMessage } from '../../src/sandbox/message.js';
import type { SandboxPerson } from '../../src/sandbox/options.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.js';
import { type OpenedDatabase, openDatabase } from '../../src/store/open-database.js';
import { seedCompany, smallCompany, type TestCompany } from './company.js';
import { installedApp } from './installed-app.js';
import { botSecrets, theBot } from './local-slack.js';
import { linesOf } from './shown-cards.js';
import { temporaryFolder } from './temporary.js';

const WAIT_MS_MAX = 10_000;
const TEAM = 'TACME';
export const DAY_MS = 86_400_000;

/** Accounts that are nobody's when the bot meets them. */
const newcomers: readonly SandboxPerson[] = [
  account('ANA', { email: 'Ana@Example.COM' }),
  account('ANA2', { email: 'ana@example.com' }),
  account('KIM', { email: 'kim@example.com' }),
  account('KIM2', { email: 'kim@example.com' }),
  account('NOBODY', { email: 'nobody@example.com' }),
  account('LEE', { email: 'lee@example.com' }),
  account('TWIN', { email: 'twin@example.com' }),
  account('BO2', { email: 'bo@example.com' }),
  account('NOMAIL', {}),
  account('UNSURE', { email: 'ana@example.com', isEmailConfirmed: false }),
  account('GUEST', { email: 'ana@example.com', guest: 'multi-channel' }),
  account('BOT', { email: 'ana@example.com', isBot: true }),
  account('GONE', { email: 'ana@example.com', deleted: true }),
  account('OUT', { email: 'ana@example.com', teamId: 'TOTHER' }),
  // A letter that becomes an ASCII k when it is made small.
  account('KELVIN', { email: '\u212Aim@example.com' }),
];

function account(name: string, others: Partial<SandboxPerson>): SandboxPerson {
  return { id: `U${name}`, name: name.toLowerCase(), realName: `${name} of Slack`, ...others };
}

/** Ana is an employee, Kim looks after things; neither is linked. Gus and Ida confirm who somebody is. */
export function welcomingCompany(changes: Partial<TestCompany> = {}): TestCompany {
  const company = smallCompany();
  const confirming = { key: 'welcome', permissions: ['people.confirm_identity', 'config.people'] } as const;
  return {
    ...company,
    people: [
      ...company.people.filter(({ id }) => id !== 'gus'),
      { id: 'gus', roles: ['staff', 'welcome'] },
      { id: 'ida', roles: ['staff', 'welcome'] },
      { id: 'kim', roles: ['staff', 'admin'] },
      { id: 'twin', roles: ['staff'] },
      { id: 'twin2', roles: ['staff'] },
      { id: 'lee', inactive: true },
    ],
    roles: [...company.roles, confirming],
    ...changes,
  };
}

const strangers = ['ana', 'kim', 'twin', 'twin2', 'lee'];

/** A real bot with real delivery before a local Slack in which people turn up whom it does not know. */
export class Newcomers {
  readonly sandbox: Sandbox;
  readonly database: OpenedDatabase;
  readonly #databaseUrl: string;
  #bot: Bot;
  #aheadMs = 0;

  private constructor(sandbox: Sandbox, database: OpenedDatabase, databaseUrl: string, bot: Bot) {
    this.sandbox = sandbox;
    this.database = database;
    this.#databaseUrl = databaseUrl;
    this.#bot = bot;
  }

  static async start(company = welcomingCompany()): Promise<Newcomers> {
    const databaseUrl = `sqlite:${join(temporaryFolder(), 'countersign.sqlite')}`;
    const database = await openDatabase(databaseUrl);
    await database.migrate(new Date().toISOString());
    await seedCompany(database, company);
    await database.write(async (trx) => {
      await trx.deleteFrom('chat_identities').where('user_id', 'in', strangers).execute();
      await trx.updateTable('users').set({ email: 'TWIN@example.com' }).where('id', '=', 'twin2').execute();
    });
    let town: Newcomers | undefined;
    const now = () => town?.now() ?? Date.now();
    const linked = company.people.filter(({ id }) => !strangers.includes(id));
    const sandbox = await startSandbox({
      port: 0,
      team: { id: TEAM, name: 'Acme', domain: 'acme' },
      people: [...linked.map(({ id }) => account(id.toUpperCase(), { email: `${id}@example.com` })), ...newcomers],
      bot: theBot,
      ...installedApp,
      ackTimeoutMs: WAIT_MS_MAX,
      now,
    });
    onTestFinished(() => sandbox.close());
    onTestFinished(() => database.close());
    town = new Newcomers(sandbox, database, databaseUrl, await bootBot(sandbox, databaseUrl, now));
    onTestFinished(() => town?.stop());
    return town;
  }

  stop(): Promise<void> {
    return this.#bot.stop();
  }

  async restart(): Promise<void> {
    await this.#bot.stop();
    this.#bot = await bootBot(this.sandbox, this.#databaseUrl, () => this.now());
  }

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Lets that much time pass at once. */
  pass(ms: number): void {
    this.#aheadMs += ms;
  }

  /** Types a command and gives what is said to that person alone. */
  async type(user: string, command = '/submit', text = ''): Promise<string> {
    const before = this.#whispers(user).length;
    await this.sandbox.command(user, command, text);
    await this.#until(() => this.#whispers(user).length > before || undefined, `${user} was told nothing`);
    return this.whisper(user);
  }

  /** Presses a button of the newest message that has it. */
  async press(user: string, actionId: string, copies = 1): Promise<void> {
    const message = await this.#until(() => this.messageWith(user, actionId), `${user} has no ${actionId}`);
    await this.sandbox.click(user, { messageTs: message.ts, actionId }, { copies });
  }

  /** Presses a button that stood on a message as it was seen then. */
  async pressAsSeen(user: string, seen: StoredMessage, actionId: string): Promise<string> {
    const before = this.#whispers(user).length;
    await this.sandbox.click(user, { actionId }, { seen });
    await this.#until(() => this.#whispers(user).length > before || undefined, `${user} was told nothing`);
    return this.whisper(user);
  }

  messageWith(user: string, actionId: string): StoredMessage | undefined {
    return this.sandbox.messagesOf(user).findLast((one) => JSON.stringify(one.blocks).includes(`"${actionId}"`));
  }

  /** The newest thing that was said to this person alone. */
  whisper(user: string): string {
    return textOf(this.#whispers(user).at(-1));
  }

  /** Direct messages, oldest first. */
  messages(user: string): readonly string[] {
    return this.#direct(user).map(textOf);
  }

  /** Waits for a direct message that says so. */
  told(user: string, what: string): Promise<StoredMessage> {
    const said = () => this.#direct(user).findLast((one) => textOf(one).includes(what));
    return this.#until(said, `${user} was not told “${what}” but ${JSON.stringify(this.messages(user))}`);
  }

  async ownerOf(user: string): Promise<string | undefined> {
    const row = await this.database.read
      .selectFrom('chat_identities')
      .select('user_id')
      .where('chat_user', '=', user)
      .executeTakeFirst();
    return row?.user_id;
  }

  async unlink(person: string): Promise<void> {
    await this.database.write((trx) => trx.deleteFrom('chat_identities').where('user_id', '=', person).execute());
  }

  /** Sends the modal that is open. */
  async send(user: string, values: ViewInputs): Promise<void> {
    const view = await this.#until(() => this.sandbox.viewOf(user), `${user} has no modal`);
    await this.sandbox.submitView(user, view.id, values);
  }

  /** Waits until that many notices are known to be posted. */
  async posted(count: number): Promise<void> {
    const deadline = performance.now() + WAIT_MS_MAX;
    for (;;) {
      const rows = await this.database.read.selectFrom('notices').select('state').execute();
      if (rows.filter(({ state }) => state === 'posted').length === count) return;
      if (performance.now() > deadline) throw new Error(`not ${count} are posted but ${JSON.stringify(rows)}`);
      await delay(20);
    }
  }

  /** The person's chain without its times and hashes. */
  async trail(person: string) {
    const rows = await this.database.read
      .selectFrom('audit_logs as l')
      .innerJoin('audit_payloads as p', (join) =>
        join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.entity', '=', 'l.entity').onRef('p.seq', '=', 'l.seq'),
      )
      .select(['l.action', 'l.actor_id', 'p.body'])
      .where('l.entity', '=', `person/${person}`)
      .orderBy('l.seq')
      .execute();
    return rows.map(({ action, actor_id, body }) => ({ action, by: actor_id, payload: JSON.parse(body) }));
  }

  /** Sends what Slack would send of somebody who is not in the page, and gives what the bot says to them. */
  async typeSigned(fields: Readonly<Record<string, string>>): Promise<string> {
    const heard = await listener();
    const body = new URLSearchParams({
      command: '/submit',
      text: '',
      team_id: TEAM,
      trigger_id: '1.2.3',
      response_url: heard.url,
      ...fields,
    }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', botSecrets.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    await fetch(`http://${this.#bot.host}:${this.#bot.port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hash}`,
      },
      body,
    });
    return this.#until(() => heard.said(), 'nothing was said');
  }

  #whispers(user: string): readonly StoredMessage[] {
    return this.sandbox.messagesOf(user).filter((one) => one.onlyFor === user);
  }

  #direct(user: string): readonly StoredMessage[] {
    return this.sandbox.messagesOf(user).filter((one) => one.onlyFor === undefined);
  }

  async #until<T>(look: () => T | undefined, complaint: string): Promise<T> {
    const deadline = performance.now() + WAIT_MS_MAX;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(complaint);
      await delay(10);
    }
  }
}

export function textOf(message: StoredMessage | undefined): string {
  return linesOf(message?.blocks).join(' ');
}

async function bootBot(sandbox: Sandbox, databaseUrl: string, now: () => number): Promise<Bot> {
  const settings = readSettings({ DATABASE_URL: databaseUrl, PORT: '0' });
  const { token: botToken, signingSecret } = botSecrets;
  const slack = { botToken, signingSecret, appToken: undefined, apiUrl: sandbox.apiUrl };
  const bot = await startBot({ settings, slack, log: pino({ level: 'silent' }), now });
  sandbox.connectBot(`http://${bot.host}:${bot.port}/slack/events`);
  return bot;
}

/** A response_url of somebody who has no page. */
async function listener() {
  let said: string | undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      said = linesOf((JSON.parse(body) as { blocks: unknown }).blocks).join(' ');
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, said: () => said };
}
