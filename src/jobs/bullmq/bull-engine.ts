import type { Job } from 'bullmq';
import { instant } from '../../engine/instant.js';
import { Courtesy } from '../courtesy.js';
import { errorText } from '../error-text.js';
import { type EngineState, type JobEngine, stopMsDefault } from '../job-engine.js';
import { TaskRun, type TaskRunOptions } from '../run-task.js';
import type { Timekeeper } from '../timekeeper.js';
import { Feeder } from './feeder.js';
import { JobQueues, tickName } from './job-queues.js';
import { JobWorkers } from './job-workers.js';
import { concurrencyOf } from './queues.js';
import { RedisLink } from './redis-link.js';
import { type TaskName, taskNamedBy } from './task-job.js';

export interface BullEngineOptions extends TaskRunOptions {
  readonly redisUrl: string;
  /**
   * Before every key in Redis. Processes that share a database best share it: then whoever has a place free takes a task.
   * Nobody else may: a stranger would take a job and find no row for it.
   */
  readonly prefix: string;
  readonly leaseMs: number;
  readonly isCrowded?: () => boolean;
  readonly timekeeper: Pick<Timekeeper, 'look'>;
}

/** How long a place rests whose task could not be taken. */
const faultRestMs = 1000;

/**
 * BullMQ carries the word that something is due to whichever process has a place free, and ticks for the timetable. What
 * there is to do, who does it and how it went stands in the outbox only: Redis may lose all it has.
 */
export class BullEngine implements JobEngine {
  readonly #options: BullEngineOptions;
  readonly #link: RedisLink;
  readonly #queues: JobQueues;
  readonly #workers: JobWorkers;
  readonly #feeder: Feeder;
  readonly #run: TaskRun;
  readonly #courtesy: Courtesy;
  readonly #underWay = new Set<Promise<void>>();
  /** At the timetable. */
  readonly #looks = new Set<Promise<void>>();
  #isStopped = false;

  constructor(options: BullEngineOptions) {
    const { outbox, clock, log, leaseMs, redisUrl, prefix } = options;
    this.#options = options;
    this.#link = new RedisLink({ url: redisUrl, log });
    this.#queues = new JobQueues(this.#link, prefix);
    this.#feeder = new Feeder({ outbox, sink: this.#queues, clock, log, leaseMs });
    const handling = { work: (job: Job) => this.#begin(job), failed: () => this.#feeder.forget() };
    this.#workers = new JobWorkers({ link: this.#link, prefix, concurrency: concurrencyOf, ...handling });
    this.#run = new TaskRun(options);
    this.#courtesy = new Courtesy(options.isCrowded ?? (() => false));
  }

  start(): void {
    this.#link.onUp(() => {
      this.#workers.start();
      this.#feeder.forget();
    });
    this.#feeder.start();
    void this.#look();
  }

  async stop(limitMs: number = stopMsDefault): Promise<void> {
    this.#isStopped = true;
    this.#run.stop();
    const quiet = Promise.all([this.#workers.pause(), this.#feeder.stop()]).then(() => this.#ended());
    const limit = new AbortController();
    await Promise.race([quiet, this.#options.clock.sleep(limitMs, limit.signal)]);
    limit.abort();
    await this.#workers.close();
    this.#link.close();
  }

  async wake(): Promise<void> {
    if (this.#isStopped) return;
    await this.#look();
    this.#feeder.ring();
  }

  state(): EngineState {
    const trouble = this.#link.trouble === undefined ? this.#feeder.trouble : `Redis: ${this.#link.trouble}`;
    return { engine: 'bullmq', underWay: this.#underWay.size, trouble };
  }

  /** Whether nothing happens until time passes or something is put in. For tests. */
  get isResting(): boolean {
    return this.#feeder.isResting;
  }

  /** @throws where Redis does not answer */
  check(): Promise<void> {
    return this.#link.check();
  }

  #begin(job: Job): Promise<void> {
    if (job.name === tickName) return this.#look();
    const named = taskNamedBy(job.data);
    if (named === undefined) return Promise.resolve();
    const running = this.#work(named);
    this.#underWay.add(running);
    return running.finally(() => this.#underWay.delete(running));
  }

  /** The row decides: it may be done by now, not due, or with somebody else. @throws where it could not be asked */
  async #work(named: TaskName): Promise<void> {
    const { outbox, owner, clock, leaseMs, log } = this.#options;
    try {
      for (let restMs = this.#restMs(); restMs > 0; restMs = this.#restMs()) await clock.sleep(restMs);
      const task = await outbox.take(named, owner, instant(clock.now()), leaseMs);
      if (task !== undefined) await this.#run.run(task);
      this.#feeder.settled();
    } catch (error) {
      log.error({ ...named, error: errorText(error) }, 'a task could not be taken');
      await clock.sleep(faultRestMs);
      throw error;
    }
  }

  #look(): Promise<void> {
    const looking = this.#options.timekeeper.look().finally(() => this.#looks.delete(looking));
    this.#looks.add(looking);
    return looking;
  }

  #restMs(): number {
    return this.#courtesy.restMs(this.#options.clock.now());
  }

  async #ended(): Promise<void> {
    const all = () => [...this.#underWay, ...this.#looks];
    while (all().length > 0) await Promise.allSettled(all());
  }
}
