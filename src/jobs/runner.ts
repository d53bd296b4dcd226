import { epochMs, type Instant, instant } from '../engine/instant.js';
import type { ClaimedTask } from '../engine/ports/outbox.js';
import { Alarm } from './alarm.js';
import { Courtesy } from './courtesy.js';
import { errorText } from './error-text.js';
import { type EngineState, type JobEngine, stopMsDefault } from './job-engine.js';
import { TaskRun, type TaskRunOptions } from './run-task.js';

/** Tasks under way at once unless told otherwise; each mostly waits for a platform. */
export const concurrencyDefault = 8;
/** Longest sleep: another process may put work in without our hearing of it. */
export const pollMs = 2000;
/** Rest after a look that found nothing although something was due: somebody else was quicker. */
const outrunMs = 20;
/** First and longest rest after the outbox itself failed. */
const faultRestMs = { first: 200, longest: 10_000 } as const;

export interface RunnerOptions extends TaskRunOptions {
  /** How long a task is held. See `leaseMsFor`. */
  readonly leaseMs: number;
  readonly concurrency?: number;
  /** Whether so many people wait for answers of this process that deliveries should stand back for a moment. */
  readonly isCrowded?: () => boolean;
}

/**
 * Drains the outbox inside this process and keeps no state of its own: several may share one outbox, and any may die at
 * any moment. One task is with one runner at a time because of its lease.
 */
export class EmbeddedRunner implements JobEngine {
  readonly #options: RunnerOptions;
  readonly #alarm: Alarm;
  readonly #run: TaskRun;
  readonly #courtesy: Courtesy;
  readonly #underWay = new Set<Promise<void>>();
  /** Places promised to a claim that is not back yet. */
  #reserved = 0;
  #faultRestMs: number = faultRestMs.first;
  #trouble: string | undefined;
  #stopping = false;
  #loop: Promise<void> | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
    this.#run = new TaskRun(options);
    this.#courtesy = new Courtesy(options.isCrowded ?? (() => false));
  }

  start(): void {
    this.#loop ??= this.#work();
  }

  async stop(limitMs: number = stopMsDefault): Promise<void> {
    this.#stopping = true;
    this.#run.stop();
    this.#alarm.ring();
    const limit = new AbortController();
    await Promise.race([this.#ended(), this.#options.clock.sleep(limitMs, limit.signal)]);
    limit.abort();
  }

  async wake(): Promise<void> {
    this.#alarm.ring();
  }

  state(): EngineState {
    return { engine: 'embedded', underWay: this.#underWay.size, trouble: this.#trouble };
  }

  async check(): Promise<void> {}

  /** Works until nothing is due and nothing is under way. For tests and tools; `start` is not needed for it. */
  async drain(): Promise<void> {
    while (!this.#stopping) {
      await this.#fill();
      if (this.#underWay.size > 0) await Promise.race(this.#underWay);
      else if (!(await this.#isDue())) return;
    }
  }

  async #work(): Promise<void> {
    const stopListening = this.#options.outbox.onWork(() => this.#alarm.ring());
    try {
      for (let restMs = 0; !this.#stopping; ) {
        await this.#alarm.wait(restMs);
        restMs = this.#stopping ? 0 : await this.#look();
      }
    } finally {
      stopListening();
    }
  }

  /** Begins what is due and tells how long to rest, in milliseconds. */
  async #look(): Promise<number> {
    const courtesyMs = this.#courtesy.restMs(this.#options.clock.now());
    if (courtesyMs > 0) return courtesyMs;
    try {
      const begun = (await this.#isDue()) ? await this.#fill() : 0;
      this.#faultRestMs = faultRestMs.first;
      this.#trouble = undefined;
      if (this.#free() === 0) return pollMs;
      return begun > 0 ? 0 : await this.#restMs();
    } catch (error) {
      this.#trouble = errorText(error);
      this.#options.log.error({ error: this.#trouble }, 'the outbox could not be read');
      const restMs = this.#faultRestMs;
      this.#faultRestMs = Math.min(restMs * 2, faultRestMs.longest);
      return restMs;
    }
  }

  async #restMs(): Promise<number> {
    const due = await this.#nextDueAt();
    if (due === undefined) return pollMs;
    return Math.min(Math.max(epochMs(due) - this.#options.clock.now(), outrunMs), pollMs);
  }

  async #isDue(): Promise<boolean> {
    const due = await this.#nextDueAt();
    return due !== undefined && epochMs(due) <= this.#options.clock.now();
  }

  #nextDueAt(): Promise<Instant | undefined> {
    const { outbox, clock, leaseMs } = this.#options;
    return outbox.nextDueAt(instant(clock.now()), leaseMs);
  }

  /** Claims as many tasks as there are free places and begins them; tells how many. */
  async #fill(): Promise<number> {
    const places = this.#free();
    if (places === 0) return 0;
    this.#reserved += places;
    try {
      const { outbox, owner, clock, leaseMs } = this.#options;
      const tasks = await outbox.claim(owner, instant(clock.now()), leaseMs, places);
      for (const task of tasks) this.#begin(task);
      return tasks.length;
    } finally {
      this.#reserved -= places;
    }
  }

  #begin(task: ClaimedTask): void {
    const running = (this.#stopping ? this.#run.handBack(task) : this.#run.run(task)).finally(() => {
      this.#underWay.delete(running);
      this.#alarm.ring();
    });
    this.#underWay.add(running);
  }

  #free(): number {
    return (this.#options.concurrency ?? concurrencyDefault) - this.#underWay.size - this.#reserved;
  }

  async #ended(): Promise<void> {
    await this.#loop;
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}
