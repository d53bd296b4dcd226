import type { Clock } from './clock.js';

/** Something to wait for that can be rung before anybody waits: no ring is lost. */
export class Alarm {
  readonly #clock: Clock;
  #rung = false;
  #waking = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ring(): void {
    this.#rung = true;
    this.#waking.abort();
  }

  /** Resolves when rung since the last wait ended, or after `ms`. For one waiter at a time. */
  async wait(ms: number): Promise<void> {
    if (!this.#rung) await this.#clock.sleep(ms, this.#waking.signal);
    this.#rung = false;
    this.#waking = new AbortController();
  }
}
