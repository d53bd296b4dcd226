import type { Kysely } from 'kysely';
import type { Database } from './database.js';
import { StoreFault } from './faults.js';
import { loadMigrations, migrate, pendingMigrations } from './migrate.js';
import { type QueryClock, statementTimes } from './query-clock.js';
import { openSqlite } from './sqlite/open.js';
import type { OnPoint } from './sqlite/write-queue.js';
import type { Tables } from './tables.js';

export interface OpenDatabaseOptions {
  /** Told at the moments of a transaction; for tests that end the process there. */
  readonly onPoint?: OnPoint;
  /** Counts how long the database takes; nothing is measured without. */
  readonly clock?: QueryClock;
}

export interface OpenedDatabase extends Database {
  /** A setting of the writing connection as the database reports it now. */
  setting(name: string): unknown;
  /** Brings the schema to this version; answers the names of what was applied. */
  migrate(now: string): Promise<readonly string[]>;
  pendingMigrations(): Promise<readonly string[]>;
}

/**
 * Opens what `DATABASE_URL` names.
 *
 * @throws StoreFault `database-unusable` for a kind of database this version does not know, and what opening throws
 */
export async function openDatabase(url: string, options: OpenDatabaseOptions = {}): Promise<OpenedDatabase> {
  const path = databaseFile(url);
  if (path === undefined)
    throw new StoreFault('database-unusable', `DATABASE_URL must begin with sqlite: but is ${kindOf(url)}`);
  const sqlite = await openSqlite<Tables>(path, { ...options, times: options.clock && statementTimes(options.clock) });
  const listeners = new Set<() => void>();
  const untyped = sqlite.read as unknown as Kysely<unknown>;
  return {
    read: sqlite.read,
    write: (work) => sqlite.write(work),
    setting: (name) => sqlite.setting(name),
    announceWork: () => {
      for (const listener of listeners) listener();
    },
    onWork: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    migrate: async (now) =>
      migrate(
        (work) =>
          sqlite.write((trx) => work(trx as unknown as Kysely<unknown>), {
            beginMs: migrationMsMax,
            workMs: migrationMsMax,
          }),
        'sqlite',
        await loadMigrations(),
        now,
      ),
    pendingMigrations: async () => pendingMigrations(untyped, await loadMigrations()),
    close: () => sqlite.close(),
  };
}

/** A migration may rewrite a large table; an hour says that it hangs. */
const migrationMsMax = 3_600_000;

/** The file behind a `sqlite:` URL. */
export function databaseFile(url: string): string | undefined {
  return url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
}

/** The scheme alone: a URL may hold a password. */
function kindOf(url: string): string {
  return /^[a-z]+:/.exec(url)?.[0] ?? 'something else';
}
