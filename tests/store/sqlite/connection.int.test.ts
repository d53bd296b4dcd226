import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { SqliteConnection } from '../../../src/store/sqlite/connection.js';
import { CachedSqliteDialect } from '../../../src/store/sqlite/dialect.js';

interface Tables {
  numbers: { id: number; big: number | bigint; word: string | null };
}

function openNumbers() {
  const database = new Sqlite(':memory:');
  database.exec('create table numbers (id integer primary key, big bigint, word text)');
  const prepare = vi.spyOn(database, 'prepare');
  const db = new Kysely<Tables>({ dialect: new CachedSqliteDialect([new SqliteConnection(database)]) });
  onTestFinished(() => db.destroy());
  return { db, prepare };
}

describe('prepared statements', () => {
  test('are prepared once for the same SQL', async () => {
    const { db, prepare } = openNumbers();
    for (let id = 1; id <= 20; id++) {
      await db.insertInto('numbers').values({ id, big: 0, word: null }).execute();
      await db.selectFrom('numbers').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    }
    expect(prepare).toHaveBeenCalledTimes(2);
  });

  test('are forgotten, longest unused first, rather than kept without bound', async () => {
    const { db, prepare } = openNumbers();
    const ask = (n: number) => sql.raw(`select ${n} as n`).execute(db);
    for (let n = 0; n < 256; n++) await ask(n);
    await ask(0);
    await ask(256);
    prepare.mockClear();
    await ask(0);
    expect(prepare).not.toHaveBeenCalled();
    await ask(1);
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  test('follow a change of the schema', async () => {
    const { db } = openNumbers();
    await db.insertInto('numbers').values({ id: 1, big: 2, word: 'w' }).execute();
    const all = () => db.selectFrom('numbers').selectAll().execute();
    expect(await all()).toEqual([{ id: 1, big: 2, word: 'w' }]);
    await db.schema
      .alterTable('numbers')
      .addColumn('more', 'text', (column) => column.defaultTo('m'))
      .execute();
    expect(await all()).toEqual([{ id: 1, big: 2, word: 'w', more: 'm' }]);
  });
});

describe('integers', () => {
  const edge = Number.MAX_SAFE_INTEGER;

  test.each([0, -1, edge, -edge])('%d comes back as the number that was written', async (big) => {
    const { db } = openNumbers();
    await db
      .insertInto('numbers')
      .values({ id: 1, big: BigInt(big), word: null })
      .execute();
    expect(await db.selectFrom('numbers').select('big').executeTakeFirst()).toEqual({ big });
  });

  test.each([2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)])(
    '%d is refused instead of rounded, and readable as text',
    async (big) => {
      const { db } = openNumbers();
      await db.insertInto('numbers').values({ id: 1, big, word: null }).execute();
      const refused = expect.objectContaining({ code: 'integer-unsafe' });
      await expect(db.selectFrom('numbers').selectAll().execute()).rejects.toEqual(refused);
      await expect(db.selectFrom('numbers').select(sql`big + 0`.as('sum')).execute()).rejects.toEqual(refused);
      await expect(drain(db.selectFrom('numbers').selectAll().stream())).rejects.toEqual(refused);
      const asText = db.selectFrom('numbers').select(sql<string>`cast(big as text)`.as('big'));
      expect(await asText.executeTakeFirst()).toEqual({ big: String(big) });
    },
  );
});

describe('faults', () => {
  test('a taken key is a conflict, worth deciding again', async () => {
    const { db } = openNumbers();
    const insert = () => db.insertInto('numbers').values({ id: 1, big: 1, word: null }).execute();
    await insert();
    await expect(insert()).rejects.toMatchObject({ name: 'StoreFault', code: 'conflict', retryable: true });
  });

  test('wrong SQL is a bug and comes as the error it is', async () => {
    const { db } = openNumbers();
    await expect(sql`select nothing from nowhere`.execute(db)).rejects.toBeInstanceOf(Sqlite.SqliteError);
  });
});

test('a limit is kept from the planner, which would prepare the statement anew for every value', () => {
  const { db } = openNumbers();
  const ids = db.selectFrom('numbers').select('id');
  expect(ids.limit(5).compile().sql).toBe('select "id" from "numbers" limit 5');
  expect(ids.limit(sql<number>`${5}`).compile().sql).toBe('select "id" from "numbers" limit ? + 0');
});

async function drain(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}
