import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { StoreFault } from '../faults.js';
import { SqliteConnection, type StatementTimes } from './connection.js';
import { CachedSqliteDialect } from './dialect.js';
import { applyPragmas, readingPragmas, readPragma, writingPragmas } from './pragmas.js';
import { retryWhileBusy } from './retry-busy.js';
import { type OnPoint, type Work, type WriteLimits, WriteQueue } from './write-queue.js';
import { writeScopes } from './write-scope.js';

/** Two, so that a report that streams its rows does not hold up a list. */
const READING_CONNECTIONS = 2;
/** How long opening waits for a process that is recovering, converting or closing the same file. */
const OPEN_LIMIT_MS = 10_000;

export interface SqliteDatabase<DB> {
  /** Reads what is committed; a `read.transaction()` sees one snapshot throughout. It cannot write. */
  readonly read: Kysely<DB>;
  /** The only way to write. See {@link WriteQueue.write}. */
  write<T>(work: Work<DB, T>, limits?: Partial<WriteLimits>): Promise<T>;
  /** A setting of the writing connection as SQLite reports it now, such as `synchronous`. */
  setting(pragma: string): unknown;
  /** Finishes the writes that were taken, then closes the file. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly onPoint?: OnPoint;
  /** Told how long statements take; nothing is measured where it is absent. */
  readonly times?: { readonly reading: StatementTimes; readonly writing: StatementTimes } | undefined;
}

/**
 * Opens the database file and makes it, private to this account, where there is none. Refuses to run on one that cannot
 * keep what it promises.
 *
 * @throws StoreFault `database-unusable`, `database-corrupt`, `database-busy` or a fault of the disk
 */
export async function openSqlite<DB>(file: string, options: OpenOptions = {}): Promise<SqliteDatabase<DB>> {
  const path = resolve(file);
  makePrivateFile(path);
  const writer = await openWith(path, writingPragmas);
  const readers = await openReaders(path, options.times?.reading).catch((error: unknown) => {
    writer.close();
    throw error;
  });
  const connection = new SqliteConnection(writer, options.times?.writing);
  const openScope = writeScopes<DB>(connection, new CachedSqliteDialect([connection]));
  const queue = new WriteQueue<DB>(connection, openScope, options.onPoint);
  const read = new Kysely<DB>({ dialect: new CachedSqliteDialect(readers) });
  return {
    read,
    write: (work, limits) => queue.write(work, limits),
    setting: (pragma) => readPragma(writer, pragma),
    close: async () => {
      await queue.close();
      for (const reader of readers) reader.close();
      connection.close();
    },
  };
}

async function openReaders(path: string, times?: StatementTimes): Promise<readonly SqliteConnection[]> {
  const readers: SqliteConnection[] = [];
  while (readers.length < READING_CONNECTIONS) {
    readers.push(new SqliteConnection(await openWith(path, readingPragmas), times));
  }
  return readers;
}

function openWith(path: string, pragmas: typeof writingPragmas): Promise<Database> {
  return retryWhileBusy(() => {
    const database = new Sqlite(path, { readonly: pragmas === readingPragmas, fileMustExist: true, timeout: 0 });
    try {
      applyPragmas(database, pragmas);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  }, OPEN_LIMIT_MS);
}

function makePrivateFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw new StoreFault('database-unusable', `The database file ${path} cannot be made or opened`, { cause: error });
  }
}
