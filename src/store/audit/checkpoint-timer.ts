import type { Log } from '../../engine/ports/log.js';
import { type CheckpointSource, keepCheckpoints } from './keep-checkpoints.js';

const EVERY_MS = 60 * 60_000;

/** Makes checkpoints while the bot runs: when it starts, every hour, and when it stops. */
export class CheckpointTimer {
  readonly #source: CheckpointSource;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(source: CheckpointSource, log: Log) {
    this.#source = source;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => this.#run(), EVERY_MS).unref();
    this.#run();
  }

  /** Makes the last one; call it when nothing writes any more and the database is still open. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#run();
    await this.#running;
  }

  #run(): void {
    this.#running = this.#running.then(() => this.#make());
  }

  /** A checkpoint that cannot be made now is made with the next: what moved stays noted until it is signed. */
  async #make(): Promise<void> {
    try {
      for (const { checkpoint, path, isNew } of await keepCheckpoints(this.#source)) {
        const { tenant, seq, chains } = checkpoint.body;
        if (isNew) this.#log.info({ tenant, checkpoint: seq, chains, path }, 'the audit trail was signed');
      }
    } catch (error) {
      this.#log.error({ err: error }, 'the audit trail could not be signed');
    }
  }
}
