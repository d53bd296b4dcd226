import { writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';

/** Holds the write lock of a database for some milliseconds, after saying so. */
const [file = '', holdMs = '0'] = process.argv.slice(-2);
const database = new Sqlite(file);
database.exec('begin immediate');
writeSync(1, 'locked\n');
setTimeout(() => {
  database.exec('commit');
  database.close();
}, Number(holdMs));
