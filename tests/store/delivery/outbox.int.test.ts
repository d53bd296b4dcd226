import { describe, expect, test } from 'vitest';
import type { ClaimedTask } from '../../../src/engine/ports/outbox.js';
import { owe } from '../../../src/store/delivery/outbox-rows.js';
import { type House, openHouse } from '../../support/house.js';

const at = (seconds: number) => new Date(Date.parse('2026-03-02T10:00:00.000Z') + seconds * 1000).toISOString();

async function wish(house: House, subject: string, seconds = 0): Promise<void> {
  await house.database.write((trx) => owe(trx, 'acme', 'card', subject, 'req', at(seconds)));
}

async function claimOne(house: House, seconds: number, owner = 'a'): Promise<ClaimedTask> {
  const [task] = await house.store.outbox.claim(owner, at(seconds), 30_000, 1);
  if (task === undefined) throw new Error('nothing was due');
  return task;
}

describe('the outbox', () => {
  test('a second wish for the same thing joins the first', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await wish(house, 'c1', 1);
    const tasks = await house.store.outbox.claim('a', at(1), 30_000, 10);
    expect(tasks.map((task) => [task.subject, task.generation])).toEqual([['c1', 2]]);
  });

  test('a claimed task is nobody else’s until its lease is over', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await claimOne(house, 0);
    expect(await house.store.outbox.claim('b', at(29), 30_000, 10)).toEqual([]);
    expect(await house.store.outbox.claim('b', at(30), 30_000, 10)).toHaveLength(1);
  });

  test('a finished task is gone, one wished for meanwhile is due again', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    const task = await claimOne(house, 0);
    await wish(house, 'c1', 1);
    await house.store.outbox.finish(task, 'a');
    const again = await claimOne(house, 1);
    expect(again.generation).toBe(2);
    await house.store.outbox.finish(again, 'a');
    expect(await house.store.outbox.nextDueAt(at(1), 30_000)).toBeUndefined();
  });

  test('who lost the lease changes nothing', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    const lost = await claimOne(house, 0);
    const held = await claimOne(house, 31, 'b');
    await house.store.outbox.finish(lost, 'a');
    await house.store.outbox.retry(lost, 'a', at(99), 'late');
    await house.store.outbox.fail(lost, 'a', 'late', at(99));
    expect(await house.store.outbox.nextDueAt(at(99), 30_000)).toBe(held.leaseUntil);
    expect(await house.store.outbox.failed()).toEqual([]);
  });

  test('an error counts as an attempt, a postponement does not', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await house.store.outbox.retry(await claimOne(house, 0), 'a', at(10), 'no luck');
    const second = await claimOne(house, 10);
    expect(second.attempts).toBe(1);
    await house.store.outbox.retry(second, 'a', at(20));
    expect((await claimOne(house, 20)).attempts).toBe(1);
  });

  test('a new wish does not cut a waiting time short', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await house.store.outbox.retry(await claimOne(house, 0), 'a', at(60), 'no luck');
    await wish(house, 'c1', 5);
    expect(await house.store.outbox.claim('a', at(59), 30_000, 1)).toEqual([]);
    expect((await claimOne(house, 60)).attempts).toBe(1);
  });

  test('a wish from a clock that was ahead is due when somebody wishes again with the right one', async () => {
    const house = await openHouse();
    await wish(house, 'c1', 86_400);
    expect(await house.store.outbox.claim('a', at(5), 30_000, 1)).toEqual([]);
    await wish(house, 'c1', 4);
    expect(await house.store.outbox.nextDueAt(at(5), 30_000)).toBe(at(4));
    expect((await claimOne(house, 5)).generation).toBe(2);
  });

  test('a lease from a clock that was ahead is over, one that was given since we looked at the clock is not', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await claimOne(house, 86_400);
    expect(await house.store.outbox.nextDueAt(at(5), 30_000)).toBe(at(0));
    const honest = await claimOne(house, 5, 'b');
    expect(honest.leaseUntil).toBe(at(35));
    expect(await house.store.outbox.nextDueAt(at(4), 30_000)).toBe(at(35));
    expect(await house.store.outbox.claim('c', at(-590), 30_000, 1)).toEqual([]);
    await house.store.outbox.finish({ ...honest, leaseUntil: at(86_430) }, 'a');
    expect(await house.store.outbox.nextDueAt(at(5), 30_000)).toBe(at(35));
  });

  test('a failed task is due again when it was said so, after all that did not fail, and stays on the list', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await house.store.outbox.fail(await claimOne(house, 0), 'a', 'no answer', at(1), at(3600));
    expect(await house.store.outbox.nextDueAt(at(1), 30_000)).toBe(at(3600));
    expect(await house.store.outbox.claim('a', at(3599), 30_000, 1)).toEqual([]);
    await wish(house, 'c2', 3600);
    const tasks = await house.store.outbox.claim('a', at(3600), 30_000, 2);
    expect(tasks.map(({ subject, attempts }) => [subject, attempts])).toEqual([
      ['c2', 0],
      ['c1', 1],
    ]);
    const [c2, c1] = tasks;
    if (c1 === undefined || c2 === undefined) throw new Error('not both');
    await house.store.outbox.finish(c2, 'a');
    await house.store.outbox.retry(c1, 'a', at(3700));
    const still = { subject: 'c1', attempts: 1, lastError: 'no answer' };
    expect(await house.store.outbox.failed()).toMatchObject([still]);
    await house.store.outbox.finish(await claimOne(house, 3700), 'a');
    expect(await house.store.outbox.failed()).toEqual([]);
  });

  test('a task that failed for good is not due by itself, ever', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await house.store.outbox.fail(await claimOne(house, 0), 'a', 'user is gone', at(1));
    expect(await house.store.outbox.nextDueAt(at(1), 30_000)).toBeUndefined();
    expect(await house.store.outbox.claim('a', '2099-01-01T00:00:00.000Z', 30_000, 1)).toEqual([]);
  });

  test('a failed task is listed with its reason and starts afresh when put back or wished for', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    await wish(house, 'c2');
    await house.store.outbox.fail(await claimOne(house, 0), 'a', 'channel is archived', at(1));
    await house.store.outbox.fail(await claimOne(house, 0), 'a', 'user is gone', at(1));
    const failed = await house.store.outbox.failed();
    expect(failed.map((task) => task.lastError).sort()).toEqual(['channel is archived', 'user is gone']);
    expect(await house.store.outbox.retryFailed(at(2), 'c1')).toBe(1);
    expect((await claimOne(house, 2)).attempts).toBe(0);
    await wish(house, 'c2', 3);
    expect((await claimOne(house, 3)).subject).toBe('c2');
    expect(await house.store.outbox.failed()).toEqual([]);
  });

  test('failing what was wished for anew meanwhile tries the new wish instead', async () => {
    const house = await openHouse();
    await wish(house, 'c1');
    const task = await claimOne(house, 0);
    await wish(house, 'c1', 1);
    await house.store.outbox.fail(task, 'a', 'broken', at(2));
    expect(await house.store.outbox.failed()).toEqual([]);
    expect((await claimOne(house, 2)).attempts).toBe(0);
  });

  test('listeners hear of committed work and never of work that was undone', async () => {
    const house = await openHouse();
    let heard = 0;
    const stop = house.store.outbox.onWork(() => {
      heard += 1;
    });
    await house.create('ana');
    expect(heard).toBe(1);
    const broken = house.store.documents('acme').write(async () => {
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(heard).toBe(1);
    stop();
    await house.create('ana');
    expect(heard).toBe(1);
  });
});
