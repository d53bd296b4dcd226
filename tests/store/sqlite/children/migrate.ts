import { writeSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { loadMigrations, migrate } from '../../../../src/store/migrate.js';
import { openSqlite } from '../../../../src/store/sqlite/open.js';

/** Migrates a database with the sample migrations and says which ones were applied here. */
const [file = ''] = process.argv.slice(-1);
const db = await openSqlite(file);
const known = await loadMigrations(new URL('../sample-migrations/', import.meta.url));
const inOneTransaction = <T>(work: (trx: Kysely<unknown>) => Promise<T>) => db.write(work);
const applied = await migrate(inOneTransaction, 'sqlite', known, '2026-01-01T00:00:00.000Z');
for (const name of applied) writeSync(1, `applied ${name}\n`);
await db.close();
