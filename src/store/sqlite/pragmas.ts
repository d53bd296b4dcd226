import type { Database } from 'better-sqlite3';
import { StoreFault } from '../faults.js';

/** SQLite sleeps this long inside a call before it says "busy", and the event loop with it: patience is ours to have. */
const BUSY_TIMEOUT_MS = 2;
/** Pages of write-ahead log before a commit moves them into the file: four times the default keeps p99 low. */
const CHECKPOINT_PAGES = 4_000;

interface Pragma {
  readonly name: string;
  readonly set: string | number;
  /** What SQLite answers when the setting really holds. */
  readonly reads: string | number;
}

const onEveryConnection: readonly Pragma[] = [
  { name: 'foreign_keys', set: 'ON', reads: 1 },
  { name: 'trusted_schema', set: 'OFF', reads: 0 },
  { name: 'busy_timeout', set: BUSY_TIMEOUT_MS, reads: BUSY_TIMEOUT_MS },
];

/** FULL after WAL: the driver's SQLite falls back to NORMAL in WAL mode, which may forget an answered decision. */
export const writingPragmas: readonly Pragma[] = [
  { name: 'journal_mode', set: 'WAL', reads: 'wal' },
  { name: 'synchronous', set: 'FULL', reads: 2 },
  { name: 'wal_autocheckpoint', set: CHECKPOINT_PAGES, reads: CHECKPOINT_PAGES },
  // Without this, INSERT OR REPLACE deletes rows without asking the triggers that forbid deleting.
  { name: 'recursive_triggers', set: 'ON', reads: 1 },
  ...onEveryConnection,
];

/** Without `query_only`: the file is opened read-only anyway, and with it `begin immediate` would be refused as a write. */
export const readingPragmas: readonly Pragma[] = onEveryConnection;

/**
 * Sets each and reads each back: SQLite ignores a setting that it cannot follow, without a word.
 *
 * @throws StoreFault `database-unusable`
 */
export function applyPragmas(database: Database, pragmas: readonly Pragma[]): void {
  for (const { name, set } of pragmas) database.pragma(`${name} = ${set}`);
  for (const { name, reads } of pragmas) {
    const actual = readPragma(database, name);
    if (actual === reads) continue;
    throw new StoreFault('database-unusable', `SQLite answers ${name}=${actual} where ${reads} is needed`);
  }
}

export function readPragma(database: Database, name: string): unknown {
  return database.pragma(name, { simple: true });
}
