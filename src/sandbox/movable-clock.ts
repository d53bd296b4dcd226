import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const hourMs = 60 * 60 * 1000;
/** Farthest that one move goes: the page waits for it. */
export const moveHoursMax = 31 * 24;
/** What happens later shall happen in its order and at its hour, so time does not leap. */
const stepMs = hourMs / 2;

const kept = z.object({ aheadMs: z.number().nonnegative() });

/**
 * A clock that can be moved forward and never back: what was answered stays answered. How far it is ahead of the machine's
 * is kept in a file, so that a restart does not fall back behind what was written.
 */
export class MovableClock {
  readonly #file: string | undefined;
  readonly #base: () => number;
  #aheadMs = 0;
  #moving = false;
  #onMove: () => Promise<void> = async () => undefined;

  /** `base` is the machine's clock, in milliseconds since 1970. */
  constructor(base: () => number, file?: string) {
    this.#base = base;
    this.#file = file;
    if (file !== undefined && existsSync(file))
      this.#aheadMs = kept.parse(JSON.parse(readFileSync(file, 'utf8'))).aheadMs;
  }

  readonly now = (): number => this.#base() + this.#aheadMs;

  get isMoving(): boolean {
    return this.#moving;
  }

  /** `work` does what has become due; the clock stands still for as long as it takes. */
  onMove(work: () => Promise<void>): void {
    this.#onMove = work;
  }

  /** Half an hour at a time. For one caller at a time: see `isMoving`. */
  async advance(ms: number): Promise<void> {
    this.#moving = true;
    try {
      for (let left = ms; left > 0; left -= stepMs) {
        this.#aheadMs += Math.min(left, stepMs);
        this.#keep();
        await this.#onMove();
      }
    } finally {
      this.#moving = false;
    }
  }

  #keep(): void {
    if (this.#file === undefined) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify({ aheadMs: this.#aheadMs }));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
