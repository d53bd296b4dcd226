import { type Instant, instant } from '../engine/instant.js';
import type { Log } from '../engine/ports/log.js';
import { leaseDoubtMs } from '../engine/ports/outbox.js';
import type { Timetable } from '../engine/ports/timetable.js';
import { Alarm } from './alarm.js';
import type { Clock } from './clock.js';
import { errorText } from './error-text.js';
import { isLocal, slotOf, type TimetableEntry } from './timetable.js';

export interface TimekeeperOptions {
  readonly timetable: Timetable;
  readonly entries: readonly TimetableEntry[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes the slots that have come. Any number of them may do so beside each other: each slot is taken once. */
export class Timekeeper {
  readonly #options: TimekeeperOptions;
  /** The newest slot of each entry and zone that is known to be taken, so that the database is asked once for each. */
  readonly #taken = new Map<string, Instant>();
  #looking: Promise<void> | undefined;

  constructor(options: TimekeeperOptions) {
    this.#options = options;
  }

  /**
   * Looks at the clock as it is from now on: a look that has begun is followed by another. Never rejects: a slot that
   * could not be taken is taken at the next look.
   */
  async look(): Promise<void> {
    await this.#looking;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { timetable, entries } = this.#options;
    try {
      const zones = await timetable.zones();
      for (const entry of entries) {
        if (isLocal(entry)) for (const zone of zones) await this.#take(entry, zone);
        else await this.#take(entry);
      }
    } catch (error) {
      this.#complain(error);
    }
  }

  async #take(entry: TimetableEntry, zone?: string): Promise<void> {
    const { timetable, clock, log } = this.#options;
    try {
      const now = instant(clock.now());
      const slot = slotOf(entry, now, zone ?? 'UTC');
      const key = JSON.stringify([entry.name, zone]);
      if (slot === undefined || this.#taken.get(key) === slot) return;
      const isOurs = await timetable.take(entry.name, slot, now, leaseDoubtMs, zone);
      this.#taken.set(key, slot);
      if (isOurs) log.debug({ entry: entry.name, slot, zone }, 'a slot of the timetable was taken');
    } catch (error) {
      this.#complain(error, entry);
    }
  }

  #complain(error: unknown, entry?: TimetableEntry): void {
    const { log } = this.#options;
    log.error({ error: errorText(error), entry: entry?.name }, 'the timetable could not be kept');
  }
}

const minuteMs = 60_000;

/** Has the timekeeper look at every full minute, which is when slots are, and at once when woken. */
export class Beat {
  readonly #clock: Clock;
  readonly #timekeeper: Pick<Timekeeper, 'look'>;
  readonly #alarm: Alarm;
  #stopping = false;
  #loop: Promise<void> | undefined;

  constructor(clock: Clock, timekeeper: Pick<Timekeeper, 'look'>) {
    this.#clock = clock;
    this.#timekeeper = timekeeper;
    this.#alarm = new Alarm(clock);
  }

  start(): void {
    this.#loop ??= this.#work();
  }

  wake(): void {
    this.#alarm.ring();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#alarm.ring();
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (!this.#stopping) {
      await this.#timekeeper.look();
      await this.#alarm.wait(minuteMs - (this.#clock.now() % minuteMs));
    }
  }
}
