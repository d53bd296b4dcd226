import { open } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { BackupFault } from './house-places.js';

/** All that is left: in steps, every write of another process would make SQLite begin from the start again. */
const ALL_PAGES = 0x7fff_ffff;

/**
 * Copies a database that others may be writing to, as it is at one moment, with SQLite's own backup. In WAL mode nobody
 * waits for it. The copy is one file without a log beside it.
 *
 * @throws BackupFault where the copy is not sound
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await (await open(to, 'wx', 0o600)).close();
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(to, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  settle(to);
  await sync(to);
}

function settle(file: string): void {
  const copy = new Sqlite(file, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    const problem = copy.pragma('quick_check(1)', { simple: true });
    if (problem !== 'ok') throw new BackupFault(`The copy of the database is damaged (${problem}). Is the original?`);
  } finally {
    copy.close();
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
