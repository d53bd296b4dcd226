import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/open.js';
import type { WritePoint } from '../../../src/store/sqlite/write-queue.js';
import { runChild } from './run-child.js';
import { type ScratchTables, scratchDatabase } from './scratch-database.js';

describe('while another process holds the write lock', () => {
  test('a write waits for it, succeeds, and the event loop runs on', async () => {
    const { db, file } = await scratchDatabase();
    const holdMs = 500;
    const child = runChild('hold-lock', file, String(holdMs));
    await child.printed('locked');
    const lag = watchLag();
    const startedAt = performance.now();
    await db.write(async (trx) => trx.insertInto('notes').values({ id: 1, text: 'waited' }).execute());
    expect(performance.now() - startedAt).toBeGreaterThan(holdMs / 2);
    expect(lag.stop()).toBeLessThan(holdMs / 2);
    expect(await db.read.selectFrom('notes').select('id').execute()).toEqual([{ id: 1 }]);
    await child.ended;
  });
});

describe('a process killed in the middle of a transaction', () => {
  test.each<[WritePoint, number[]]>([
    ['begun', [1]],
    ['worked', [1]],
    ['committing', [1]],
    ['committed', [1, 2, 3]],
  ])('at "%s" leaves notes %j, and every answered one among them', async (point, kept) => {
    const { db, file } = await scratchDatabase();
    await db.close();
    const { signal, lines } = await runChild('write-and-die', file, point).ended;
    expect(signal).toBe('SIGKILL');
    expect(lines).toEqual(['answered 1']);
    const reopened = await openSqlite<ScratchTables>(file);
    const notes = await reopened.read.selectFrom('notes').select('id').orderBy('id').execute();
    expect(notes.map((note) => note.id)).toEqual(kept);
    await reopened.write(async (trx) => trx.insertInto('notes').values({ id: 4, text: 'life goes on' }).execute());
    await reopened.close();
  });
});

/** Measures the longest time that the event loop did not come round, in milliseconds. */
function watchLag(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
