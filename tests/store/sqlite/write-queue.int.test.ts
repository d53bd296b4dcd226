import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { sql, type Transaction } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SqliteConnection } from '../../../src/store/sqlite/connection.js';
import { CachedSqliteDialect } from '../../../src/store/sqlite/dialect.js';
import { WriteQueue } from '../../../src/store/sqlite/write-queue.js';
import { writeScopes } from '../../../src/store/sqlite/write-scope.js';
import { countNotes, type ScratchDatabase, type ScratchTables, scratchDatabase } from './scratch-database.js';

type Trx = Transaction<ScratchTables>;

function addNote(trx: Trx, id: number) {
  return trx
    .insertInto('notes')
    .values({ id, text: `note ${id}` })
    .execute();
}

async function notedIds(db: ScratchDatabase): Promise<unknown[]> {
  const rows = await db.read.selectFrom('notes').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

/** A database that counts its transactions from the moment it stands. */
async function countedDatabase() {
  const points: string[] = [];
  const { db, file } = await scratchDatabase({ onPoint: (point) => points.push(point) });
  points.length = 0;
  return { db, file, points, begun: () => points.filter((point) => point === 'begun').length };
}

describe('writes that arrive together', () => {
  test('share few transactions and are all kept', async () => {
    const { db, begun } = await countedDatabase();
    const ids = Array.from({ length: 100 }, (_, id) => id);
    const answers = await Promise.all(ids.map((id) => db.write(async (trx) => addNote(trx, id).then(() => id))));
    expect(answers).toEqual(ids);
    expect(await notedIds(db)).toEqual(ids);
    expect(begun()).toBe(4);
  });

  test('from separate turns of one burst of input share one too', async () => {
    const { db, begun } = await countedDatabase();
    const writes: Promise<unknown>[] = [];
    const arrive = (id: number) => () => writes.push(db.write(async (trx) => addNote(trx, id)));
    for (let id = 0; id < 10; id++) setImmediate(arrive(id));
    await new Promise<void>((resolve) => setImmediate(resolve));
    await Promise.all(writes);
    expect(writes).toHaveLength(10);
    expect(begun()).toBe(1);
  });

  test('lose nothing when a neighbour throws', async () => {
    const { db, begun } = await countedDatabase();
    const mistake = new Error('the third one fails');
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((id) =>
        db.write(async (trx) => {
          await addNote(trx, id);
          if (id === 3) throw mistake;
        }),
      ),
    );
    expect(results.map((result) => result.status)).toEqual(
      [1, 2, 3, 4, 5].map((id) => (id === 3 ? 'rejected' : 'fulfilled')),
    );
    expect(results[2]).toMatchObject({ reason: mistake });
    expect(await notedIds(db)).toEqual([1, 2, 4, 5]);
    expect(begun()).toBe(1);
  });

  test('see what the ones before them wrote, and run strictly one after the other', async () => {
    const { db } = await countedDatabase();
    const log: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((name, index) =>
        db.write(async (trx) => {
          log.push(`${name} begins`);
          const before = await trx.selectFrom('notes').selectAll().execute();
          await delay(5);
          await addNote(trx, index);
          log.push(`${name} ends after ${before.length}`);
        }),
      ),
    );
    const expected = ['a', 'b', 'c'].flatMap((name, index) => [`${name} begins`, `${name} ends after ${index}`]);
    expect(log).toEqual(expected);
  });
});

