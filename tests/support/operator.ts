import { join } from 'node:path';
import type { CliCommand, CliContext } from '../../src/commands/command.js';
import { readSettings } from '../../src/config.js';
import { temporaryFolder } from './temporary.js';

/** Runs commands on a folder of their own, or with other settings, and gives what they print and complain. */
export function operator(
  folder = temporaryFolder(),
  others: Readonly<Record<string, string>> = {},
  now: () => number = () => Date.parse('2026-03-02T09:00:00.000Z'),
) {
  const env = { DATABASE_URL: `sqlite:${join(folder, 'x.sqlite')}`, DATA_DIR: folder, ...others };
  return async (command: CliCommand, ...args: readonly string[]) => {
    const printed: string[] = [];
    const complained: string[] = [];
    const context: CliContext = {
      env,
      settings: () => readSettings(env),
      print: (line) => printed.push(line),
      complain: (line) => complained.push(line),
      untilStopped: () => Promise.resolve(),
      now,
    };
    const code = await command.run(args, context);
    return { code, printed: printed.join('\n'), complained: complained.join('\n') };
  };
}
