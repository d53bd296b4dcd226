import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { epochMs, type Instant } from '../../engine/instant.js';
import type { DatabaseProbe } from '../../engine/ports/figures.js';
import type { Outbox } from '../../engine/ports/outbox.js';
import { type CheckFigures, type DeepCheck, Unwell } from './deep-health.js';

export interface DeepParts {
  /** What the store can be asked about itself. */
  readonly database: DatabaseProbe;
  readonly outbox: Pick<Outbox, 'load'>;
  /** Asks Slack whether it still accepts the token. */
  readonly slack: () => Promise<unknown>;
  /** Asks Redis whether it answers; undefined where jobs run inside the process. */
  readonly redis: (() => Promise<unknown>) | undefined;
  /** Whether checkpoints are signed here. */
  readonly isSigning: boolean;
  readonly dataDir: string;
  /** Where copies of files are kept. */
  readonly filesFolder: string;
  now(): Instant;
}

/** Checkpoints are made every hour. */
const UNSIGNED_SECONDS_MAX = 3 * 3600;
/** What is due is begun within seconds. */
const QUEUE_LAG_SECONDS_MAX = 300;
/** A commit, a file and the log of the database need room; below this somebody should look. */
const FREE_BYTES_MIN = 256 * 1024 * 1024;

export function deepChecks(parts: DeepParts): readonly DeepCheck[] {
  const { database, slack, redis, isSigning } = parts;
  return [
    { name: 'database', check: () => plainly(database.write()) },
    { name: 'migrations', check: () => migrations(database) },
    ...(isSigning ? [{ name: 'checkpoints', check: () => checkpoints(parts) }] : []),
    { name: 'queue', check: () => queue(parts) },
    ...(redis === undefined ? [] : [{ name: 'redis', check: () => plainly(redis()) }]),
    { name: 'slack', check: () => plainly(slack()) },
    { name: 'disk', check: () => disk(parts) },
    { name: 'files', check: () => files(parts) },
  ];
}

async function plainly(work: Promise<unknown>): Promise<CheckFigures> {
  await work;
  return {};
}

async function migrations(database: DatabaseProbe): Promise<CheckFigures> {
  const pending = await database.pendingMigrations();
  if (pending.length > 0) throw new Unwell(`not of this version: ${pending.join(', ')} is missing`);
  return {};
}

async function checkpoints({ database, now }: DeepParts): Promise<CheckFigures> {
  const oldest = await database.oldestUnsigned();
  const figures = { unsigned_seconds: secondsSince(oldest, now()) };
  if (figures.unsigned_seconds <= UNSIGNED_SECONDS_MAX) return figures;
  throw new Unwell('entries of the audit trail have waited for a checkpoint for hours; the log says why', figures);
}

async function queue({ outbox, now }: DeepParts): Promise<CheckFigures> {
  const load = await outbox.load(now());
  const due = load.reduce((sum, one) => sum + one.due, 0);
  const failed = load.reduce((sum, one) => sum + one.failed, 0);
  const [oldest] = load.flatMap(({ oldestDueAt }) => oldestDueAt ?? []).sort();
  const figures = { due, failed, oldest_seconds: secondsSince(oldest, now()) };
  if (figures.oldest_seconds <= QUEUE_LAG_SECONDS_MAX) return figures;
  throw new Unwell('what is due is not done; countersign jobs says what waits', figures);
}

async function disk({ dataDir }: DeepParts): Promise<CheckFigures> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(dataDir);
  const figures = { free_bytes: bavail * bsize };
  if (figures.free_bytes >= FREE_BYTES_MIN) return figures;
  throw new Unwell(`less than ${FREE_BYTES_MIN} bytes are free where DATA_DIR is; make room`, figures);
}

async function files({ filesFolder }: DeepParts): Promise<CheckFigures> {
  const probe = join(filesFolder, `.probe-${randomUUID()}`);
  await mkdir(filesFolder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(probe, 'x', { mode: 0o600 });
  } finally {
    await rm(probe, { force: true });
  }
  return {};
}

function secondsSince(at: Instant | undefined, now: Instant): number {
  return at === undefined ? 0 : Math.max(0, Math.round((epochMs(now) - epochMs(at)) / 1000));
}
