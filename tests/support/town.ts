import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { stringify } from 'yaml';
import { applyTo } from '../../src/commands/apply.js';
import { type Bot, startBot } from '../../src/compose.js';
import { readSettings } from '../../src/config.js';
import type { MovableClock } from '../../src/sandbox/movable-clock.js';
import type { SandboxPerson } from '../../src/sandbox/options.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/start.js';
import { openDatabase } from '../../src/store/open-database.js';
import { installedApp, installedBot } from './installed-app.js';

/** What a company's YAML says, as data. */
export interface CompanyFile {
  readonly company: {
    readonly id: string;
    readonly name: string;
    readonly time_zone: string;
    readonly slack: { readonly team: string };
  };
  readonly people: readonly TownPerson[];
  readonly [section: string]: unknown;
}

export interface TownPerson {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly slack: { readonly user: string };
  /** The files say nothing of the account. */
  readonly isUnlinked?: boolean;
  readonly time_zone?: string;
  readonly [property: string]: unknown;
}

export const secrets = { botToken: 'xoxb-sandbox-town', signingSecret: 'a secret of the town' };

/** A whole company with its local Slack and the real bot between them, all in this process, on real files and HTTP. */
export class Town {
  readonly sandbox: Sandbox;
  readonly databaseUrl: string;
  readonly #how: BotOptions;
  #bot: Bot;

  private constructor(sandbox: Sandbox, databaseUrl: string, how: BotOptions, bot: Bot) {
    this.sandbox = sandbox;
    this.databaseUrl = databaseUrl;
    this.#how = how;
    this.#bot = bot;
  }

  /** `clock` makes it a town whose time can be moved, as in the demo. */
  static async start(
    company: CompanyFile,
    folder: string,
    log = pino({ level: 'error' }),
    clock?: MovableClock,
  ): Promise<Town> {
    const databaseUrl = `sqlite:${join(folder, 'countersign.sqlite')}`;
    const how = { folder, log, clock };
    await applyCompanyFile(company, databaseUrl, folder);
    const sandbox = await startSandbox({
      port: 0,
      stateFile: join(folder, 'workspace.jsonl'),
      team: { id: company.company.slack.team, name: company.company.name, domain: company.company.id },
      people: company.people.map((person) => accountOf(person, company)),
      bot: {
        userId: 'U0BOT',
        botId: 'B0BOT',
        appId: 'A0BOT',
        ...installedBot,
        token: secrets.botToken,
        signingSecret: secrets.signingSecret,
      },
      ...installedApp,
      // Patient: what is looked at here is what counts, not how soon a busy machine answers.
      ackTimeoutMs: 15_000,
      clock,
      clockZone: company.company.time_zone,
    });
    return new Town(sandbox, databaseUrl, how, await bootBot(sandbox, databaseUrl, how));
  }

  /** Stops the bot and starts another on the same files, as an upgrade does. */
  async restartBot(): Promise<void> {
    await this.#bot.stop();
    this.#bot = await bootBot(this.sandbox, this.databaseUrl, this.#how);
  }

  /** As an operator who changes the files while the bot runs. */
  async apply(company: CompanyFile): Promise<void> {
    await applyCompanyFile(company, this.databaseUrl, this.#how.folder);
  }

  async close(): Promise<void> {
    await this.#bot.stop();
    await this.sandbox.close();
  }
}

interface BotOptions {
  readonly folder: string;
  readonly log: Logger;
  readonly clock: MovableClock | undefined;
}

/** Writes the company as YAML and applies it, as an operator would. */
export async function applyCompanyFile(company: CompanyFile, databaseUrl: string, folder: string): Promise<void> {
  const files = join(folder, 'company');
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, 'company.yaml'), stringify({ ...company, people: company.people.map(asWritten) }));
  const database = await openDatabase(databaseUrl);
  try {
    await database.migrate(new Date(Date.now()).toISOString());
    const outcome = await applyTo(database, files, Date.now());
    if (!outcome.ok) throw new Error(outcome.mistakes.map((one) => `${one.line}: ${one.message}`).join('\n'));
  } finally {
    await database.close();
  }
}

function accountOf({ id, name, slack, email, time_zone }: TownPerson, { company }: CompanyFile): SandboxPerson {
  return { id: slack.user, name: id, realName: name, email, tz: time_zone ?? company.time_zone };
}

function asWritten({ isUnlinked, slack, ...person }: TownPerson): object {
  return isUnlinked === true ? person : { ...person, slack };
}

async function bootBot(sandbox: Sandbox, databaseUrl: string, { folder, log, clock }: BotOptions): Promise<Bot> {
  const settings = readSettings({ DATABASE_URL: databaseUrl, DATA_DIR: folder, PORT: '0' });
  const slack = { ...secrets, appToken: undefined, apiUrl: sandbox.apiUrl };
  const bot = await startBot({ settings, slack, log, ...(clock && { now: clock.now }) });
  clock?.onMove(() => bot.catchUp());
  sandbox.connectBot(`http://${bot.host}:${bot.port}/slack/events`);
  return bot;
}
