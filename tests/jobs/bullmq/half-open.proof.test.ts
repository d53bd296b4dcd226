import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test, vi } from 'vitest';
import { instant } from '../../../src/engine/instant.js';
import { BullEngine } from '../../../src/jobs/bullmq/bull-engine.js';
import { sleep } from '../../../src/jobs/clock.js';
import { handlersOf } from '../../contracts/queue-contract.js';
import { KeptLog } from '../../support/kept-log.js';
import { MemoryOutbox } from '../../support/memory-outbox.js';
import { describeOnRedis, forgetKeys } from '../../support/redis.js';
import { RedisProxy } from '../../support/redis-proxy.js';

await describeOnRedis('a connection that nobody closes and nothing comes through', (url) => {
  test('is given up and made anew, and does not keep an engine from stopping', async () => {
    const proxy = await RedisProxy.before(url);
    const [outbox, log, prefix] = [new MemoryOutbox(), new KeptLog(), `test-${randomUUID()}`];
    const done: string[] = [];
    const engine = new BullEngine({
      outbox,
      handlers: handlersOf(async ({ subject }) => void done.push(subject)),
      clock: { now: Date.now, sleep },
      log,
      owner: 'a',
      random: Math.random,
      leaseMs: 20_000,
      redisUrl: proxy.url,
      prefix,
      timekeeper: { look: async () => undefined },
    });
    onTestFinished(() => clean(url, prefix));
    onTestFinished(() => proxy.cut());
    const wish = (subject: string) => outbox.wish('t', 'card', subject, 'r', instant(Date.now()));
    const isDone = (subjects: readonly string[], timeout: number) =>
      vi.waitFor(() => expect(done).toEqual(subjects), { timeout, interval: 100 });
    engine.start();
    wish('before');
    await isDone(['before'], 5000);

    proxy.hang();
    wish('meanwhile');
    await vi.waitFor(() => expect(engine.state().trouble).toContain('timed out'), { timeout: 15_000 });
    await isDone(['before', 'meanwhile'], 60_000);
    wish('afterwards');
    await isDone(['before', 'meanwhile', 'afterwards'], 5000);
    expect(engine.state().trouble).toBeUndefined();

    proxy.hang();
    const stoppingMs = performance.now();
    await engine.stop();
    expect(performance.now() - stoppingMs).toBeLessThan(15_000);
  });
});

async function clean(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  await forgetKeys(redis, prefix);
  redis.disconnect();
}
