import type { Instant } from '../../engine/instant.js';
import type { Log } from '../../engine/ports/log.js';
import type { FileStore } from './file-store.js';

const EVERY_MS = 24 * 60 * 60_000;

/** Sweeps the files while the bot runs: when it starts, and every day. */
export class SweepTimer {
  readonly #files: Pick<FileStore, 'sweep'>;
  readonly #now: () => Instant;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(files: Pick<FileStore, 'sweep'>, now: () => Instant, log: Log) {
    this.#files = files;
    this.#now = now;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => this.#run(), EVERY_MS).unref();
    this.#run();
  }

  /** Waits for a sweep that has begun; call it while the database is still open. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  #run(): void {
    this.#running = this.#running.then(() => this.#sweep());
  }

  /** What cannot be taken away now is taken away with the next one. */
  async #sweep(): Promise<void> {
    try {
      const swept = await this.#files.sweep(this.#now());
      this.#log.info({ ...swept }, 'files were swept');
    } catch (error) {
      this.#log.error({ err: error }, 'files could not be swept');
    }
  }
}
