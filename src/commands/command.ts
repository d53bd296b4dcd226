import type { Settings } from '../config.js';

/** One word of `countersign …`. */
export interface CliCommand {
  readonly name: string;
  /** What follows the name, for the help. */
  readonly usage: string;
  readonly summary: string;
  run(args: readonly string[], context: CliContext): Promise<ExitCode>;
}

export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @throws ConfigFault */
  settings(): Settings;
  /** One line for the person at the terminal. */
  print(line: string): void;
  /** One line about what went wrong. */
  complain(line: string): void;
  /** Resolves when the process is asked to end. */
  untilStopped(): Promise<void>;
  now(): number;
}

/** 0 done, 1 the answer is bad news, 2 the call cannot be understood or the settings cannot be used. */
export type ExitCode = 0 | 1 | 2;
