import type { Clock } from '../../src/jobs/clock.js';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Time that moves only when a test says so, and wakes sleepers in order. */
export class FakeClock implements Clock {
  #nowMs: number;
  readonly #sleepers = new Set<Sleeper>();

  readonly #settled: () => Promise<void>;

  /** `settled` resolves when everybody who woke has done their work. */
  constructor(start = '2026-03-02T09:00:00.000Z', settled: () => Promise<void> = quiet) {
    this.#nowMs = Date.parse(start);
    this.#settled = settled;
  }

  readonly now = (): number => this.#nowMs;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { atMs: this.#nowMs + ms, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
    });
  };

  /** Moves on by `ms`, letting everybody who wakes on the way do their work before the next one wakes. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await this.#settled();
    for (let next = this.#next(); next !== undefined && next.atMs <= endMs; next = this.#next()) {
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
      await this.#settled();
    }
    this.#nowMs = endMs;
    await this.#settled();
  }

  /** Whether somebody else wakes at this very moment. */
  get hasWaker(): boolean {
    return (this.#next()?.atMs ?? Number.POSITIVE_INFINITY) <= this.#nowMs;
  }

  /** Moves without waking anybody, as a suspended process would find it. */
  jump(ms: number): void {
    this.#nowMs += ms;
  }

  #next(): Sleeper | undefined {
    return [...this.#sleepers].sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** Resolves when everything that waits for no timer has run. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
