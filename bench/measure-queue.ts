import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Queue } from 'bullmq';
import type { Log } from '../src/engine/ports/log.js';
import { Feeder, type JobSink, type NamedTask } from '../src/jobs/bullmq/feeder.js';
import { JobQueues } from '../src/jobs/bullmq/job-queues.js';
import { RedisLink } from '../src/jobs/bullmq/redis-link.js';
import { sleep } from '../src/jobs/clock.js';
import { tenantId } from './company.js';
import { documentIdAt } from './decisions.js';
import { type House, openHouse } from './house.js';
import type { BenchRedis } from './redis.js';
import { seed } from './seed.js';
import { type Spread, spreadOf } from './statistics.js';

/** Each has two steps that are open. */
const documents = 5000;
const reminders = 2 * documents;
const warmUpRounds = 2;
const measuredRounds = 9;
/** As the feeder adds them. */
const jobsAtOnce = 500;
const now = '2026-03-03T12:00:00.000Z';
const leaseMs = 60_000;

export interface QueueFigures {
  readonly reminders: number;
  /** Planned in the database, read back and put into Redis; a second. */
  readonly ours: Spread;
  /** The same jobs put into Redis and nothing else. */
  readonly bare: Spread;
  /** Our speed by the bare producer's in the same round. */
  readonly ofBare: Spread;
}

/**
 * Plans 10,000 reminders that are due and queues them, and lets a bare BullMQ producer queue as many jobs of the same
 * size with the same options, turn by turn.
 *
 * @throws Error where one of them put anything else than all of them into Redis
 */
export async function measureQueue(folder: string, redis: BenchRedis): Promise<QueueFigures> {
  const file = join(folder, 'queued.sqlite');
  await seed(file, documents);
  change(file, `update approval_steps set next_rung_at = '${now}' where status = 'pending'`);
  const house = await openHouse(file);
  const link = new RedisLink({ url: redis.url, log: silent });
  const rounds: { readonly ours: number; readonly bare: number }[] = [];
  try {
    for (let round = 0; round < warmUpRounds + measuredRounds; round += 1) {
      const oursFirst = round % 2 === 0;
      const early = oursFirst ? await ours(house, link, redis) : await bare(redis);
      const late = oursFirst ? await bare(redis) : await ours(house, link, redis);
      const [own, other] = oursFirst ? [early, late] : [late, early];
      if (round >= warmUpRounds) rounds.push({ ours: own, bare: other });
      change(file, 'delete from outbox');
    }
  } finally {
    link.close();
    await house.database.close();
  }
  return {
    reminders,
    ours: spreadOf(rounds.map((round) => round.ours)),
    bare: spreadOf(rounds.map((round) => round.bare)),
    ofBare: spreadOf(rounds.map((round) => round.ours / round.bare)),
  };
}

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** From the moment that the timetable is looked at until Redis has every job; jobs a second. */
async function ours({ store }: House, link: RedisLink, redis: BenchRedis): Promise<number> {
  const prefix = redis.newPrefix();
  const sink = new CountingSink(new JobQueues(link, prefix));
  const clock = { now: () => Date.parse(now), sleep };
  const started = performance.now();
  const planned = await store.upkeep(tenantId).planRungs('bench', now);
  if (planned !== reminders) throw new Error(`${planned} reminders were planned instead of ${reminders}`);
  const feeder = new Feeder({ outbox: store.outbox, sink, clock, log: silent, leaseMs });
  feeder.start();
  await sink.filled;
  const tookMs = performance.now() - started;
  await feeder.stop();
  await expectJobs(redis, prefix);
  return (reminders * 1000) / tookMs;
}

/** Tells when everything has arrived. */
class CountingSink implements JobSink {
  readonly filled: Promise<void>;
  readonly #queues: JobQueues;
  #count = 0;
  #tell: () => void = () => {};

  constructor(queues: JobQueues) {
    this.#queues = queues;
    this.filled = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  get trouble(): string | undefined {
    return this.#queues.trouble;
  }

  async add(tasks: readonly NamedTask[]): Promise<void> {
    await this.#queues.add(tasks);
    this.#count += tasks.length;
    if (this.#count >= reminders) this.#tell();
  }

  memory(): Promise<string> {
    return this.#queues.memory();
  }
}

/** The least that queueing them can cost: jobs that are made beforehand, a queue, and nothing to remember. */
async function bare(redis: BenchRedis): Promise<number> {
  const prefix = redis.newPrefix();
  const queue = new Queue('workflows', { connection: redis.client, prefix, skipVersionCheck: true });
  const jobs = Array.from({ length: reminders }, (_, at) => jobAt(at));
  await queue.waitUntilReady();
  const started = performance.now();
  for (let at = 0; at < jobs.length; at += jobsAtOnce) await queue.addBulk(jobs.slice(at, at + jobsAtOnce));
  const tookMs = performance.now() - started;
  await expectJobs(redis, prefix);
  return (reminders * 1000) / tookMs;
}

function jobAt(at: number) {
  const documentId = documentIdAt(at);
  const subject = `${documentId} ${documentId}:1:0`;
  const jobId = createHash('sha256').update(subject).digest('base64url');
  const opts = { removeOnComplete: true, removeOnFail: true, attempts: 1, jobId };
  return { name: 'rung', data: { tenantId, kind: 'rung', subject }, opts };
}

async function expectJobs(redis: BenchRedis, prefix: string): Promise<void> {
  // Beside the tick of the timetable, which our side has put there too.
  const ids = await redis.client.lrange(`${prefix}:workflows:wait`, 0, -1);
  const waiting = ids.filter((id) => !id.startsWith('repeat:')).length;
  if (waiting !== reminders) throw new Error(`${waiting} jobs wait in Redis instead of ${reminders}`);
}

function change(file: string, sql: string): void {
  const database = new Sqlite(file, { timeout: 5000 });
  database.exec(sql);
  database.close();
}
