import { Queue } from 'bullmq';
import { expect, test, vi } from 'vitest';
import { BullEngine } from '../../../src/jobs/bullmq/bull-engine.js';
import { handlersOf } from '../../contracts/queue-contract.js';
import { BullHarness } from '../../support/bull-harness.js';
import { FakeClock } from '../../support/fake-clock.js';
import { KeptLog } from '../../support/kept-log.js';
import { MemoryOutbox } from '../../support/memory-outbox.js';
import { describeOnRedis } from '../../support/redis.js';
import { SeenTasks } from '../../support/seen-tasks.js';

await describeOnRedis('the engine on BullMQ', (url) => {
  function onRedis(rule: string, body: (harness: BullHarness, seen: SeenTasks) => Promise<void>): void {
    test(rule, async () => {
      const harness = await BullHarness.open(url);
      try {
        await body(harness, new SeenTasks());
      } finally {
        await harness.close();
      }
    });
  }

  function workflows(harness: BullHarness): Queue {
    return new Queue('workflows', { connection: harness.redis, prefix: harness.prefix });
  }

  onRedis('one scheduler ticks for all processes, and is made again when Redis has lost it', async (harness, seen) => {
    const engines = ['a', 'b'].map((owner) => harness.engine(owner, handlersOf(seen.note)));
    for (const engine of engines) engine.start();
    // Each looks when it starts, and one of them at the first tick.
    await vi.waitFor(() => expect(harness.looks).toBe(3), 5000);
    const queue = workflows(harness);
    expect(await queue.getJobSchedulersCount()).toBe(1);
    expect(await queue.getJobScheduler('timetable')).toMatchObject({ every: 20_000 });
    await harness.forget();
    await harness.wish('card', 'c1');
    await harness.advance(10);
    await vi.waitFor(async () => expect(await queue.getJobSchedulersCount()).toBe(1), 5000);
    await vi.waitFor(() => expect(harness.looks).toBe(4), 5000);
    expect(seen.subjects).toEqual(['c1']);
  });

  onRedis('waking looks at the timetable too', async (harness, seen) => {
    const engine = harness.engine('a', handlersOf(seen.note));
    engine.start();
    await vi.waitFor(() => expect(harness.looks).toBe(2), 5000);
    await engine.wake();
    expect(harness.looks).toBe(3);
    await harness.advance(0);
  });

  onRedis('a job that names no task does no harm', async (harness, seen) => {
    harness.engine('a', handlersOf(seen.note)).start();
    const queue = workflows(harness);
    await queue.add('card', { rubbish: true }, { removeOnComplete: true });
    await queue.add('card', 'rubbish', { removeOnComplete: true });
    await harness.wish('rung', 'd1');
    await harness.advance(10);
    expect(seen.subjects).toEqual(['d1']);
  });

  onRedis('a task that could not be taken is told of again', async (harness, seen) => {
    const take = harness.outbox.take.bind(harness.outbox);
    let failures = 2;
    harness.outbox.take = async (...values) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the disk is on fire');
      return take(...values);
    };
    harness.engine('a', handlersOf(seen.note)).start();
    await harness.wish('card', 'c1');
    await harness.advance(5000);
    expect(seen.subjects).toEqual(['c1']);
    expect(harness.log.saying('a task could not be taken')).toHaveLength(2);
  });

  onRedis('a task that a worker did not find due by its own clock is told of again', async (harness, seen) => {
    const take = harness.outbox.take.bind(harness.outbox);
    let misses = 0;
    let isBehind = true;
    harness.outbox.take = async (...values) => {
      if (!isBehind) return take(...values);
      misses += 1;
      return undefined;
    };
    const engine = harness.engine('a', handlersOf(seen.note));
    engine.start();
    await harness.wish('card', 'c1');
    const active = () => harness.redis.llen(`${harness.prefix}:notifications:active`);
    await vi.waitFor(() => expect(misses).toBeGreaterThan(0), 5000);
    await vi.waitFor(async () => expect(await active()).toBe(0), 5000);
    isBehind = false;
    harness.jump(6000);
    await engine.wake();
    await harness.advance(0);
    expect(seen.subjects).toEqual(['c1']);
  });

  onRedis('an outbox that cannot be read is complained of, and read later', async (harness, seen) => {
    const due = harness.outbox.due.bind(harness.outbox);
    const engine = harness.engine('a', handlersOf(seen.note));
    engine.start();
    await harness.advance(10);
    harness.outbox.due = () => Promise.reject(new Error('the disk is on fire'));
    await harness.wish('card', 'c1');
    await vi.waitFor(() => expect(engine.state().trouble).toBe('Error: the disk is on fire'), 5000);
    harness.outbox.due = due;
    await vi.waitFor(() => expect(engine.isResting).toBe(true), 5000);
    await engine.wake();
    await harness.advance(10);
    expect(seen.subjects).toEqual(['c1']);
    expect(engine.state().trouble).toBeUndefined();
    expect(harness.log.saying('tasks could not be told to BullMQ').length).toBeGreaterThan(0);
  });

  onRedis('an outage is logged once when it begins and once when it ends', async (harness, seen) => {
    const engine = harness.engine('a', handlersOf(seen.note));
    engine.start();
    await harness.advance(10);
    await engine.check();
    await harness.cut();
    await vi.waitFor(() => expect(engine.state().trouble).toBeDefined(), 5000);
    await expect(engine.check()).rejects.toThrow('Redis cannot be reached');
    await harness.wish('card', 'c1');
    await harness.advance(3_600_000);
    await harness.mend();
    await harness.advance(10_000);
    await engine.check();
    expect(seen.subjects).toEqual(['c1']);
    expect(harness.log.saying('Redis cannot be reached; tasks wait in the database')).toHaveLength(1);
    expect(harness.log.saying('Redis can be reached again')).toHaveLength(1);
    const complaints = harness.log.lines.filter(({ level }) => level === 'warn' || level === 'error');
    expect(complaints).toMatchObject([{ message: 'Redis cannot be reached; tasks wait in the database' }]);
  });

  onRedis('a flood of one kind keeps no other waiting', async (harness, seen) => {
    const hangs = seen.within(({ subject }) =>
      subject.startsWith('c') ? new Promise<void>(() => undefined) : Promise.resolve(),
    );
    harness.engine('a', handlersOf(hangs)).start();
    for (let card = 0; card < 3 * harness.concurrency; card += 1) await harness.wish('card', `c${card}`);
    await harness.advance(10);
    await harness.wish('rung', 'the rung');
    await harness.wish('report', 'the report');
    await vi.waitFor(() => expect(seen.subjects).toEqual(expect.arrayContaining(['the rung', 'the report'])), 5000);
    expect(seen.subjects).toHaveLength(harness.concurrency + 2);
  });

  onRedis('while people wait for answers no task begins', async (harness, seen) => {
    let isCrowded = true;
    harness.engine('a', handlersOf(seen.note), { isCrowded: () => isCrowded }).start();
    await harness.wish('card', 'c1');
    await vi.waitFor(
      async () => expect(await harness.redis.llen(`${harness.prefix}:notifications:active`)).toBe(1),
      5000,
    );
    expect(seen.subjects).toEqual([]);
    isCrowded = false;
    await harness.advance(1000);
    expect(seen.subjects).toEqual(['c1']);
  });

  onRedis('nothing is left in Redis of what is done', async (harness, seen) => {
    const engine = harness.engine('a', handlersOf(seen.note));
    engine.start();
    for (let card = 0; card < 1200; card += 1) await harness.wish('card', `c${card}`);
    await harness.advance(10);
    expect(new Set(seen.subjects).size).toBe(1200);
    expect(seen.subjects).toHaveLength(1200);
    await engine.stop();
    const keys = await harness.redis.keys(`${harness.prefix}:notifications:*`);
    expect(
      keys
        .map((key) => key.split(':').at(-1))
        .filter((key) => !['meta', 'events', 'id', 'marker', 'stalled-check'].includes(key ?? '')),
    ).toEqual([]);
  });
});

test('where Redis was never there an engine says so without its password, and stops at once', async () => {
  const log = new KeptLog();
  const engine = new BullEngine({
    outbox: new MemoryOutbox(),
    handlers: handlersOf(async () => undefined),
    clock: new FakeClock(),
    log,
    owner: 'a',
    random: () => 0,
    leaseMs: 20_000,
    prefix: 'nowhere',
    // Nothing listens on the discard port.
    redisUrl: 'redis://countersign:opensesame@127.0.0.1:9',
    timekeeper: { look: async () => undefined },
  });
  engine.start();
  await vi.waitFor(() => expect(engine.state().trouble).toContain('ECONNREFUSED'), 5000);
  await expect(engine.check()).rejects.toThrow('ECONNREFUSED');
  await engine.stop(0);
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect(JSON.stringify(log.lines)).not.toContain('opensesame');
});
