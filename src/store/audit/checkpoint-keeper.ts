import type { Log } from '../../engine/ports/log.js';
import { type CheckpointSource, keepCheckpoints } from './keep-checkpoints.js';

/** Makes checkpoints while the bot runs, one after the other: whoever asks gets one of everything that was there then. */
export class CheckpointKeeper {
  readonly #source: CheckpointSource;
  readonly #log: Log;
  #running: Promise<unknown> = Promise.resolve();

  constructor(source: CheckpointSource, log: Log) {
    this.#source = source;
    this.#log = log;
  }

  /** @throws what keeps them from being made; what moved stays noted until it is signed */
  keep(): Promise<void> {
    const made = this.#running.then(() => this.#make());
    this.#running = made.catch(() => undefined);
    return made;
  }

  /** For when the bot starts or stops, which it does even if the audit trail cannot be signed. */
  async tryToKeep(): Promise<void> {
    try {
      await this.keep();
    } catch (error) {
      this.#log.error({ err: error }, 'the audit trail could not be signed');
    }
  }

  async #make(): Promise<void> {
    for (const { checkpoint, path, isNew } of await keepCheckpoints(this.#source)) {
      const { tenant, seq, chains } = checkpoint.body;
      if (isNew) this.#log.info({ tenant, checkpoint: seq, chains, path }, 'the audit trail was signed');
    }
  }
}
