import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { describe } from 'vitest';

const usualUrl = 'redis://127.0.0.1:6379';
const answerMsMax = 2000;

/** Stands in the name of every suite that needs Redis, so that a run can say what it left out. */
export const redisMark = '(on Redis)';

let found: Promise<string | undefined> | undefined;

/** `TEST_REDIS_URL`, or where Redis usually is; undefined where none answers. One that is named but wrong counts as missing. */
export function findRedis(): Promise<string | undefined> {
  found ??= findAnswering();
  return found;
}

async function findAnswering(): Promise<string | undefined> {
  const named = process.env.TEST_REDIS_URL;
  const url = named === undefined || named === '' ? usualUrl : named;
  return (await answers(url)) ? url : undefined;
}

async function answers(url: string): Promise<boolean> {
  if (!(await isOpen(new URL(url)))) return false;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: answerMsMax });
  client.on('error', () => undefined);
  try {
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

function isOpen({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379) });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(answerMsMax, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** A suite that is skipped where no Redis is on this machine; `MissingPartsReporter` says so at the end. */
export async function describeOnRedis(name: string, suite: (url: string) => void): Promise<void> {
  const url = await findRedis();
  describe.skipIf(url === undefined)(`${name} ${redisMark}`, () => suite(url ?? usualUrl));
}

/**
 * Takes away everything whose key begins so, and tells how much that was. At one moment, as when a Redis is flushed: in
 * steps, it would take half of what is put in meanwhile.
 */
export async function forgetKeys(client: Redis, prefix: string): Promise<number> {
  return Number(await client.eval(forgetAll, 0, `${prefix}:*`));
}

const forgetAll = `
  local count = 0
  for _, key in ipairs(redis.call('KEYS', ARGV[1])) do count = count + redis.call('UNLINK', key) end
  return count
`;
