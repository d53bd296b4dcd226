import { describe, expect, test } from 'vitest';
import { instant } from '../../src/engine/instant.js';
import type { Outbox, OutboxKind } from '../../src/engine/ports/outbox.js';
import { concurrencyDefault, EmbeddedRunner, pollMs } from '../../src/jobs/runner.js';
import type { TaskHandlers } from '../../src/jobs/task-handler.js';
import { handlersOf, type QueueHarness, queueContract } from '../contracts/queue-contract.js';
import { FakeClock } from '../support/fake-clock.js';
import { KeptLog } from '../support/kept-log.js';
import { MemoryOutbox } from '../support/memory-outbox.js';
import { Life, mortal } from '../support/mortal.js';

const leaseMs = 20_000;
const idle = async () => {};
const nothing = handlersOf(idle);

class EmbeddedHarness implements QueueHarness {
  readonly clock = new FakeClock();
  readonly outbox = new MemoryOutbox();
  readonly log = new KeptLog();
  readonly leaseMs = leaseMs;
  readonly concurrency = concurrencyDefault;
  readonly now = this.clock.now;
  readonly #runners: EmbeddedRunner[] = [];
  #isCut = false;

  async wish(kind: OutboxKind, subject: string, inMs = 0): Promise<void> {
    const now = this.now();
    this.outbox.wish('tenant-1', kind, subject, 'request-1', instant(now), instant(now + inMs));
  }

  engine(owner: string, handlers: TaskHandlers, outbox: Outbox = this.outbox): EmbeddedRunner {
    const { clock, log } = this;
    const within = this.#withinReach(outbox);
    const runner = new EmbeddedRunner({ outbox: within, handlers, clock, log, owner, leaseMs, random: () => 0 });
    this.#runners.push(runner);
    return runner;
  }

  mortalEngine(owner: string, handlers: TaskHandlers) {
    const life = new Life();
    return { engine: this.engine(owner, handlers, mortal(this.outbox, life)), kill: () => life.kill() };
  }

  async repeat(): Promise<void> {
    for (const runner of this.#runners) void runner.wake();
  }

  /** There is nothing beside the outbox. */
  async forget(): Promise<void> {}

  async cut(): Promise<void> {
    this.#isCut = true;
  }

  async mend(): Promise<void> {
    this.#isCut = false;
  }

  jump(ms: number): void {
    this.clock.jump(ms);
  }

  advance(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  async close(): Promise<void> {
    for (const runner of this.#runners) await runner.stop(0);
  }

  /** The outbox as a process sees it whose database can be out of reach. */
  #withinReach(outbox: Outbox): Outbox {
    const isCut = () => this.#isCut;
    return new Proxy(outbox, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        if (name === 'onWork') return member.bind(target);
        return (...values: readonly unknown[]) =>
          isCut() ? Promise.reject(new Error('the disk is gone')) : member.apply(target, values);
      },
    });
  }
}

queueContract('embedded', async () => new EmbeddedHarness());

describe('the embedded runner', () => {
  test('notices within one poll what another process put in', async () => {
    const harness = new EmbeddedHarness();
    const done: string[] = [];
    const deaf = Object.assign(harness.outbox, { onWork: () => () => undefined });
    harness.engine('a', { ...nothing, card: async ({ subject }) => void done.push(subject) }, deaf).start();
    await harness.advance(10);
    await harness.wish('card', 'c1');
    await harness.advance(pollMs);
    expect(done).toEqual(['c1']);
    await harness.close();
  });

  test('wakes at once when something is put in', async () => {
    const harness = new EmbeddedHarness();
    const done: string[] = [];
    harness.engine('a', { ...nothing, card: async ({ subject }) => void done.push(subject) }).start();
    await harness.advance(pollMs / 2);
    await harness.wish('card', 'c1');
    await harness.advance(0);
    expect(done).toEqual(['c1']);
    await harness.close();
  });

  test('wakes at the moment something becomes due, not at the next poll', async () => {
    const harness = new EmbeddedHarness();
    await harness.wish('card', 'c1');
    const row = harness.outbox.row('card', 'c1');
    if (row === undefined) throw new Error('nothing was wished for');
    row.dueAt = instant(harness.now() + 5137);
    let doneAt = 0;
    harness
      .engine('a', {
        ...nothing,
        card: async () => {
          doneAt = harness.now();
        },
      })
      .start();
    const startMs = harness.now();
    await harness.advance(10_000);
    expect(doneAt - startMs).toBe(5137);
    await harness.close();
  });

  test('rests when the outbox cannot be read, says so, and goes on afterwards', async () => {
    const harness = new EmbeddedHarness();
    const done: string[] = [];
    const nextDueAt = harness.outbox.nextDueAt.bind(harness.outbox);
    harness.outbox.nextDueAt = async () => {
      throw new Error('the disk is on fire');
    };
    harness.engine('a', { ...nothing, card: async ({ subject }) => void done.push(subject) }).start();
    await harness.wish('card', 'c1');
    await harness.advance(3000);
    const complaints = harness.log.saying('the outbox could not be read');
    expect(complaints.length).toBeGreaterThan(1);
    expect(complaints.length).toBeLessThan(8);
    harness.outbox.nextDueAt = nextDueAt;
    await harness.advance(10_000);
    expect(done).toEqual(['c1']);
    await harness.close();
  });

  test('a task that cannot be settled is taken again after its lease', async () => {
    const harness = new EmbeddedHarness();
    const done: number[] = [];
    const finish = harness.outbox.finish.bind(harness.outbox);
    harness.outbox.finish = async () => {
      throw new Error('the disk is on fire');
    };
    harness.engine('a', { ...nothing, card: async () => void done.push(harness.now()) }).start();
    await harness.wish('card', 'c1');
    await harness.advance(10);
    expect(harness.log.saying('a task could not be settled')).toHaveLength(1);
    harness.outbox.finish = finish;
    await harness.advance(leaseMs);
    expect(done).toHaveLength(2);
    expect(harness.outbox.rows.size).toBe(0);
    await harness.close();
  });

  test('hands back at once what it claimed while it was being stopped', async () => {
    const harness = new EmbeddedHarness();
    const done: string[] = [];
    const claim = harness.outbox.claim.bind(harness.outbox);
    const note: TaskHandlers = { ...nothing, card: async ({ subject }) => void done.push(subject) };
    const runner = harness.engine('a', note);
    let stopped: Promise<void> | undefined;
    harness.outbox.claim = async (...values) => {
      const tasks = await claim(...values);
      stopped = runner.stop();
      return tasks;
    };
    await harness.wish('card', 'c1');
    runner.start();
    await harness.advance(10);
    await stopped;
    expect(done).toEqual([]);
    expect(harness.outbox.row('card', 'c1')).toMatchObject({ lease: undefined, attempts: 0 });
    await harness.close();
  });

  test('drain returns when nothing is due, though something waits for later', async () => {
    const harness = new EmbeddedHarness();
    const fails: TaskHandlers = { ...nothing, card: () => Promise.reject(new Error('not today')) };
    await harness.wish('card', 'c1');
    await harness.engine('a', fails).drain();
    expect(harness.outbox.row('card', 'c1')).toMatchObject({ attempts: 1, dueAt: instant(harness.now() + 1000) });
  });
});
