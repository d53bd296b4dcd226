import { type Job, Worker } from 'bullmq';
import { type QueueName, queueNames } from './queues.js';
import type { RedisLink } from './redis-link.js';

/**
 * A worker whose jobs were not renewed for so long is taken for dead, at the second look from then on. Its tasks' leases
 * decide, not this: it is short for what a process took from Redis and died before it took the row.
 */
const lockMs = 10_000;
const lookForDeadMs = 5000;
/** How soon a worker tries again when Redis failed. */
const retryMs = 1000;
/** How long BullMQ gets to note what has ended before its connections are cut. */
const noteMsMax = 300;
const lookMs = 10;

export interface JobWorkersOptions {
  readonly link: RedisLink;
  readonly prefix: string;
  readonly concurrency: Readonly<Record<QueueName, number>>;
  readonly work: (job: Job) => Promise<void>;
  /** `work` rejected, and the job is gone, so that another of the same id can be added. */
  readonly failed: () => void;
}

/** The side of BullMQ where jobs come out. Connects when Redis is there for the first time. */
export class JobWorkers {
  readonly #options: JobWorkersOptions;
  #workers: readonly Worker[] = [];
  /** Jobs whose work ended while stopping, and BullMQ has not noted it yet. */
  readonly #ended = new Set<string>();
  #isStopping = false;

  constructor(options: JobWorkersOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#workers.length > 0 || this.#isStopping) return;
    this.#workers = queueNames.map((name) => this.#worker(name));
    for (const worker of this.#workers) worker.run().catch((error) => this.#options.link.complain(error, worker.name));
  }

  /** Takes no more jobs; what was begun goes on. */
  async pause(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#workers.map((worker) => worker.pause(true)));
  }

  /** Cuts the connections, after a moment in which what has ended is noted. A job that was not is over for nobody but BullMQ. */
  async close(): Promise<void> {
    const untilMs = performance.now() + noteMsMax;
    while (this.#ended.size > 0 && performance.now() < untilMs) {
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    await Promise.allSettled(this.#workers.map((worker) => worker.close(true)));
  }

  #worker(name: QueueName): Worker {
    const { link, prefix, concurrency } = this.#options;
    const worker = new Worker(name, (job) => this.#work(job), {
      connection: link.workerOptions(),
      prefix,
      concurrency: concurrency[name],
      autorun: false,
      lockDuration: lockMs,
      stalledInterval: lookForDeadMs,
      runRetryDelay: retryMs,
    });
    const forget = (job: Job | undefined) => this.#ended.delete(job?.id ?? '');
    return worker
      .on('completed', forget)
      .on('failed', (job) => {
        forget(job);
        this.#options.failed();
      })
      .on('error', (error) => link.complain(error, name));
  }

  async #work(job: Job): Promise<void> {
    try {
      await this.#options.work(job);
    } finally {
      if (this.#isStopping) this.#ended.add(job.id ?? '');
    }
  }
}
