import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/open.js';
import { applyPragmas, writingPragmas } from '../../../src/store/sqlite/pragmas.js';
import { temporaryFolder } from '../../support/temporary.js';
import { countNotes, scratchDatabase } from './scratch-database.js';

describe('a new database file', () => {
  test('is made with its folder, for this account only', async () => {
    const file = join(temporaryFolder(), 'made', 'for', 'it.sqlite');
    const db = await openSqlite(file);
    await db.write(async (trx) => sql`create table t (id integer)`.execute(trx));
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    await db.close();
  });

  test.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['trusted_schema', 0],
    ['wal_autocheckpoint', 4000],
  ])('has %s %s on the connection that writes', async (pragma, value) => {
    const { db } = await scratchDatabase();
    expect(db.setting(pragma)).toBe(value);
  });

  test('leaves SQLite no time to sleep while it holds the event loop', async () => {
    const { db } = await scratchDatabase();
    expect(db.setting('busy_timeout')).toBeLessThanOrEqual(5);
  });
});

describe('opening', () => {
  test('refuses a database that does not follow a setting', () => {
    const inMemory = new Sqlite(':memory:');
    expect(() => applyPragmas(inMemory, writingPragmas)).toThrow(
      expect.objectContaining({ code: 'database-unusable', message: expect.stringContaining('journal_mode=memory') }),
    );
    inMemory.close();
  });

  test('refuses a file that is no database', async () => {
    const file = join(temporaryFolder(), 'text.sqlite');
    writeFileSync(file, 'this is not a database. '.repeat(400));
    await expect(openSqlite(file)).rejects.toMatchObject({ code: 'database-corrupt', retryable: false });
  });

  test('refuses a place where no file can be', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a-folder'));
    await expect(openSqlite(join(folder, 'a-folder'))).rejects.toMatchObject({ code: 'database-unusable' });
  });

  test('twice at once makes one database', async () => {
    const file = join(temporaryFolder(), 'both.sqlite');
    const both = await Promise.all([openSqlite(file), openSqlite(file)]);
    for (const db of both) expect(db.setting('journal_mode')).toBe('wal');
    for (const db of both) await db.close();
  });
});

describe('the reading connections', () => {
  test('see what is committed and nothing before', async () => {
    const { db } = await scratchDatabase();
    const seenInside = await db.write(async (trx) => {
      await trx.insertInto('notes').values({ id: 1, text: 'one' }).execute();
      return countNotes(db);
    });
    expect(seenInside).toBe(0);
    expect(await countNotes(db)).toBe(1);
  });

  test('cannot write', async () => {
    const { db } = await scratchDatabase();
    await expect(db.read.insertInto('notes').values({ id: 1, text: 'x' }).execute()).rejects.toMatchObject({
      code: 'database-unusable',
    });
    expect(await countNotes(db)).toBe(0);
  });

  test('keep one snapshot through a transaction', async () => {
    const { db } = await scratchDatabase();
    await db.read.transaction().execute(async (snapshot) => {
      await db.write(async (trx) => trx.insertInto('notes').values({ id: 1, text: 'x' }).execute());
      expect(await snapshot.selectFrom('notes').selectAll().execute()).toEqual([]);
    });
    expect(await countNotes(db)).toBe(1);
  });

  test('stream rows while others list and write', async () => {
    const { db } = await scratchDatabase();
    const notes = Array.from({ length: 250 }, (_, id) => ({ id, text: `note ${id}` }));
    await db.write(async (trx) => trx.insertInto('notes').values(notes).execute());
    const streamed: unknown[] = [];
    for await (const note of db.read.selectFrom('notes').selectAll().orderBy('id').stream()) {
      streamed.push(note);
      if (streamed.length !== 100) continue;
      await db.write(async (trx) => trx.deleteFrom('notes').where('id', '>', 200).execute());
      expect(await countNotes(db)).toBe(201);
    }
    expect(streamed).toEqual(notes);
  });
});

test('INSERT OR REPLACE cannot slip past a trigger that forbids deleting', async () => {
  const { db } = await scratchDatabase();
  await db.write(async (trx) => {
    await sql`create trigger keep before delete on notes begin select raise(abort, 'notes are kept'); end`.execute(trx);
    await trx.insertInto('notes').values({ id: 1, text: 'first' }).execute();
  });
  const replacing = db.write(async (trx) => trx.replaceInto('notes').values({ id: 1, text: 'second' }).execute());
  await expect(replacing).rejects.toMatchObject({ code: 'row-refused' });
  expect(await db.read.selectFrom('notes').selectAll().execute()).toEqual([{ id: 1, text: 'first' }]);
});
