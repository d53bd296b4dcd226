import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';

const usualUrl = 'redis://127.0.0.1:6379';

/** Keys of one run in a Redis that others may be using. */
export interface BenchRedis {
  readonly url: string;
  readonly client: Redis;
  /** Before every key of one measurement; nothing else has it. */
  newPrefix(): string;
  /** Takes away every key of the run and lets go. */
  close(): Promise<void>;
}

/** The Redis that `REDIS_URL` names, or the usual one; undefined where none answers. */
export async function benchRedis(): Promise<BenchRedis | undefined> {
  const url = process.env.REDIS_URL || usualUrl;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: null });
  client.on('error', () => {});
  try {
    await client.ping();
  } catch {
    client.disconnect();
    return undefined;
  }
  const run = `countersign-bench-${randomUUID()}`;
  let prefixes = 0;
  return {
    url,
    client,
    newPrefix: () => {
      prefixes += 1;
      return `${run}-${prefixes}`;
    },
    close: async () => {
      await removeKeys(client, run);
      client.disconnect();
    },
  };
}

async function removeKeys(client: Redis, beginning: string): Promise<void> {
  for (let cursor = '0', isMore = true; isMore; isMore = cursor !== '0') {
    const [next, keys] = await client.scan(cursor, 'MATCH', `${beginning}*`, 'COUNT', 1000);
    if (keys.length > 0) await client.unlink(...keys);
    cursor = next;
  }
}
