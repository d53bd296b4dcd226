import { parseArgs } from 'node:util';
import { day } from '../engine/form/day.js';
import { type Instant, instant } from '../engine/instant.js';
import type { EngineSettings } from '../engine/settings.js';
import type { CliCommand, CliContext } from './command.js';
import { type Outcome, simulateFolder, simulateStored } from './simulated-outcome.js';
import { outcomeLines } from './simulation-text.js';
import { withExistingDatabase } from './with-database.js';

const usage = '(DIR | --database) --type T --person P [--value FIELD=VALUE]… [--on DAY] [--company ID]';

const options = {
  type: { type: 'string' },
  person: { type: 'string' },
  value: { type: 'string', multiple: true, default: [] as string[] },
  on: { type: 'string' },
  database: { type: 'boolean', default: false },
  company: { type: 'string' },
} as const;

export const simulateCommand: CliCommand = {
  name: 'simulate',
  usage,
  summary: 'who would be asked for a request and why, without making one',
  run: async (args, context) => {
    const asked = read(args, instant(context.now()));
    if (typeof asked === 'string') {
      context.complain(asked);
      context.complain(`Usage: countersign simulate ${usage}`);
      return 2;
    }
    const outcome = await outcomeOf(asked, context);
    if (!outcome.ok) {
      for (const line of outcome.lines) context.complain(line);
      return 1;
    }
    for (const line of outcomeLines(outcome)) context.print(line);
    return 0;
  },
};

interface Asked {
  readonly folder: string | undefined;
  readonly company: string | undefined;
  readonly request: {
    readonly type: string;
    readonly person: string;
    readonly values: Readonly<Record<string, string>>;
  };
  readonly at: Instant;
}

function outcomeOf(asked: Asked, { settings }: CliContext): Promise<Outcome> {
  const { databaseUrl, documents } = settings();
  const under: EngineSettings = documents;
  if (asked.folder !== undefined) return simulateFolder(asked.folder, asked.request, asked.at, under);
  return withExistingDatabase(databaseUrl, (database) =>
    simulateStored(database, asked.company, asked.request, asked.at, under),
  );
}

/** What is wrong with the call, where it cannot be understood. */
function read(args: readonly string[], now: Instant): Asked | string {
  const parsed = parse(args);
  if (typeof parsed === 'string') return parsed;
  const { values, positionals } = parsed;
  const [folder, ...others] = positionals;
  if ((folder === undefined) !== values.database || others.length > 0) return 'Name one folder, or --database.';
  if (values.type === undefined || values.person === undefined) return 'Both --type and --person are needed.';
  const unsaid = values.value.find((text) => !text.includes('='));
  if (unsaid !== undefined) return `--value ${unsaid} says nothing: write --value FIELD=VALUE.`;
  if (values.on !== undefined && !day.safeParse(values.on).success) return '--on needs a day such as 2026-03-31.';
  const pairs = values.value.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]);
  return {
    folder,
    company: values.company,
    request: { type: values.type, person: values.person, values: Object.fromEntries(pairs) },
    at: values.on === undefined ? now : `${values.on}T12:00:00.000Z`,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
