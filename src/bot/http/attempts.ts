const WINDOW_MS = 60_000;
const ATTEMPTS_MAX = 20;
/** Beyond so many the oldest are forgotten: what is remembered of strangers has a limit too. */
const ADDRESSES_MAX = 1000;

/** Counts failed attempts by address, so that somebody who tries one token after the other is slowed down and seen. */
export class FailedAttempts {
  readonly #now: () => number;
  readonly #byAddress = new Map<string, { since: number; count: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes one more, and tells whether there were too many within a minute. */
  add(address: string): boolean {
    const now = this.#now();
    const known = this.#byAddress.get(address);
    const seen = known !== undefined && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
    seen.count += 1;
    this.#byAddress.delete(address);
    this.#byAddress.set(address, seen);
    const [oldest] = this.#byAddress.keys();
    if (this.#byAddress.size > ADDRESSES_MAX && oldest !== undefined) this.#byAddress.delete(oldest);
    return seen.count > ATTEMPTS_MAX;
  }
}

export const RETRY_AFTER_SECONDS = WINDOW_MS / 1000;
