import { epochMs, type Instant } from '../../src/engine/instant.js';
import type { Timetable } from '../../src/engine/ports/timetable.js';

export interface TakenSlot {
  readonly entry: string;
  readonly slot: Instant;
  readonly zone: string | undefined;
}

/** The timetable without a database: every slot is taken once, whoever looks. */
export class MemoryTimetable implements Timetable {
  readonly taken: TakenSlot[] = [];
  readonly #newest = new Map<string, Instant>();
  readonly #zones: readonly string[];

  constructor(zones: readonly string[]) {
    this.#zones = zones;
  }

  async zones(): Promise<readonly string[]> {
    return this.#zones;
  }

  async take(entry: string, slot: Instant, now: Instant, aheadMs: number, zone?: string): Promise<boolean> {
    const key = JSON.stringify([entry, zone]);
    const newest = this.#newest.get(key);
    const isCredible = newest !== undefined && epochMs(newest) <= epochMs(now) + aheadMs;
    if (isCredible && newest >= slot) return false;
    this.#newest.set(key, slot);
    this.taken.push({ entry, slot, zone });
    return true;
  }

  slotsOf(entry: string): readonly Instant[] {
    return this.taken.filter((one) => one.entry === entry).map(({ slot }) => slot);
  }
}
