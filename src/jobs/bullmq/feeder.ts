import { setTimeout as delay, setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { epochMs, instant } from '../../engine/instant.js';
import type { Log } from '../../engine/ports/log.js';
import { type DueTask, type Outbox, outboxKinds } from '../../engine/ports/outbox.js';
import { Alarm } from '../alarm.js';
import type { Clock } from '../clock.js';
import { errorText } from '../error-text.js';
import { isAboutConnection } from './redis-link.js';
import { jobIdOf } from './task-job.js';

/** Longest rest: another process may have died with what it was told of. */
export const pollMs = 5000;
/** Rest while more waits in Redis than the workers have taken yet; longer where reading all of it takes longer. */
const backlogRestMs = 250;
const backlogRowsPerMs = 20;
/** Looks that people's clicks and ended tasks ask for follow each other no faster, by the machine's own clock. */
const lookRestMs = 5;
/** Rows read at a time, and jobs added at a time. */
const pageSize = 500;
/**
 * A row that is still due so long after it was fed is fed again: Redis may have lost the job, or a worker whose clock is
 * behind did not find it due. Sooner for the oldest ones, which should have been taken.
 */
const feedAgainMs = { oldest: 5000, others: 30_000 } as const;
/** First and longest rest after the outbox or Redis failed. */
const faultRestMs = { first: 200, longest: 10_000 } as const;

export interface NamedTask {
  /** Of the job. */
  readonly id: string;
  readonly task: DueTask;
}

/** Where jobs are put. Adding one that is there already does nothing. */
export interface JobSink {
  /** What keeps jobs from being put there now; undefined while nothing does. */
  readonly trouble: string | undefined;
  add(tasks: readonly NamedTask[]): Promise<void>;
  /** Names what it remembers: where that is another name than before, jobs were lost. */
  memory(): Promise<string>;
}

export interface FeederOptions {
  readonly outbox: Outbox;
  readonly sink: JobSink;
  readonly clock: Clock;
  readonly log: Log;
  readonly leaseMs: number;
}

interface Times {
  readonly nowMs: number;
  /** What was fed since then need not be fed again. */
  readonly sinceMs: number;
}

/**
 * Tells BullMQ of every row of the outbox that is due. It only tells: a worker takes the row itself, so a job too many
 * does nothing, and one that got lost is added again.
 */
export class Feeder {
  readonly #options: FeederOptions;
  readonly #alarm: Alarm;
  /** Jobs of the rows that were due at the last look, with when they were added. */
  #fed = new Map<string, number>();
  #hasForgotten = false;
  #memory: string | undefined;
  #faultRestMs: number = faultRestMs.first;
  #trouble: string | undefined;
  #isWanted = true;
  #isLooking = false;
  #lookedAtMs = 0;
  #stopping = false;
  #loop: Promise<void> | undefined;

  constructor(options: FeederOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
  }

  /** Why tasks are not told of at this moment; undefined while they are. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Whether it waits for time to pass, or to be rung. */
  get isResting(): boolean {
    return !this.#isWanted && !this.#isLooking;
  }

  start(): void {
    this.#loop ??= this.#work();
  }

  /** Looks at once. */
  ring(): void {
    this.#isWanted = true;
    this.#alarm.ring();
  }

  /** A task has come to an end and may be due again. With much still to do the next look comes soon enough. */
  settled(): void {
    if (this.#fed.size <= pageSize) this.ring();
  }

  /** From the next look on, believes of no job any more that Redis has it. */
  forget(): void {
    this.#hasForgotten = true;
    this.ring();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.ring();
    await this.#loop;
  }

  async #work(): Promise<void> {
    const stopListening = this.#options.outbox.onWork(() => this.ring());
    try {
      for (let restMs = 0; !this.#stopping; ) {
        await this.#alarm.wait(restMs);
        if (!this.#stopping) restMs = await this.#look();
      }
    } finally {
      stopListening();
    }
  }

  /** Feeds what is due and tells how long to rest, in milliseconds. */
  async #look(): Promise<number> {
    this.#isLooking = true;
    try {
      if (this.#isWanted) await this.#catchBreath();
      this.#isWanted = false;
      this.#trouble = this.#options.sink.trouble;
      if (this.#trouble !== undefined) return pollMs;
      await this.#noticeLoss();
      await this.#feed();
      this.#faultRestMs = faultRestMs.first;
      return await this.#restMs();
    } catch (error) {
      return this.#restAfter(error);
    } finally {
      this.#lookedAtMs = performance.now();
      this.#isLooking = false;
    }
  }

  async #catchBreath(): Promise<void> {
    const restMs = this.#lookedAtMs + lookRestMs - performance.now();
    if (restMs > 0) await delay(restMs, undefined, { ref: false });
  }

  async #noticeLoss(): Promise<void> {
    const memory = await this.#options.sink.memory();
    if (this.#hasForgotten || memory !== this.#memory) this.#fed.clear();
    this.#hasForgotten = false;
    this.#memory = memory;
  }

  /** Page by page; while Redis takes one, the next is read. */
  async #feed(): Promise<void> {
    const { outbox, clock, leaseMs } = this.#options;
    const nowMs = clock.now();
    const fed = new Map<string, number>();
    let adding: Promise<void> = Promise.resolve();
    for (let after: DueTask | undefined, isMore = true; isMore && !this.#stopping; ) {
      const tasks = await outbox.due(outboxKinds, instant(nowMs), leaseMs, pageSize, after);
      await adding;
      const sinceMs = nowMs - (after === undefined ? feedAgainMs.oldest : feedAgainMs.others);
      adding = this.#add(tasks, { nowMs, sinceMs }, fed);
      // It is awaited, but perhaps after another page could not be read.
      adding.catch(() => undefined);
      after = tasks.at(-1);
      isMore = tasks.length === pageSize;
    }
    await adding;
    this.#fed = fed;
  }

  /** Adds those of a page that Redis is not known to have, and notes all of it in `fed`. */
  async #add(tasks: readonly DueTask[], { nowMs, sinceMs }: Times, fed: Map<string, number>): Promise<void> {
    const named = tasks.map((task) => ({ id: jobIdOf(task), task }));
    const unknown = named.filter(({ id }) => !this.#isFed(id, nowMs, sinceMs));
    for (const { id } of named) fed.set(id, this.#fed.get(id) ?? nowMs);
    for (const { id } of unknown) fed.set(id, nowMs);
    // Clicks get their turn between pages in any case.
    if (unknown.length > 0) await this.#options.sink.add(unknown);
    else await turnOfTheLoop();
  }

  /** What was noted under a clock that was ahead counts for nothing. */
  #isFed(id: string, nowMs: number, sinceMs: number): boolean {
    const atMs = this.#fed.get(id);
    return atMs !== undefined && atMs > sinceMs && atMs <= nowMs;
  }

  async #restMs(): Promise<number> {
    const { outbox, clock, leaseMs } = this.#options;
    const now = clock.now();
    const due = await outbox.nextDueAt(instant(now), leaseMs);
    if (due === undefined) return pollMs;
    const ms = epochMs(due) - now;
    return ms > 0 ? Math.min(ms, pollMs) : Math.max(backlogRestMs, this.#fed.size / backlogRowsPerMs);
  }

  #restAfter(error: unknown): number {
    const { sink, log } = this.#options;
    this.#trouble = sink.trouble ?? errorText(error);
    const isTold = sink.trouble !== undefined || isAboutConnection(error);
    if (!isTold) log.error({ error: this.#trouble }, 'tasks could not be told to BullMQ');
    const restMs = this.#faultRestMs;
    this.#faultRestMs = Math.min(restMs * 2, faultRestMs.longest);
    return restMs;
  }
}