describe('an answer', () => {
  test.each([1, 3])('of %d writes at once comes after the COMMIT that makes it true', async (writes) => {
    const { db, points } = await countedDatabase();
    const ids = Array.from({ length: writes }, (_, id) => id);
    await Promise.all(ids.map((id) => db.write(async (trx) => addNote(trx, id)).then(() => points.push('answered'))));
    const worked = ids.map(() => 'worked');
    const answered = ids.map(() => 'answered');
    expect(points).toEqual(['begun', ...worked, 'committing', 'committed', ...answered]);
  });

  test('that is an error waits for the COMMIT of its neighbours too', async () => {
    const { db, points } = await countedDatabase();
    const failing = db.write(async () => Promise.reject(new Error('no'))).catch(() => points.push('told no'));
    await Promise.all([failing, db.write(async (trx) => addNote(trx, 1))]);
    expect(points.slice(-2)).toEqual(['committed', 'told no']);
  });

  test('is a rejection for everybody when COMMIT fails, and nothing is kept', async () => {
    const { db } = await countedDatabase();
    const results = await Promise.allSettled([
      db.write(async (trx) => addNote(trx, 1)),
      db.write(async (trx) => trx.insertInto('answers').values({ id: 1, note_id: 404 }).execute()),
      db.write(async (trx) => addNote(trx, 2)),
    ]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'write-lost', retryable: true } });
    }
    expect(await countNotes(db)).toBe(0);
    await db.write(async (trx) => addNote(trx, 3));
    expect(await notedIds(db)).toEqual([3]);
  });

  test('of a lone write that threw is what it threw, and nothing is kept', async () => {
    const { db } = await countedDatabase();
    const mistake = new Error('no');
    const write = db.write(async (trx) => {
      await addNote(trx, 1);
      throw mistake;
    });
    await expect(write).rejects.toBe(mistake);
    expect(await countNotes(db)).toBe(0);
  });
});

describe('a write whose transaction was taken away', () => {
  test('cannot go on outside it, even if it swallows the error, and takes its neighbours along', async () => {
    const { db } = await countedDatabase();
    await db.write(async (trx) =>
      sql`create trigger harsh before insert on notes when new.id = 13
        begin select raise(rollback, 'unlucky'); end`.execute(trx),
    );
    const results = await Promise.allSettled([
      db.write(async (trx) => addNote(trx, 1)),
      db.write(async (trx) => {
        await addNote(trx, 13).catch(() => {});
        await addNote(trx, 14);
      }),
      db.write(async (trx) => addNote(trx, 15)),
    ]);
    for (const result of results) {
      expect(result).toMatchObject({ reason: { code: 'write-lost', cause: { code: 'row-refused' } } });
    }
    expect(await countNotes(db)).toBe(0);
  });
});

test('a full disk is told as such, nothing is kept, and writing goes on once there is room', async () => {
  const { db } = await countedDatabase();
  const allowPages = (pages: number) =>
    db.write(async (trx) => sql.raw(`pragma max_page_count = ${pages}`).execute(trx));
  const writeMuch = () =>
    db.write(async (trx) => {
      for (let id = 0; id < 50; id++)
        await trx
          .insertInto('notes')
          .values({ id, text: 'x'.repeat(4000) })
          .execute();
    });
  await allowPages(10);
  await expect(writeMuch()).rejects.toMatchObject({ code: 'database-full', retryable: true });
  expect(await countNotes(db)).toBe(0);
  await allowPages(1_000_000);
  await writeMuch();
  expect(await countNotes(db)).toBe(50);
});

describe('a write that never ends', () => {
  test('is rolled back at its limit, the next one runs, and late use of it throws', async () => {
    const { db } = await countedDatabase();
    const late: { trx?: Trx } = {};
    const slow = db.write(
      async (trx) => {
        late.trx = trx;
        await addNote(trx, 1);
        await new Promise(() => {});
      },
      { workMs: 50 },
    );
    const next = db.write(async (trx) => addNote(trx, 2));
    await expect(slow).rejects.toMatchObject({ code: 'write-too-slow', retryable: true });
    await next;
    expect(await notedIds(db)).toEqual([2]);
    if (late.trx === undefined) throw new Error('the slow write never began');
    await expect(addNote(late.trx, 3)).rejects.toMatchObject({ code: 'write-over' });
  });

  test('and a query that was not awaited cannot land in somebody else’s transaction', async () => {
    const { db } = await countedDatabase();
    const strays: Promise<unknown>[] = [];
    await db.write(async (trx) => {
      strays.push(delay(1).then(() => addNote(trx, 1)));
    });
    await expect(strays[0]).rejects.toMatchObject({ code: 'write-over' });
    expect(await countNotes(db)).toBe(0);
  });
});

