import { describe, expect, test } from 'vitest';
import { instant } from '../../src/engine/instant.js';
import { DeliveryFault } from '../../src/engine/ports/card-platform.js';
import { type Outbox, type OutboxKind, outboxKinds } from '../../src/engine/ports/outbox.js';
import type { JobEngine } from '../../src/jobs/job-engine.js';
import { failedRetryMs, retryDelaysMs } from '../../src/jobs/retry-schedule.js';
import { Postponed, type TaskHandler, type TaskHandlers } from '../../src/jobs/task-handler.js';
import { Gate, SeenTasks } from '../support/seen-tasks.js';

/** What the suite needs of a place where engines run. Time is the harness's own and stands still by itself. */
export interface QueueHarness {
  readonly outbox: Outbox;
  /** How long a task is held, in milliseconds. */
  readonly leaseMs: number;
  /** Tasks an engine has under way at once at most. */
  readonly concurrency: number;
  now(): number;
  /** Puts work in as a commit does, due in so many milliseconds. */
  wish(kind: OutboxKind, subject: string, inMs?: number): Promise<void>;
  /** One process that works on the outbox. */
  engine(owner: string, handlers: TaskHandlers): JobEngine;
  /** An engine whose process dies at once when the returned function is called: nothing of it reaches the outbox any more. */
  mortalEngine(owner: string, handlers: TaskHandlers): { readonly engine: JobEngine; kill(): void };
  /** Tells every engine once more of a task, as if somebody had told of it twice. */
  repeat(kind: OutboxKind, subject: string): Promise<void>;
  /** Everything that an engine keeps beside the outbox is lost, while it works. */
  forget(): Promise<void>;
  /** From now on, until `mend`, no engine gets at what it needs to work. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Moves the clock without anybody noticing, as when a machine wakes up. */
  jump(ms: number): void;
  /** Lets that much time go by and everything due in it be done. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** What every engine that works on the outbox must keep to. */
export function queueContract(name: string, open: () => Promise<QueueHarness>): void {
  describe(`the queue contract: ${name}`, () => {
    queueTest('does what is wished for, once, and forgets it', async (harness, seen) => {
      harness.engine('a', handlersOf(seen.note)).start();
      await harness.wish('document', 'd1');
      await harness.wish('card', 'c1');
      await harness.advance(10);
      expect(seen.subjects.toSorted()).toEqual(['c1', 'd1']);
      expect(await harness.outbox.nextDueAt(instant(harness.now()), harness.leaseMs)).toBeUndefined();
    });

    queueTest('does what was left over when it starts', async (harness, seen) => {
      await harness.wish('copy', 'x');
      harness.engine('a', handlersOf(seen.note)).start();
      await harness.advance(10);
      expect(seen.subjects).toEqual(['x']);
    });

    queueTest('many wishes for one thing are done together', async (harness, seen) => {
      for (let count = 0; count < 20; count += 1) await harness.wish('card', 'c1');
      harness.engine('a', handlersOf(seen.note)).start();
      await harness.advance(10);
      expect(seen.subjects).toEqual(['c1']);
    });

    queueTest(
      'what is wished for anew while it is done is done again, and never beside itself',
      async (harness, seen) => {
        const gate = new Gate();
        harness.engine('a', handlersOf(seen.within(() => gate.opened))).start();
        await harness.wish('card', 'c1');
        await harness.advance(10);
        await harness.wish('card', 'c1');
        await harness.wish('card', 'c1');
        await harness.advance(10);
        expect(seen.subjects).toEqual(['c1']);
        gate.open();
        await harness.advance(10);
        expect(seen.subjects).toEqual(['c1', 'c1']);
        expect(seen.mostAtOnce('c1')).toBe(1);
      },
    );

    queueTest('two engines never do the same task at the same time', async (harness, seen) => {
      const slow = handlersOf(seen.within(() => turnsOfTheLoop(3)));
      harness.engine('a', slow).start();
      harness.engine('b', slow).start();
      for (let count = 0; count < 60; count += 1) {
        await harness.wish('card', `c${count % 7}`);
        if (count % 5 === 0) await harness.advance(1);
      }
      await harness.advance(5000);
      for (let card = 0; card < 7; card += 1) expect(seen.mostAtOnce(`c${card}`)).toBe(1);
      expect(await harness.outbox.nextDueAt(instant(harness.now()), harness.leaseMs)).toBeUndefined();
    });

    queueTest('does several tasks at once, and no more than its places', async (harness, seen) => {
      const gate = new Gate();
      harness.engine('a', handlersOf(seen.within(() => gate.opened))).start();
      for (let card = 0; card < harness.concurrency + 5; card += 1) await harness.wish('card', `c${card}`);
      await harness.advance(10);
      expect(seen.subjects).toHaveLength(harness.concurrency);
      gate.open();
      await harness.advance(10);
      expect(seen.subjects).toHaveLength(harness.concurrency + 5);
    });

    queueTest(
      'a handler that always throws goes down the ladder to the failed list and blocks nobody',
      async (harness) => {
        const triedAt: number[] = [];
        const done: string[] = [];
        const startMs = harness.now();
        harness
          .engine(
            'a',
            handlersOf(async ({ subject }) => {
              if (subject !== 'poison') return void done.push(subject);
              triedAt.push(harness.now() - startMs);
              throw new Error('always');
            }),
          )
          .start();
        await harness.wish('card', 'poison');
        for (let card = 0; card < 30; card += 1) await harness.wish('card', `c${card}`);
        await harness.advance(0);
        expect(done).toHaveLength(30);
        await harness.advance(sum(retryDelaysMs) + 60_000);
        expect(triedAt).toEqual([0, 1_000, 4_000, 14_000, 74_000, 374_000, 1_274_000]);
        expect(await harness.outbox.failed()).toMatchObject([
          { kind: 'card', subject: 'poison', attempts: 7, lastError: 'Error: always' },
        ]);
      },
    );

    queueTest('an outage longer than the ladder leaves nothing lying: it is tried every hour', async (harness) => {
      const triedAt: number[] = [];
      const startMs = harness.now();
      let isDown = true;
      const handler = async () => {
        triedAt.push(harness.now() - startMs);
        if (isDown) throw new DeliveryFault(triedAt.length % 2 === 0 ? 'transient' : 'uncertain', 'no answer');
      };
      harness.engine('a', handlersOf(handler)).start();
      await harness.wish('card', 'c1');
      await harness.advance(sum(retryDelaysMs) + 2 * failedRetryMs);
      const hourly = [0, failedRetryMs, 2 * failedRetryMs].map((ms) => sum(retryDelaysMs) + ms);
      expect(triedAt.slice(retryDelaysMs.length)).toEqual(hourly);
      expect(await harness.outbox.failed()).toMatchObject([{ subject: 'c1', attempts: 9 }]);
      isDown = false;
      await harness.advance(failedRetryMs);
      expect(triedAt).toHaveLength(10);
      expect(await harness.outbox.failed()).toEqual([]);
      await harness.advance(2 * failedRetryMs);
      expect(triedAt).toHaveLength(10);
    });

    queueTest('what is sent away from the failed list stays on it until it succeeds', async (harness) => {
      const faults = [...retryDelaysMs, 0].map(() => new DeliveryFault('transient', 'internal_error'));
      const tries: number[] = [];
      const handler = async () => {
        tries.push(harness.now());
        if (tries.length === faults.length + 1) throw new Postponed(harness.now() + 5000);
        const fault = faults[tries.length - 1];
        if (fault !== undefined) throw fault;
      };
      harness.engine('a', handlersOf(handler)).start();
      await harness.wish('card', 'c1');
      await harness.advance(sum(retryDelaysMs) + failedRetryMs + 1000);
      expect(tries).toHaveLength(8);
      expect(await harness.outbox.failed()).toMatchObject([
        { subject: 'c1', attempts: 7, lastError: 'transient: internal_error' },
      ]);
      await harness.advance(5000);
      expect(tries).toHaveLength(9);
      expect(await harness.outbox.failed()).toEqual([]);
    });

    queueTest('what cannot help is not tried again by itself', async (harness, seen) => {
      const handler = seen.within(() => Promise.reject(new DeliveryFault('permanent', 'user_disabled')));
      harness.engine('a', handlersOf(handler)).start();
      await harness.wish('card', 'c1');
      await harness.advance(3 * failedRetryMs);
      expect(seen.subjects).toEqual(['c1']);
      expect(await harness.outbox.nextDueAt(instant(harness.now()), harness.leaseMs)).toBeUndefined();
    });

    queueTest('what failed for good is tried afresh when somebody says so', async (harness, seen) => {
      let isBroken = true;
      const handler = seen.within(async () => {
        if (isBroken) throw new DeliveryFault('permanent', 'user_disabled');
      });
      harness.engine('a', handlersOf(handler)).start();
      await harness.wish('card', 'c1');
      await harness.advance(3_600_000);
      expect(seen.subjects).toEqual(['c1']);
      isBroken = false;
      expect(await harness.outbox.retryFailed(instant(harness.now()))).toBe(1);
      await harness.advance(5000);
      expect(seen.subjects).toEqual(['c1', 'c1']);
      expect(await harness.outbox.failed()).toEqual([]);
    });

    queueTest('a postponed task comes back at its time and counts no attempt', async (harness) => {
      const tries: (readonly [number, number])[] = [];
      const startMs = harness.now();
      harness
        .engine(
          'a',
          handlersOf(async ({ attempts }) => {
            tries.push([harness.now() - startMs, attempts]);
            if (tries.length < 12) throw new Postponed(harness.now() + 700);
          }),
        )
        .start();
      await harness.wish('card', 'c1');
      await harness.advance(60_000);
      expect(tries).toEqual(Array.from({ length: 12 }, (_, index) => [index * 700, 0]));
    });

    queueTest('Retry-After is obeyed and counts no attempt', async (harness) => {
      const tries: (readonly [number, number])[] = [];
      const startMs = harness.now();
      harness
        .engine(
          'a',
          handlersOf(async ({ attempts }) => {
            tries.push([harness.now() - startMs, attempts]);
            if (tries.length < 3) throw new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: 17_000 });
          }),
        )
        .start();
      await harness.wish('card', 'c1');
      await harness.advance(60_000);
      expect(tries).toEqual([0, 17_000, 34_000].map((ms) => [ms, 0]));
    });

    queueTest('a task of an engine that died is done by another once the lease is over', async (harness, seen) => {
      const dead = harness.mortalEngine('dead', handlersOf(seen.within(() => new Promise<void>(() => undefined))));
      dead.engine.start();
      await harness.wish('card', 'c1');
      await harness.advance(10);
      dead.kill();
      harness.engine('b', handlersOf(seen.note)).start();
      await harness.advance(harness.leaseMs - 20);
      expect(seen.subjects).toEqual(['c1']);
      await harness.advance(20);
      expect(seen.subjects).toEqual(['c1', 'c1']);
      expect(await harness.outbox.nextDueAt(instant(harness.now()), harness.leaseMs)).toBeUndefined();
    });

    queueTest('a handler that never ends loses its place when its lease is over', async (harness, seen) => {
      const hangs = handlersOf(
        seen.within(({ subject }) =>
          subject.startsWith('stuck') ? new Promise<void>(() => undefined) : Promise.resolve(),
        ),
      );
      harness.engine('a', hangs).start();
      for (let count = 0; count < harness.concurrency; count += 1) await harness.wish('card', `stuck-${count}`);
      await harness.advance(10);
      await harness.wish('card', 'fine');
      await harness.advance(harness.leaseMs + 10);
      expect(seen.subjects).toContain('fine');
    });

    queueTest('stopping lets what is under way end and takes nothing more', async (harness, seen) => {
      const gate = new Gate();
      const engine = harness.engine('a', handlersOf(seen.within(() => gate.opened)));
      engine.start();
      await harness.wish('card', 'c1');
      await harness.advance(10);
      const stopped = engine.stop();
      await harness.wish('card', 'c2');
      await harness.advance(10);
      gate.open();
      await stopped;
      await harness.advance(5000);
      expect(seen.subjects).toEqual(['c1']);
      expect(await harness.outbox.nextDueAt(instant(harness.now()), harness.leaseMs)).toBeDefined();

      harness.engine('b', handlersOf(seen.note)).start();
      await harness.advance(10);
      expect(seen.subjects).toEqual(['c1', 'c2']);
    });

    queueTest('what does not end in time when stopping stays held until its lease is over', async (harness, seen) => {
      const engine = harness.engine('a', handlersOf(seen.within(() => new Promise<void>(() => undefined))));
      engine.start();
      await harness.wish('card', 'c1');
      await harness.advance(10);
      const stopped = engine.stop(1000);
      await harness.advance(1000);
      await stopped;
      harness.engine('b', handlersOf(seen.note)).start();
      await harness.advance(1000);
      expect(seen.subjects).toEqual(['c1']);
    });

    queueTest('does every kind of task', async (harness) => {
      const seen: string[] = [];
      harness
        .engine(
          'a',
          handlersOf(async ({ kind, subject }) => void seen.push(`${kind} ${subject}`)),
        )
        .start();
      for (const kind of outboxKinds) await harness.wish(kind, 'x');
      await harness.advance(10);
      expect(seen.toSorted()).toEqual(outboxKinds.map((kind) => `${kind} x`).toSorted());
    });

    queueTest('being told of one task twice does it once', async (harness, seen) => {
      const gate = new Gate();
      harness.engine('a', handlersOf(seen.within(() => gate.opened))).start();
      harness.engine('b', handlersOf(seen.within(() => gate.opened))).start();
      await harness.wish('card', 'c1');
      await harness.repeat('card', 'c1');
      await harness.advance(10);
      await harness.repeat('card', 'c1');
      await harness.advance(10);
      gate.open();
      await harness.advance(10);
      await harness.repeat('card', 'c1');
      await harness.repeat('card', 'was never there');
      await harness.advance(10);
      expect(seen.subjects).toEqual(['c1']);
    });

    queueTest('a woken engine does what has become due while the clock jumped', async (harness, seen) => {
      const engine = harness.engine('a', handlersOf(seen.note));
      engine.start();
      await harness.wish('card', 'c1', 3 * 24 * 3_600_000);
      await harness.advance(10);
      harness.jump(3 * 24 * 3_600_000);
      await engine.wake();
      await harness.advance(0);
      expect(seen.subjects).toEqual(['c1']);
    });

    queueTest('what is due later waits for its moment', async (harness) => {
      const doneAt: number[] = [];
      const startMs = harness.now();
      harness
        .engine(
          'a',
          handlersOf(async () => void doneAt.push(harness.now() - startMs)),
        )
        .start();
      await harness.wish('card', 'c1', 5137);
      await harness.wish('reminders', 'ana', 3_600_000);
      await harness.advance(5136);
      expect(doneAt).toEqual([]);
      await harness.advance(3_600_000);
      expect(doneAt).toEqual([5137, 3_600_000]);
    });

    queueTest('losing all that is kept beside the outbox loses no task', async (harness, seen) => {
      const gate = new Gate();
      harness.engine('a', handlersOf(seen.within(() => gate.opened))).start();
      const subjects = Array.from({ length: harness.concurrency * 3 }, (_, index) => `c${index}`);
      for (const subject of subjects) await harness.wish('card', subject);
      await harness.advance(10);
      await harness.forget();
      await harness.wish('card', 'afterwards');
      gate.open();
      await harness.advance(5000);
      await harness.forget();
      await harness.wish('card', 'at last');
      await harness.advance(5000);
      expect(seen.subjects.toSorted()).toEqual([...subjects, 'afterwards', 'at last'].toSorted());
      expect(await harness.outbox.nextDueAt(instant(harness.now()), harness.leaseMs)).toBeUndefined();
    });

    queueTest('an outage of what it needs loses no task, is told of, and passes', async (harness, seen) => {
      const gate = new Gate();
      const engine = harness.engine('a', handlersOf(seen.within(() => gate.opened)));
      engine.start();
      await harness.wish('card', 'before');
      await harness.advance(10);
      expect(engine.state()).toMatchObject({ underWay: 1, trouble: undefined });
      await harness.cut();
      await harness.wish('card', 'meanwhile');
      await harness.advance(30_000);
      expect(engine.state().trouble).toBeDefined();
      expect(seen.subjects).toEqual(['before']);
      await harness.mend();
      gate.open();
      await harness.advance(2 * harness.leaseMs);
      expect([...new Set(seen.subjects)].toSorted()).toEqual(['before', 'meanwhile']);
      expect(engine.state()).toMatchObject({ underWay: 0, trouble: undefined });
      expect(await harness.outbox.nextDueAt(instant(harness.now()), harness.leaseMs)).toBeUndefined();
    });

    queueTest('an engine stops in the middle of an outage', async (harness, seen) => {
      const engine = harness.engine('a', handlersOf(seen.within(() => new Promise<void>(() => undefined))));
      engine.start();
      await harness.wish('card', 'c1');
      await harness.advance(10);
      await harness.cut();
      await harness.advance(10);
      const stopped = engine.stop(1000);
      await harness.advance(1000);
      await stopped;
      await harness.mend();
      harness.engine('b', handlersOf(seen.note)).start();
      await harness.advance(2 * harness.leaseMs);
      expect(seen.subjects).toEqual(['c1', 'c1']);
    });

    queueTest('an engine that starts during an outage works once it is over', async (harness, seen) => {
      await harness.cut();
      harness.engine('a', handlersOf(seen.note)).start();
      await harness.wish('card', 'c1');
      await harness.advance(60_000);
      expect(seen.subjects).toEqual([]);
      await harness.mend();
      await harness.advance(30_000);
      expect(seen.subjects).toEqual(['c1']);
    });
  });

  function queueTest(rule: string, body: (harness: QueueHarness, seen: SeenTasks) => Promise<void>): void {
    test(rule, async () => {
      const harness = await open();
      try {
        await body(harness, new SeenTasks());
      } finally {
        await harness.close();
      }
    });
  }
}

export function handlersOf(handler: TaskHandler): TaskHandlers {
  return Object.fromEntries(outboxKinds.map((kind) => [kind, handler])) as Record<OutboxKind, TaskHandler>;
}

async function turnsOfTheLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
