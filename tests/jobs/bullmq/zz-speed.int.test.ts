import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { test } from 'vitest';
import { Feeder } from '../../../src/jobs/bullmq/feeder.js';
import { JobQueues } from '../../../src/jobs/bullmq/job-queues.js';
import { RedisLink } from '../../../src/jobs/bullmq/redis-link.js';
import { sleep } from '../../../src/jobs/clock.js';
import { KeptLog } from '../../support/kept-log.js';
import { openHouse } from '../../support/house.js';

test('speed', { timeout: 120000 }, async () => {
  const house = await openHouse();
  await house.database.write(async (trx) => {
    for (let i = 0; i < 10000; i += 1) await trx.insertInto('outbox').values({ tenant_id: 'acme', kind: 'reminders', subject: `p${i}`, generation: 1, state: 'due', attempts: 0, due_at: '2026-03-02T09:00:00.000Z', request_id: 'r', created_at: '2026-03-02T09:00:00.000Z', lease_owner: null, lease_until: null, last_error: null, again_at: null } as never).execute();
  });
  const url = 'redis://127.0.0.1:6379';
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  for (let round = 0; round < 2; round += 1) {
    const q = new Queue('bare', { connection: redis, prefix: 'speed' });
    let t = performance.now();
    for (let p = 0; p < 20; p += 1) await q.addBulk(Array.from({ length: 500 }, (_, i) => ({ name: 'x', data: { tenantId: 'acme', kind: 'reminders', subject: `p${p * 500 + i}` } })));
    console.log('bare bulk', performance.now() - t);
    t = performance.now();
    for (let i = 0; i < 2000; i += 1) await q.add('x', { tenantId: 'acme', kind: 'reminders', subject: `p${i}` });
    console.log('bare single x5', (performance.now() - t) * 5);
    await q.obliterate({ force: true });
    const log = new KeptLog();
    const link = new RedisLink({ url, log });
    await new Promise<void>((r) => link.onUp(r));
    const sink = new JobQueues(link, 'speed');
    const feeder = new Feeder({ outbox: house.store.outbox, sink, clock: { now: Date.now, sleep }, log, leaseMs: 20000 });
    t = performance.now();
    feeder.start();
    while (!feeder.isResting) await new Promise((r) => setTimeout(r, 2));
    console.log('feed', performance.now() - t, await redis.llen('speed:notifications:wait'));
    t = performance.now();
    feeder.ring();
    while (!feeder.isResting) await new Promise((r) => setTimeout(r, 2));
    console.log('look again', performance.now() - t, await redis.llen('speed:notifications:wait'));
    await feeder.stop();
    link.close();
    const all = new Queue('notifications', { connection: redis, prefix: 'speed' });
    await all.obliterate({ force: true });
  }
  redis.disconnect();
});
