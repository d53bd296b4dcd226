import { existsSync } from 'node:fs';
import { databaseFile, type OpenedDatabase, openDatabase } from '../store/open-database.js';

/** There is nothing at the place that the settings name, or it is not of this version. */
export class WrongDatabase extends Error {
  override readonly name = 'WrongDatabase';
  readonly code = 'wrong-database';
}

/** Opens the database for one command, making it where there is none, and closes it whatever happens. */
export async function withDatabase<T>(url: string, work: (database: OpenedDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * The same for a command that only makes sense on a database that is there and up to date: a slip in the settings must
 * not look like an empty company, or like damage.
 *
 * @throws WrongDatabase
 */
export async function withExistingDatabase<T>(url: string, work: (database: OpenedDatabase) => Promise<T>): Promise<T> {
  const file = databaseFile(url);
  if (file !== undefined && !existsSync(file)) {
    throw new WrongDatabase(`There is no database at ${file}. Are DATABASE_URL and DATA_DIR right?`);
  }
  return withDatabase(url, async (database) => {
    const pending = await database.pendingMigrations();
    if (pending.length > 0) {
      throw new WrongDatabase(`The database at ${file ?? url} is not of this version: run countersign migrate first.`);
    }
    return work(database);
  });
}
