import { describe, expect, test } from 'vitest';
import {
  type ClaimedTask,
  type DueTask,
  leaseDoubtMs,
  type Outbox,
  type OutboxKind,
} from '../../src/engine/ports/outbox.js';

/** An outbox and how work gets into it. */
export interface OutboxHarness {
  readonly outbox: Outbox;
  /** What a commit does at `now`; due then, or later. */
  wish(kind: OutboxKind, subject: string, now: string, dueAt?: string): Promise<void>;
}

const leaseMs = 30_000;
const at = (seconds: number) => new Date(Date.parse('2026-03-02T10:00:00.000Z') + seconds * 1000).toISOString();

/** What every outbox must keep to where tasks are taken one by one, and wish for themselves again. */
export function outboxContract(name: string, open: () => Promise<OutboxHarness>): void {
  const take = ({ outbox }: OutboxHarness, subject: string, seconds: number, owner = 'a') =>
    outbox.take({ tenantId: 'acme', kind: 'card', subject }, owner, at(seconds), leaseMs);

  const taken = async (harness: OutboxHarness, subject: string, seconds: number, owner = 'a'): Promise<ClaimedTask> => {
    const task = await take(harness, subject, seconds, owner);
    if (task === undefined) throw new Error(`${subject} was not there to be taken`);
    return task;
  };

  const due = async ({ outbox }: OutboxHarness, seconds: number, limit = 100, after?: DueTask) =>
    outbox.due(['card', 'rung'], at(seconds), leaseMs, limit, after);

  const subjects = (tasks: readonly { readonly subject: string }[]) => tasks.map(({ subject }) => subject);

  describe(`the outbox contract: ${name}`, () => {
    test('one task is taken as a claim takes it: when it is due, and by one at a time', async () => {
      const harness = await open();
      await harness.wish('card', 'c1', at(0), at(10));
      expect(await take(harness, 'c1', 9)).toBeUndefined();
      expect(await take(harness, 'c2', 10)).toBeUndefined();
      const task = await taken(harness, 'c1', 10);
      expect(task).toEqual({
        tenantId: 'acme',
        kind: 'card',
        subject: 'c1',
        generation: 1,
        attempts: 0,
        leaseUntil: at(40),
        requestId: 'req',
      });
      expect(await take(harness, 'c1', 39, 'b')).toBeUndefined();
      expect(await harness.outbox.claim('b', at(39), leaseMs, 10)).toEqual([]);
      expect((await taken(harness, 'c1', 40, 'b')).leaseUntil).toBe(at(70));
    });

    test('a lease from a clock that was ahead keeps nobody from taking', async () => {
      const harness = await open();
      await harness.wish('card', 'c1', at(0));
      await taken(harness, 'c1', 86_400, 'ahead');
      expect((await taken(harness, 'c1', 5)).leaseUntil).toBe(at(35));
    });

    test('what failed is taken again when it is due again', async () => {
      const harness = await open();
      await harness.wish('card', 'c1', at(0));
      await harness.outbox.fail(await taken(harness, 'c1', 0), 'a', 'no answer', at(1), at(3600));
      expect(await take(harness, 'c1', 3599)).toBeUndefined();
      expect(await taken(harness, 'c1', 3600)).toMatchObject({ attempts: 1 });
    });

    test('tells what is due in the order of claiming, of the kinds asked for, and takes nothing', async () => {
      const harness = await open();
      await harness.wish('card', 'late', at(0), at(2));
      await harness.wish('card', 'b', at(0), at(1));
      await harness.wish('card', 'a', at(0), at(1));
      await harness.wish('rung', 'a', at(0), at(1));
      await harness.wish('notice', 'other', at(0));
      await harness.wish('card', 'failed', at(0));
      await harness.wish('card', 'later', at(0), at(60));
      await harness.wish('card', 'held', at(0));
      await harness.outbox.fail(await taken(harness, 'failed', 0), 'a', 'no', at(0), at(0));
      await taken(harness, 'held', 0);
      const tasks = await due(harness, 5);
      expect(tasks.map(({ kind, subject, isFailed }) => [kind, subject, isFailed])).toEqual([
        ['card', 'a', false],
        ['card', 'b', false],
        ['rung', 'a', false],
        ['card', 'late', false],
        ['card', 'failed', true],
      ]);
      expect(tasks[0]).toEqual({
        tenantId: 'acme',
        kind: 'card',
        subject: 'a',
        generation: 1,
        attempts: 0,
        dueAt: at(1),
        isFailed: false,
        heldUntil: null,
      });
      const claimed = await harness.outbox.claim('b', at(5), leaseMs, 100);
      expect(subjects(claimed)).toEqual(['other', ...subjects(tasks)]);
      expect(await due(harness, 5)).toEqual([]);
      expect((await due(harness, 35)).map(({ subject, heldUntil }) => [subject, heldUntil])).toContainEqual([
        'a',
        at(35),
      ]);
    });

    test.each([1, 2, 3, 7])('pages of %i have every task once, and in order', async (limit) => {
      const harness = await open();
      for (let index = 0; index < 9; index += 1) await harness.wish('card', `c${index}`, at(0), at(index % 2));
      for (const failed of ['c2', 'c5', 'c6']) {
        await harness.outbox.fail(await taken(harness, failed, 1), 'a', 'no', at(1), at(1));
      }
      const all = await due(harness, 2);
      const paged: DueTask[] = [];
      for (
        let page = await due(harness, 2, limit);
        page.length > 0;
        page = await due(harness, 2, limit, paged.at(-1))
      ) {
        expect(page.length).toBeLessThanOrEqual(limit);
        paged.push(...page);
      }
      expect(paged).toEqual(all);
      expect(subjects(paged)).toEqual(['c0', 'c4', 'c8', 'c1', 'c3', 'c7', 'c2', 'c5', 'c6']);
    });

    test('tells how much there is of each kind', async () => {
      const harness = await open();
      expect(await harness.outbox.load(at(0))).toEqual([]);
      await harness.wish('card', 'a', at(0));
      await harness.wish('card', 'b', at(3));
      await harness.wish('card', 'later', at(0), at(60));
      await harness.wish('card', 'held', at(0));
      await harness.wish('card', 'failed', at(0));
      await harness.wish('rung', 'later', at(0), at(60));
      await taken(harness, 'held', 0);
      await harness.outbox.fail(await taken(harness, 'failed', 0), 'a', 'no', at(1));
      expect(await harness.outbox.load(at(5))).toEqual([
        { kind: 'card', due: 2, held: 1, later: 1, failed: 1, oldestDueAt: at(0) },
        { kind: 'rung', due: 0, held: 0, later: 1, failed: 0, oldestDueAt: undefined },
      ]);
      expect(await harness.outbox.load(at(31))).toMatchObject([{ due: 3, held: 0 }, { due: 0 }]);
    });

    test('work that was wished for while it was done is no older than its first wish', async () => {
      const harness = await open();
      await harness.wish('card', 'a', at(10));
      const task = await taken(harness, 'a', 10);
      await harness.wish('card', 'a', at(50));
      await harness.outbox.finish(task, 'a');
      expect(await harness.outbox.load(at(60))).toMatchObject([{ due: 1, oldestDueAt: at(10) }]);
    });

    test('a task that wishes for itself, for later, is due then and not before', async () => {
      const harness = await open();
      await harness.wish('card', 'a', at(0));
      const task = await taken(harness, 'a', 0);
      await harness.wish('card', 'a', at(1), at(3600));
      await harness.outbox.finish(task, 'a');
      expect(await harness.outbox.nextDueAt(at(2), leaseMs)).toBe(at(3600));
      expect(await take(harness, 'a', 3599)).toBeUndefined();
      expect(await taken(harness, 'a', 3600)).toMatchObject({ generation: 2, attempts: 0 });
    });

    test('of several wishes for a task that is held the earliest counts', async () => {
      const harness = await open();
      await harness.wish('card', 'a', at(0));
      const task = await taken(harness, 'a', 0);
      await harness.wish('card', 'a', at(1), at(3600));
      await harness.wish('card', 'a', at(2), at(60));
      await harness.wish('card', 'a', at(3), at(7200));
      await harness.outbox.finish(task, 'a');
      expect(await harness.outbox.nextDueAt(at(4), leaseMs)).toBe(at(60));
    });

    test('what was wished for at once while it was done is served next, whatever else is due', async () => {
      const harness = await open();
      await harness.wish('card', 'a', at(0));
      await harness.wish('card', 'other', at(0), at(1));
      const task = await taken(harness, 'a', 0);
      await harness.wish('card', 'a', at(2), at(3600));
      await harness.wish('card', 'a', at(3));
      await harness.outbox.finish(task, 'a');
      expect(subjects(await harness.outbox.claim('b', at(4), leaseMs, 10))).toEqual(['a', 'other']);
    });

    test('a runner that died leaves its task as due as it was, whatever was wished for meanwhile', async () => {
      const harness = await open();
      await harness.wish('card', 'a', at(0));
      await taken(harness, 'a', 0, 'dead');
      await harness.wish('card', 'a', at(1), at(3600));
      const again = await taken(harness, 'a', 30, 'b');
      expect(again.generation).toBe(2);
      await harness.outbox.finish(again, 'b');
      expect(await harness.outbox.nextDueAt(at(31), leaseMs)).toBeUndefined();
    });

    test('what failed after it had wished for itself waits until then', async () => {
      const harness = await open();
      await harness.wish('card', 'a', at(0));
      const task = await taken(harness, 'a', 0);
      await harness.wish('card', 'a', at(1), at(3600));
      await harness.outbox.fail(task, 'a', 'broken', at(2));
      expect(await harness.outbox.failed()).toEqual([]);
      expect(await harness.outbox.nextDueAt(at(3), leaseMs)).toBe(at(3600));
    });

    test('a lease that nobody can have been given yet is no load', async () => {
      const harness = await open();
      await harness.wish('card', 'a', at(0));
      await taken(harness, 'a', 86_400, 'ahead');
      expect(leaseDoubtMs).toBeLessThan(86_400_000);
      expect(await harness.outbox.load(at(5))).toMatchObject([{ due: 1, held: 0 }]);
    });
  });
}
