import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import type { JobSink, NamedTask } from './feeder.js';
import { type QueueName, queueFor, queueNames } from './queues.js';
import type { RedisLink } from './redis-link.js';
import { jobDataOf } from './task-job.js';

/** Gone at once when it is over, well or badly: what became of a task stands in the outbox. */
const jobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;
/** BullMQ keeps a list of what happened, which nobody reads here. */
const eventsMax = 1000;

const tickId = 'timetable';
/** The job that has the timetable looked at. */
export const tickName = 'tick';
/** Slots are at full minutes; this is how late one is taken at most. */
const tickEveryMs = 20_000;
/** A tick that is later than this comes no more by itself; looked at as often. */
const tickLateMs = 60_000;

/** The side of BullMQ where jobs are put. */
export class JobQueues implements JobSink {
  readonly #link: RedisLink;
  readonly #prefix: string;
  readonly #queues: ReadonlyMap<QueueName, Queue>;
  /** Until when the ticks need not be looked at. */
  #ticksUntilMs = 0;

  constructor(link: RedisLink, prefix: string) {
    this.#link = link;
    this.#prefix = prefix;
    this.#queues = new Map(queueNames.map((name) => [name, this.#open(name)]));
  }

  get trouble(): string | undefined {
    return this.#link.trouble;
  }

  async add(tasks: readonly NamedTask[]): Promise<void> {
    for (const [name, queue] of this.#queues) {
      const own = tasks.filter(({ task }) => queueFor(task.kind) === name);
      if (own.length === 0) continue;
      const jobs = own.map(({ id, task }) => ({
        name: task.kind,
        data: jobDataOf(task),
        opts: { ...jobOptions, jobId: id },
      }));
      await queue.addBulk(jobs);
    }
  }

  async memory(): Promise<string> {
    const key = `${this.#prefix}:memory`;
    const known = await this.#link.client.get(key);
    if (known === null) await this.#link.client.set(key, randomUUID(), 'NX');
    if (known === null || performance.now() > this.#ticksUntilMs) await this.#keepTicking();
    return known ?? (await this.#link.client.get(key)) ?? 'none';
  }

  #open(name: QueueName): Queue {
    const queue = new Queue(name, {
      connection: this.#link.client,
      prefix: this.#prefix,
      // The workers look at the version.
      skipVersionCheck: true,
      streams: { events: { maxLen: eventsMax } },
    });
    return queue.on('error', (error) => this.#link.complain(error, name));
  }

  /** One scheduler for all processes that share the Redis. It stands still where Redis failed between two of its ticks. */
  async #keepTicking(): Promise<void> {
    const queue = this.#queues.get('workflows');
    const scheduler = await queue?.getJobScheduler(tickId);
    const isTicking = (scheduler?.next ?? 0) > Date.now() - tickLateMs;
    const template = { name: tickName, opts: { removeOnComplete: true, removeOnFail: true } };
    if (!isTicking) await queue?.upsertJobScheduler(tickId, { every: tickEveryMs }, template);
    this.#ticksUntilMs = performance.now() + tickLateMs;
  }
}
