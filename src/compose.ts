import { createHash, randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import { v7 as timeOrderedId } from 'uuid';
import { fileDoor } from './bot/http/file-door.js';
import { startOperations } from './bot/http/operations.js';
import { type HttpServer, startHttpServer } from './bot/http/server.js';
import { createSlack } from './bot/slack/app.js';
import { ConfigFault, type LogLevel, type Settings, type SlackSettings } from './config.js';
import { type Instant, instant } from './engine/instant.js';
import { queueFor } from './jobs/bullmq/queues.js';
import { catchUp } from './jobs/catch-up.js';
import { sleep } from './jobs/clock.js';
import { createEngine } from './jobs/create-engine.js';
import type { JobEngine } from './jobs/job-engine.js';
import type { HouseWork } from './jobs/later/later-tools.js';
import { sharedWork } from './jobs/later/shared-work.js';
import { CHECKPOINT_FOLDER } from './store/audit/checkpoint-files.js';
import { CheckpointKeeper } from './store/audit/checkpoint-keeper.js';
import { newSalt } from './store/audit/new-salt.js';
import { AuditKeyFault, type SigningKey, signingKeyOf } from './store/audit/signing-key.js';
import { databaseProbe } from './store/database-probe.js';
import { FILES_FOLDER, type FileStore, fileStoreOn } from './store/files/file-store.js';
import { type OpenedDatabase, openDatabase } from './store/open-database.js';
import { QueryClock } from './store/query-clock.js';
import { type Store, storeOn } from './store/store.js';
import { ownVersion } from './version.js';

/** Of the digest that tells databases apart in Redis. */
const prefixDigits = 12;
/** Between two moves of a demo's clock; longer than any call to the local Slack. */
const catchUpLimits = { leaseMs: 60_000, limitMs: 10_000 } as const;

/** The running bot: an address that a platform sends to, and an engine that does what is owed. */
export interface Bot {
  readonly host: string;
  readonly port: number;
  /** Where metrics and deep health are, if they have an address of their own. */
  readonly operations: { readonly host: string; readonly port: number } | undefined;
  readonly engine: Pick<JobEngine, 'state'>;
  /** Does what has become due because the clock was moved. */
  catchUp(): Promise<void>;
  /** Takes nothing new, finishes or hands back what is under way, closes the database. */
  stop(): Promise<void>;
}

export interface BotParts {
  readonly settings: Settings;
  readonly slack: SlackSettings;
  readonly log: Logger;
  /** Milliseconds since 1970. The demo puts in its own. */
  readonly now?: () => number;
}

/** Slack could not be asked whose token it is; the bot does not start without. */
export class SlackUnavailable extends Error {
  override readonly name = 'SlackUnavailable';
  readonly code = 'slack-unavailable';

  constructor({ apiUrl, appToken }: SlackSettings, cause: unknown) {
    const where = apiUrl === undefined ? 'Slack' : `Slack at ${apiUrl}`;
    const why = cause instanceof Error ? cause.message : String(cause);
    const tokens = appToken === undefined ? 'SLACK_BOT_TOKEN' : 'SLACK_BOT_TOKEN or SLACK_APP_TOKEN';
    super(`${where} cannot be reached or does not accept ${tokens}: ${why}`, { cause });
  }
}

/** Wires the rooms together and starts them. Slack's address answers 503 until Slack has accepted the token. */
export async function startBot({ settings, slack: slackSettings, log, now = Date.now }: BotParts): Promise<Bot> {
  const signingKey = signingKeyIn(settings);
  const queries = new QueryClock();
  const database = await openDatabase(settings.databaseUrl, { clock: queries });
  const applied = await database.migrate(instant(now()));
  if (applied.length > 0) log.info({ migrations: applied }, 'the database was brought up to date');
  const store = storeOf(database);
  const filesFolder = join(settings.dataDir, FILES_FOLDER);
  const files = fileStoreOn(database, filesFolder, timeOrderedId);
  let server: HttpServer | undefined;
  const publicUrl = () => settings.publicUrl ?? addressBeside(slackSettings, server);
  const slack = createSlack(
    {
      store: store.documents,
      reading: store.reading,
      admin: store.admin,
      configuration: store.configuration,
      uploads: store.uploads,
      cards: store.cards,
      drafts: store.drafts,
      identities: store.identities,
      delegations: store.delegations,
      reminders: store.reminders,
      preferences: store.preferences,
      jobs: store.jobs,
      radar: store.radar,
      files: files.intake,
      links: files.links,
      publicUrl,
      directory: store.directory,
      digest,
      settings: settings.documents,
      now: () => instant(now()),
      newId: timeOrderedId,
      log,
    },
    slackSettings,
  );
  const checkpoints = signingKey && checkpointKeeper(settings, database, signingKey, log, () => instant(now()));
  const owner = randomUUID();
  const engine = createEngine({
    outbox: store.outbox,
    timetable: store.timetable,
    cardsFor: store.cards,
    noticesFor: store.notices,
    preferencesFor: store.preferences,
    identitiesFor: store.identities,
    documentsFor: store.documents,
    delegationsFor: store.delegations,
    remindersFor: store.reminders,
    upkeepFor: store.upkeep,
    house: houseWork(checkpoints, files, log, () => instant(now())),
    settings: settings.documents,
    digest,
    newId: timeOrderedId,
    platforms: [slack.platform],
    noticePlatforms: [slack.notices],
    clock: { now, sleep },
    random: Math.random,
    owner,
    isCrowded: slack.isCrowded,
    redis: redisOf(settings),
    log,
  });
  const isMigrated = async () => {
    const pending = await database.pendingMigrations();
    if (pending.length > 0) throw new Error(`${pending.length} migrations are pending`);
  };
  const checks = [
    { name: 'database', check: isMigrated },
    { name: 'slack', check: () => slack.ready() },
    // Clicks are answered without it, and what they owe waits: no reason to send them elsewhere.
    ...(settings.redisUrl === undefined ? [] : [{ name: 'redis', check: () => engine.check(), isVital: false }]),
  ];
  const door = fileDoor({ desk: files.desk, reading: store.reading, publicUrl, now: () => instant(now()), log });
  const deep = {
    database: databaseProbe(database),
    outbox: store.outbox,
    slack: slack.check,
    redis: settings.redisUrl === undefined ? undefined : () => engine.check(),
    isSigning: signingKey !== undefined,
    dataDir: settings.dataDir,
    filesFolder,
    now: () => instant(now()),
  };
  const metrics = { figures: store.figures, queries, queueFor, version: ownVersion(), now: () => instant(now()) };
  const operations = await startOperations({ ...metrics, deep, checks, log }, settings.operations);
  const doors = { slack: slack.requestListener, files: door, operations: operations.door };
  const listening = await startHttpServer({ ...doors, checks, log }, settings);
  server = listening;
  const stop = async () => {
    // Side by side: a client that does not finish must not keep deliveries from being handed back.
    await Promise.allSettled([listening.close().then(() => slack.close()), engine.stop()]);
    // Nothing writes any more: what is signed now is everything.
    await checkpoints?.tryToKeep();
    await operations.close();
    await database.close();
  };
  try {
    const team = await slack.start();
    // Rows of the outbox that this process holds have its name on them.
    log.info({ team: team.teamId, owner }, 'connected to Slack');
  } catch (error) {
    await stop();
    throw new SlackUnavailable(slackSettings, error);
  }
  const caughtUp = () => catchUp(engine, store.outbox, { now, sleep }, catchUpLimits);
  engine.start();
  // What a bot that died had no time to sign.
  void checkpoints?.tryToKeep();
  return { host: listening.host, port: listening.port, operations: operations.bound, engine, catchUp: caughtUp, stop };
}

/** With a Slack on this machine the browser is on it as well, so our own address is one that it reaches. */
function addressBeside({ apiUrl }: SlackSettings, server: HttpServer | undefined): string | undefined {
  const isLocal = apiUrl !== undefined && new URL(apiUrl).protocol === 'http:';
  if (!isLocal || server === undefined) return undefined;
  return `http://${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`;
}

export function storeOf(database: OpenedDatabase): Store {
  return storeOn(database, { newId: timeOrderedId, newSalt });
}

/**
 * What signs checkpoints of the audit trail; undefined where none is set.
 *
 * @throws ConfigFault where it is no key
 */
export function signingKeyIn({ auditSigningKey }: Settings): SigningKey | undefined {
  try {
    return auditSigningKey === undefined ? undefined : signingKeyOf(auditSigningKey);
  } catch (error) {
    throw error instanceof AuditKeyFault ? new ConfigFault([error.message]) : error;
  }
}

function checkpointKeeper(
  { dataDir }: Settings,
  database: OpenedDatabase,
  key: SigningKey,
  log: Logger,
  now: () => Instant,
): CheckpointKeeper {
  return new CheckpointKeeper({ database, key, folder: join(dataDir, CHECKPOINT_FOLDER), now }, log);
}

/** Several databases may share one Redis: their keys begin differently. */
function redisOf({ redisUrl, databaseUrl }: Settings): { readonly url: string; readonly prefix: string } | undefined {
  if (redisUrl === undefined) return undefined;
  const name = digest(resolve(databaseUrl.replace(/^sqlite:/, ''))).slice(0, prefixDigits);
  return { url: redisUrl, prefix: `countersign-${name}` };
}

/** What the timetable has done for all companies at once. */
function houseWork(
  checkpoints: CheckpointKeeper | undefined,
  files: Pick<FileStore, 'sweep'>,
  log: Logger,
  now: () => Instant,
): HouseWork {
  return {
    checkpoint: sharedWork(async () => checkpoints?.keep()),
    sweepFiles: sharedWork(async () => log.info({ ...(await files.sweep(now())) }, 'files were swept')),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** JSON lines on standard error, so that a command's own output stays clean. Secrets never get this far; see config. */
export function makeLog(level: LogLevel): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: false }),
  );
}