describe('hooks', () => {
  test('run once the write is durable, and not when it was rolled back', async () => {
    const { db, points } = await countedDatabase();
    const results = await Promise.allSettled([
      db.write(async (trx, afterCommit) => {
        afterCommit(() => points.push('hook'));
        await addNote(trx, 1);
      }),
      db.write(async (_, afterCommit) => {
        afterCommit(() => points.push('hook of the one that failed'));
        throw new Error('no');
      }),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
    expect(points).toEqual(['begun', 'worked', 'worked', 'committing', 'committed', 'hook']);
  });

  test('do not run when COMMIT failed', async () => {
    const { db } = await countedDatabase();
    const ran: string[] = [];
    const write = db.write(async (trx, afterCommit) => {
      afterCommit(() => ran.push('hook'));
      await trx.insertInto('answers').values({ id: 1, note_id: 404 }).execute();
    });
    await expect(write).rejects.toMatchObject({ code: 'write-lost' });
    expect(ran).toEqual([]);
  });
});

describe('a transaction of its own', () => {
  test('cannot be begun inside a write', async () => {
    const { db } = await countedDatabase();
    const nested = db.write(async (trx) => trx.transaction().execute(async (inner) => addNote(inner, 1)));
    await expect(nested).rejects.toThrow(/not supported/);
    const controlled = db.write(async (trx) => trx.startTransaction().execute());
    await expect(controlled).rejects.toThrow();
    expect(await countNotes(db)).toBe(0);
  });
});

describe('while another connection holds the lock', () => {
  test('a write gives up at its limit with a fault worth trying again, and the next one succeeds', async () => {
    const { db, file } = await countedDatabase();
    const other = new Sqlite(file);
    onTestFinished(() => {
      other.close();
    });
    other.exec('begin immediate');
    const write = db.write(async (trx) => addNote(trx, 1), { beginMs: 60 });
    await expect(write).rejects.toMatchObject({ code: 'database-busy', retryable: true });
    other.exec('commit');
    await db.write(async (trx) => addNote(trx, 2));
    expect(await notedIds(db)).toEqual([2]);
  });
});

/** A connection on which COMMIT and ROLLBACK fail as often as told, as on a disk that is not there for a moment. */
class FailingConnection extends SqliteConnection {
  commits = 0;
  rollbacks = 0;

  override run(sql: string): void {
    if (sql === 'commit' && this.commits-- > 0) throw new Error('COMMIT failed');
    if (sql === 'rollback' && this.rollbacks-- > 0) throw new Error('ROLLBACK failed');
    super.run(sql);
  }
}

describe('a ROLLBACK that fails after a COMMIT that failed', () => {
  async function failingQueue() {
    const { db, file } = await countedDatabase();
    const own = new Sqlite(file);
    const connection = new FailingConnection(own);
    onTestFinished(() => {
      own.close();
    });
    const dialect = new CachedSqliteDialect([connection]);
    const queue = new WriteQueue<ScratchTables>(connection, writeScopes(connection, dialect));
    return { db, connection, queue };
  }

  test('answers everybody, and writing goes on as soon as it can, without what was lost', async () => {
    const { db, connection, queue } = await failingQueue();
    Object.assign(connection, { commits: 1, rollbacks: 1 });
    const results = await Promise.allSettled([1, 2].map((id) => queue.write(async (trx) => addNote(trx, id))));
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'write-lost', retryable: true } });
    await queue.write(async (trx) => addNote(trx, 3));
    expect(await notedIds(db)).toEqual([3]);
  });

  test('and goes on failing answers everybody who comes, and lets the queue be closed', async () => {
    const { connection, queue } = await failingQueue();
    Object.assign(connection, { commits: 1, rollbacks: 1000 });
    for (const id of [1, 2, 3]) {
      await expect(queue.write(async (trx) => addNote(trx, id))).rejects.toMatchObject({ code: 'write-lost' });
    }
    await queue.close();
  });
});

describe('closing', () => {
  test('finishes what was taken and takes nothing new', async () => {
    const { db, file } = await countedDatabase();
    const taken = [1, 2, 3].map((id) => db.write(async (trx) => addNote(trx, id)));
    const closed = db.close();
    await expect(db.write(async (trx) => addNote(trx, 4))).rejects.toMatchObject({ code: 'database-closed' });
    await Promise.all([...taken, closed]);
    const reopened = new Sqlite(file, { readonly: true });
    expect(reopened.prepare('select count(*) from notes').pluck().get()).toBe(3);
    reopened.close();
  });
});
