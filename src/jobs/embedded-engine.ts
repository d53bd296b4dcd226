import type { EngineState, JobEngine } from './job-engine.js';
import { EmbeddedRunner, type RunnerOptions } from './runner.js';
import { Beat, type Timekeeper } from './timekeeper.js';

/** Everything inside this process: it drains the outbox and keeps the timetable. */
export class EmbeddedEngine implements JobEngine {
  readonly #runner: EmbeddedRunner;
  readonly #beat: Beat;
  readonly #timekeeper: Pick<Timekeeper, 'look'>;
  #isStopped = false;

  constructor(options: RunnerOptions, timekeeper: Pick<Timekeeper, 'look'>) {
    this.#runner = new EmbeddedRunner(options);
    this.#beat = new Beat(options.clock, timekeeper);
    this.#timekeeper = timekeeper;
  }

  start(): void {
    this.#beat.start();
    this.#runner.start();
  }

  async stop(limitMs?: number): Promise<void> {
    this.#isStopped = true;
    await Promise.all([this.#beat.stop(), this.#runner.stop(limitMs)]);
  }

  async wake(): Promise<void> {
    if (this.#isStopped) return;
    this.#beat.wake();
    await this.#timekeeper.look();
    await this.#runner.wake();
  }

  state(): EngineState {
    return this.#runner.state();
  }

  check(): Promise<void> {
    return this.#runner.check();
  }
}
