import Sqlite from 'better-sqlite3';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { SqliteConnection } from '../../src/store/sqlite/connection.js';
import { CachedSqliteDialect } from '../../src/store/sqlite/dialect.js';
import { bulkStatement, type Params, statement } from '../../src/store/statement.js';

interface Tables {
  people: { tenant: string; id: string; name: string; age: number | null };
}

type Person = Tables['people'];

const ana: Person = { tenant: 't1', id: 'ana', name: 'Ana', age: 40 };
const bo: Person = { tenant: 't1', id: 'bo', name: 'Bo', age: null };

async function peopleDatabase() {
  const database = new Sqlite(':memory:');
  database.exec(
    'create table people (tenant text, id text, name text not null, age integer, primary key (tenant, id))',
  );
  const db = new Kysely<Tables>({ dialect: new CachedSqliteDialect([new SqliteConnection(database)]) });
  onTestFinished(() => db.destroy());
  await db.insertInto('people').values([ana, bo]).execute();
  return db;
}

describe('a statement', () => {
  test('is built once and run with other values each time', async () => {
    const db = await peopleDatabase();
    const build = vi.fn((on: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
      on.selectFrom('people').selectAll().where('tenant', '=', p.tenant).where('id', '=', p.id),
    );
    const findPerson = statement(build);
    expect(await findPerson.first(db, { tenant: 't1', id: 'ana' })).toEqual(ana);
    expect(await findPerson.first(db, { id: 'bo', tenant: 't1' })).toEqual(bo);
    expect(await findPerson.first(db, { tenant: 't2', id: 'ana' })).toBeUndefined();
    expect(await findPerson.all(db, { tenant: 't1', id: 'bo' })).toEqual([bo]);
    expect(build).toHaveBeenCalledTimes(1);
  });

  test('takes a parameter twice and keeps what is constant', async () => {
    const db = await peopleDatabase();
    const likeNamed = statement((on: Kysely<Tables>, p: Params<{ word: string }>) =>
      on
        .selectFrom('people')
        .select('id')
        .where((eb) => eb.or([eb('id', '=', p.word), eb('name', '=', p.word)]))
        .where('tenant', '=', 't1'),
    );
    expect(await likeNamed.all(db, { word: 'ana' })).toEqual([{ id: 'ana' }]);
    expect(await likeNamed.all(db, { word: 'Bo' })).toEqual([{ id: 'bo' }]);
    expect(await likeNamed.all(db, { word: 't1' })).toEqual([]);
  });

  test('inserts, changes and deletes, and tells how many rows', async () => {
    const db = await peopleDatabase();
    const add = statement((on: Kysely<Tables>, p: Params<Person>) => on.insertInto('people').values(p));
    const rename = statement((on: Kysely<Tables>, p: Params<{ id: string; name: string }>) =>
      on.updateTable('people').set({ name: p.name }).where('id', '=', p.id),
    );
    const removeOld = statement((on: Kysely<Tables>, p: Params<{ age: number }>) =>
      on.deleteFrom('people').where('age', '>', p.age),
    );
    const cy: Person = { tenant: 't2', id: 'cy', name: 'Cy', age: 70 };
    expect(await add.run(db, cy)).toBe(1);
    expect(await rename.run(db, { id: 'cy', name: 'Cyd' })).toBe(1);
    expect(await rename.run(db, { id: 'nobody', name: 'X' })).toBe(0);
    expect(await db.selectFrom('people').selectAll().where('id', '=', 'cy').execute()).toEqual([
      { ...cy, name: 'Cyd' },
    ]);
    expect(await removeOld.run(db, { age: 30 })).toBe(2);
    expect(await db.selectFrom('people').selectAll().execute()).toEqual([bo]);
  });

  test('answers the rows that a change returns', async () => {
    const db = await peopleDatabase();
    const age = statement((on: Kysely<Tables>, p: Params<{ id: string; by: number }>) =>
      on
        .updateTable('people')
        .set((eb) => ({ age: eb('age', '+', p.by) }))
        .where('id', '=', p.id)
        .returning(['id', 'age']),
    );
    expect(await age.first(db, { id: 'ana', by: 2 })).toEqual({ id: 'ana', age: 42 });
  });

  test('refuses values that are not exactly those of the query', async () => {
    const db = await peopleDatabase();
    const find = () =>
      statement((on: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
        on.selectFrom('people').selectAll().where('tenant', '=', p.tenant).where('id', '=', p.id),
      );
    const tooMany = { tenant: 't1', id: 'ana', name: 'x' };
    await expect(find().first(db, tooMany)).rejects.toThrow('does not use: name');
    const used = find();
    await used.first(db, { tenant: 't1', id: 'ana' });
    await expect(used.first(db, tooMany)).rejects.toThrow('given where tenant, id are needed');
    const misspelt = { tenant: 't1', idd: 'ana' } as unknown as { tenant: string; id: string };
    await expect(used.first(db, misspelt)).rejects.toThrow('tenant, idd given where tenant, id are needed');
    const empty = { tenant: 't1', id: undefined } as unknown as { tenant: string; id: string };
    await expect(used.first(db, empty)).rejects.toThrow('are needed');
  });

  test.each<[string, (p: { id: unknown }) => unknown]>([
    ['puts it into text', (p) => `${p.id}`],
    ['makes JSON of it', (p) => JSON.stringify(p.id)],
    ['counts with it', (p) => Number(p.id)],
  ])('fails at once when its builder %s', async (_, misuse) => {
    const db = await peopleDatabase();
    const wrong = statement((on: Kysely<Tables>, p: Params<{ id: string }>) => {
      misuse(p);
      return on.selectFrom('people').selectAll().where('id', '=', p.id);
    });
    await expect(wrong.all(db, { id: 'ana' })).rejects.toThrow('has no value while its query is built');
  });

  test('speaks the SQL of the database it is run on', async () => {
    const sqlite = await peopleDatabase();
    const { db: postgres, queries } = postgresRecorder();
    const find = statement((on: Kysely<Tables>, p: Params<{ id: string; age: number }>) =>
      on.selectFrom('people').select('name').where('id', '=', p.id).where('age', '>=', p.age).limit(1),
    );
    for (const id of ['ana', 'bo']) await find.all(postgres, { id, age: 1 });
    expect(await find.all(sqlite, { id: 'ana', age: 1 })).toEqual([{ name: 'Ana' }]);
    const sql = 'select "name" from "people" where "id" = $1 and "age" >= $2 limit $3';
    expect(queries).toEqual([
      { sql, parameters: ['ana', 1, 1] },
      { sql, parameters: ['bo', 1, 1] },
    ]);
  });
});

function insertAll(on: Kysely<Tables>, rows: readonly Params<Person>[]) {
  return on.insertInto('people').values(rows);
}

describe('a bulk statement', () => {
  const people = (count: number, tenant: string): Person[] =>
    Array.from({ length: count }, (_, n) => ({ tenant, id: `p${n}`, name: `Person ${n}`, age: n }));

  test('inserts any number of rows and is built once per number', async () => {
    const db = await peopleDatabase();
    const build = vi.fn(insertAll);
    const addAll = bulkStatement(build);
    expect(await addAll.run(db, [])).toBe(0);
    expect(await addAll.run(db, people(3, 'a'))).toBe(3);
    expect(await addAll.run(db, people(3, 'b'))).toBe(3);
    expect(await addAll.run(db, people(1, 'c'))).toBe(1);
    expect(build).toHaveBeenCalledTimes(2);
    expect(await db.selectFrom('people').selectAll().where('tenant', '=', 'b').execute()).toEqual(people(3, 'b'));
  });

  test('takes more rows than one INSERT does', async () => {
    const db = await peopleDatabase();
    expect(await bulkStatement(insertAll).run(db, people(123, 'many'))).toBe(123);
    const stored = await db.selectFrom('people').selectAll().where('tenant', '=', 'many').orderBy('age').execute();
    expect(stored).toEqual(people(123, 'many'));
  });

  test('refuses rows of unequal shape', async () => {
    const db = await peopleDatabase();
    const { age: _, ...ageless } = ana;
    const rows = [bo, ageless as Person];
    await expect(bulkStatement(insertAll).run(db, rows)).rejects.toThrow('are needed');
  });
});

/** PostgreSQL's half of Kysely without a server: what would be sent is kept. */
function postgresRecorder() {
  const queries: { sql: string; parameters: readonly unknown[] }[] = [];
  class Recorder extends DummyDriver {
    override async acquireConnection() {
      const connection = await super.acquireConnection();
      const executeQuery = async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
        queries.push({ sql, parameters });
        return { rows: [] };
      };
      return Object.assign(connection, { executeQuery });
    }
  }
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new Recorder(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (on: Kysely<unknown>) => new PostgresIntrospector(on),
    },
  });
  return { db, queries };
}
