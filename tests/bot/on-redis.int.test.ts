import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { BotInProcess } from '../support/bot-in-process.js';
import { smallCompany } from '../support/company.js';
import { chatUserOf } from '../support/local-slack.js';
import { describeOnRedis, forgetKeys } from '../support/redis.js';
import { RedisProxy } from '../support/redis-proxy.js';
import { temporaryFolder } from '../support/temporary.js';

const patience = { timeout: 15_000, interval: 50 };
const token = 'a token for operators';

await describeOnRedis('the bot with jobs', (url) => {
  test('delivers over Redis; while that is away clicks count, health tells, and nothing is lost', {
    timeout: 60_000,
  }, async () => {
    const proxy = await RedisProxy.before(url);
    const folder = temporaryFolder();
    const env = { REDIS_URL: proxy.url, DATA_DIR: folder, METRICS_TOKEN: token };
    const bot = await BotInProcess.start(smallCompany(), folder, 'http', { env });
    onTestFinished(() => clean(url, bot.file));
    onTestFinished(() => proxy.cut());
    onTestFinished(() => bot.close());
    const ready = async () => {
      const response = await fetch(`${bot.url}/health/ready`);
      return [response.status, await response.json()];
    };
    const deep = async () => {
      const response = await fetch(`${bot.url}/health/deep`, { headers: { authorization: `Bearer ${token}` } });
      return ((await response.json()) as { checks: { redis: { state: string } } }).checks.redis.state;
    };

    const document = await bot.ask('ana', 'purchase');
    const card = bot.askingCard('bo', document);
    await expect.poll(ready, patience).toEqual([200, { status: 'ready' }]);
    await expect.poll(deep, patience).toBe('ok');
    expect(await keysOf(url, bot.file)).toBeGreaterThan(0);

    await proxy.cut();
    await expect.poll(ready, patience).toEqual([200, { status: 'ready', failing: ['redis'] }]);
    await expect.poll(deep, patience).toBe('failing');
    await bot.sandbox.click(chatUserOf('bo'), { messageTs: card.ts, actionId: 'approve' });
    expect(bot.document(document.id).status).toBe('pending');
    expect(bot.facts().votes).toMatchObject([{ documentId: document.id, personId: 'bo', decision: 'approve' }]);

    await proxy.mend();
    await bot.quiet();
    const shown = () => bot.sandbox.messagesOf(chatUserOf('bo')).find(({ ts }) => ts === card.ts);
    expect(JSON.stringify(shown()?.blocks)).not.toContain('"approve"');
    await expect.poll(ready, patience).toEqual([200, { status: 'ready' }]);
  });
});

function prefixOf(file: string): string {
  return `countersign-${createHash('sha256').update(file).digest('hex').slice(0, 12)}`;
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

function keysOf(url: string, file: string): Promise<number> {
  return withRedis(url, async (redis) => (await redis.keys(`${prefixOf(file)}:*`)).length);
}

async function clean(url: string, file: string): Promise<void> {
  await withRedis(url, (redis) => forgetKeys(redis, prefixOf(file)));
}
