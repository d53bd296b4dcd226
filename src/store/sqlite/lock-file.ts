import { resolve } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';

export interface LockFile {
  release(): void;
}

/**
 * Takes a file for this process alone; undefined while another one has it. The lock is the operating system's, so it
 * goes with the process however that ends: what lies about after a kill blocks nobody.
 */
export function takeLockFile(file: string): LockFile | undefined {
  const database = new Sqlite(resolve(file), { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (isHeld(error)) return undefined;
    throw error;
  }
  return { release: () => release(database) };
}

function release(database: Database): void {
  if (database.inTransaction) database.exec('rollback');
  database.close();
}

function isHeld(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
