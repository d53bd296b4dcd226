import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadMigrations, type Migration, migrate, pendingMigrations } from '../../src/store/migrate.js';
import { openSqlite, type SqliteDatabase } from '../../src/store/sqlite/open.js';
import { temporaryFolder } from '../support/temporary.js';
import { runChild } from './sqlite/run-child.js';

type AnyDatabase = SqliteDatabase<unknown>;

const now = '2026-01-01T00:00:00.000Z';
const sample = new URL('sqlite/sample-migrations/', import.meta.url);

async function emptyDatabase(): Promise<{ db: AnyDatabase; file: string }> {
  const file = join(temporaryFolder(), 'migrated.sqlite');
  const db = await openSqlite<unknown>(file);
  onTestFinished(() => db.close());
  return { db, file };
}

function migrateTo(db: AnyDatabase, migrations: readonly Migration[]): Promise<readonly string[]> {
  const inOneTransaction = <T>(work: (trx: Kysely<unknown>) => Promise<T>) => db.write(work);
  return migrate(inOneTransaction, 'sqlite', migrations, now);
}

function creating(name: string): Migration {
  return { name, up: async (db) => void (await sql`create table ${sql.table(name)} (id integer)`.execute(db)) };
}

async function tablesOf(db: AnyDatabase): Promise<readonly string[]> {
  const rows = await sql<{ name: string }>`select name from sqlite_master where type = 'table' order by name`.execute(
    db.read,
  );
  return rows.rows.map((row) => row.name);
}

describe('migrating', () => {
  test('applies in order what is missing, once, and remembers it', async () => {
    const { db } = await emptyDatabase();
    const [one, two, three] = [creating('001-a'), creating('002-b'), creating('003-c')];
    expect(await pendingMigrations(db.read, [one, two])).toEqual(['001-a', '002-b']);
    expect(await migrateTo(db, [one, two])).toEqual(['001-a', '002-b']);
    expect(await pendingMigrations(db.read, [one, two, three])).toEqual(['003-c']);
    expect(await migrateTo(db, [one, two, three])).toEqual(['003-c']);
    expect(await migrateTo(db, [one, two, three])).toEqual([]);
    expect(await tablesOf(db)).toEqual(['001-a', '002-b', '003-c', 'schema_migrations']);
  });

  test('that fails half-way leaves nothing behind', async () => {
    const { db } = await emptyDatabase();
    const broken: Migration = { name: '002-broken', up: async () => Promise.reject(new Error('broken')) };
    await expect(migrateTo(db, [creating('001-a'), broken])).rejects.toThrow('broken');
    expect(await tablesOf(db)).toEqual([]);
  });

  test('refuses a database that a newer version upgraded, and names the way out', async () => {
    const { db } = await emptyDatabase();
    await migrateTo(db, [creating('001-a'), creating('002-b')]);
    const newer = expect.objectContaining({
      code: 'database-newer',
      message: expect.stringMatching(/has 002-b, this version knows up to 001-a.*newer version again, or restore/),
    });
    await expect(migrateTo(db, [creating('001-a')])).rejects.toEqual(newer);
    await expect(pendingMigrations(db.read, [creating('001-a')])).rejects.toEqual(newer);
  });

  test('refuses a database with another history', async () => {
    const { db } = await emptyDatabase();
    await migrateTo(db, [creating('001-a')]);
    const differing = [creating('001-other'), creating('002-b')];
    await expect(migrateTo(db, differing)).rejects.toMatchObject({ code: 'migrations-differ' });
    expect(await tablesOf(db)).toEqual(['001-a', 'schema_migrations']);
  });

  test('by two processes at once succeeds in both and applies each migration once', async () => {
    const { db, file } = await emptyDatabase();
    await db.close();
    const both = await Promise.all([runChild('migrate', file).ended, runChild('migrate', file).ended]);
    expect(both.map((ended) => ended.code)).toEqual([0, 0]);
    expect(both.flatMap((ended) => ended.lines)).toEqual(['applied 001-fruit', 'applied 002-apple']);
    const after = await openSqlite<{ fruit: { name: string } }>(file);
    expect(await after.read.selectFrom('fruit').select('name').execute()).toEqual([{ name: 'apple on sqlite' }]);
    await after.close();
  });
});

describe('the folder of migrations', () => {
  test('is read in order of its numbers', async () => {
    const migrations = await loadMigrations(sample);
    expect(migrations.map((migration) => migration.name)).toEqual(['001-fruit', '002-apple']);
  });

  test('of this version makes a database from nothing', async () => {
    const { db } = await emptyDatabase();
    const migrations = await loadMigrations();
    expect(migrations.length).toBeGreaterThan(0);
    expect(await migrateTo(db, migrations)).toEqual(migrations.map((migration) => migration.name));
  });
});
