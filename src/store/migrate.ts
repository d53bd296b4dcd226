import { readdir } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { StoreFault } from './faults.js';

export type SqlDialect = 'sqlite' | 'postgres';

/**
 * One step of the schema, a file `migrations/NNN-name.ts` that exports `up`. The rules for such a file:
 *
 * - Numbers count up from 001 without gaps. What has been released is never edited, renamed or removed: mend it with the
 *   next one. There is no way down; restore the backup.
 * - It imports nothing from `src`, whose tables change while history does not. It may import `kysely`.
 * - `up` runs inside a transaction that holds the write lock, so it begins and commits nothing; all pending migrations
 *   are kept together or not at all. SQLite cannot switch foreign keys off in there: `PRAGMA defer_foreign_keys = ON`
 *   is what a rebuilt table needs.
 * - Columns are `text` or `bigint` and every table has `tenant_id`. On PostgreSQL text keys and times are `COLLATE "C"`.
 */
export interface Migration {
  /** `NNN-name`, which is also what the database remembers. */
  readonly name: string;
  up(db: Kysely<unknown>, dialect: SqlDialect): Promise<void>;
}

/** Runs `work` in one transaction that excludes every other writer from its first moment, and commits it. */
export type InOneTransaction = <T>(work: (db: Kysely<unknown>) => Promise<T>) => Promise<T>;

type MigrationTables = { schema_migrations: { name: string; applied_at: string } };

const MIGRATION_FILE = /^\d{3}-[a-z0-9-]+\.(?:js|ts)$/;
/** The same place seen from `src/store` and from `dist/src/store`. */
const FOLDER = new URL('../../migrations/', import.meta.url);

/** Reads the migrations this version knows, in order. Mistakes in the folder itself are bugs and throw plain errors. */
export async function loadMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => MIGRATION_FILE.test(file)).sort();
  return Promise.all(files.map((file, index) => loadMigration(folder, file, index + 1)));
}

/** The names still to be applied, in order; all of them where the database is new. Looks only, changes nothing. */
export async function pendingMigrations(
  db: Kysely<unknown>,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const applied = (await hasHistory(db)) ? await appliedMigrations(db) : [];
  return pendingAfter(applied, migrations).map((migration) => migration.name);
}

/**
 * Brings the database to this version and answers what was applied. Two processes may do it at once: the second waits
 * for the lock and then finds nothing left to do.
 *
 * @param appliedAt UTC text, as all times in the database
 * @throws StoreFault `database-newer` or `migrations-differ`, with nothing changed
 */
export async function migrate(
  inOneTransaction: InOneTransaction,
  dialect: SqlDialect,
  migrations: readonly Migration[],
  appliedAt: string,
): Promise<readonly string[]> {
  return inOneTransaction(async (db) => {
    await createHistory(db);
    const pending = pendingAfter(await appliedMigrations(db), migrations);
    for (const migration of pending) {
      await migration.up(db, dialect);
      await history(db)
        .insertInto('schema_migrations')
        .values({ name: migration.name, applied_at: appliedAt })
        .execute();
    }
    return pending.map((migration) => migration.name);
  });
}

function pendingAfter(applied: readonly string[], known: readonly Migration[]): readonly Migration[] {
  const strange = applied.findIndex((name, index) => known[index]?.name !== name);
  if (strange === -1) return known.slice(applied.length);
  if (strange < known.length) {
    throw new StoreFault('migrations-differ', `The database has ${applied[strange]}, unlike this version's history`);
  }
  const latest = known.at(-1)?.name ?? 'none';
  throw new StoreFault('database-newer', `The database has ${applied.at(-1)}, this version knows up to ${latest}`);
}

async function loadMigration(folder: URL, file: string, number: number): Promise<Migration> {
  const name = file.slice(0, file.lastIndexOf('.'));
  if (Number(name.slice(0, 3)) !== number) throw new Error(`migration ${name} stands where number ${number} belongs`);
  const module: unknown = await import(new URL(file, folder).href);
  if (!hasUp(module)) throw new Error(`migration ${name} exports no function up`);
  return { name, up: module.up };
}

function hasUp(module: unknown): module is Pick<Migration, 'up'> {
  return typeof module === 'object' && module !== null && 'up' in module && typeof module.up === 'function';
}

async function hasHistory(db: Kysely<unknown>): Promise<boolean> {
  const tables = await db.introspection.getTables();
  return tables.some((table) => table.name === 'schema_migrations');
}

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
}

async function appliedMigrations(db: Kysely<unknown>): Promise<readonly string[]> {
  const rows = await history(db).selectFrom('schema_migrations').select('name').execute();
  return rows.map((row) => row.name).sort();
}

function history(db: Kysely<unknown>): Kysely<MigrationTables> {
  return db.withTables<MigrationTables>();
}
