import Sqlite from 'better-sqlite3';
import { StoreFault, type StoreFaultCode } from '../faults.js';

/** SQLite's result codes by their beginning, the more precise ones first. */
const codes: readonly (readonly [prefix: string, code: StoreFaultCode, what: string])[] = [
  ['SQLITE_BUSY', 'database-busy', 'The database is locked by another connection'],
  ['SQLITE_LOCKED', 'database-busy', 'The database is locked by another connection'],
  ['SQLITE_FULL', 'database-full', 'The disk is full'],
  ['SQLITE_IOERR', 'database-io', 'The disk failed while the database was using it'],
  ['SQLITE_CORRUPT', 'database-corrupt', 'The database file is damaged'],
  ['SQLITE_NOTADB', 'database-corrupt', 'The file is not a SQLite database'],
  ['SQLITE_CANTOPEN', 'database-unusable', 'The database file cannot be opened'],
  ['SQLITE_READONLY', 'database-unusable', 'The database cannot be written'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'conflict', 'A row with that key is already there'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'conflict', 'A row with those values is already there'],
  ['SQLITE_CONSTRAINT_ROWID', 'conflict', 'A row with that key is already there'],
  ['SQLITE_CONSTRAINT', 'row-refused', 'The database refused a row'],
];

/** The fault behind an error of the driver; anything else, such as wrong SQL, is a bug and comes back as it is. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const known = codes.find(([prefix]) => error.code.startsWith(prefix));
  if (known === undefined) return error;
  const [, code, what] = known;
  return new StoreFault(code, `${what} (${error.message})`, { cause: error });
}
