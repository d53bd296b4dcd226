import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { instant } from '../engine/instant.js';
import { appendAudit } from '../store/audit/append.js';
import { newSalt } from '../store/audit/new-salt.js';
import { type ImportOutcome, importPeople } from '../store/company/import-people.js';
import { peopleColumns } from '../store/company/people-columns.js';
import type { SheetMistake } from '../store/company/people-sheet.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { oneCompany } from './one-company.js';
import { withExistingDatabase } from './with-database.js';

const usage = 'FILE.csv [--dry-run] [--company ID]';
/** As much as the files of a company may have. */
const FILE_BYTES_MAX = 5_000_000;

export const importUsersCommand: CliCommand = {
  name: 'import-users',
  usage,
  summary: 'add and change people from a CSV file, or say what is wrong in which line',
  run: async (args, context) => {
    const asked = read(args);
    if (asked === undefined) {
      context.complain(`Usage: countersign import-users ${usage}`);
      context.complain(`The first row names the columns: ${peopleColumns.join(', ')}.`);
      return 2;
    }
    const { file, company, dryRun } = asked;
    const text = await textOf(file);
    if ('problem' in text) {
      context.complain(`${file}: ${text.problem}`);
      return 1;
    }
    const { databaseUrl, documents: settings } = context.settings();
    const outcome = await withExistingDatabase(databaseUrl, async (database) =>
      importPeople(
        await oneCompany(database, company),
        text.text,
        {
          write: (work) => database.write((trx) => work(trx)),
          appendAudit: (trx, tenantId, entries) => appendAudit(trx, tenantId, entries, newSalt),
        },
        { dryRun, settings, actorId: null, at: instant(context.now()), metadata: { platform: 'cli' } },
      ),
    );
    return report(outcome, basename(file), dryRun, context);
  },
};

function report(outcome: ImportOutcome, file: string, dryRun: boolean, { print, complain }: CliContext): ExitCode {
  if (!outcome.ok) {
    for (const mistake of outcome.mistakes) complain(mistakeLine(file, mistake));
    const count = outcome.mistakes.length;
    complain(`Nobody was changed: ${count} ${count === 1 ? 'mistake' : 'mistakes'} to put right.`);
    return 1;
  }
  for (const line of outcome.lines) print(line);
  for (const warning of outcome.warnings) complain(`warning: ${mistakeLine(file, warning)}`);
  if (outcome.lines.length === 0) print('No difference: the people are as the file says.');
  else print(dryRun ? 'Nobody was changed: this was a dry run.' : summaryOf(outcome));
  return 0;
}

function summaryOf({ difference: { people } }: Extract<ImportOutcome, { ok: true }>): string {
  const added = people.filter(({ kind }) => kind === 'added').length;
  const left = people.filter(({ before, after }) => before?.active === true && after?.active === false).length;
  return `Imported: ${added} added, ${people.length - added - left} changed, ${left} deactivated.`;
}

function mistakeLine(file: string, { line, message }: SheetMistake): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

type Text = { readonly text: string } | { readonly problem: string };

async function textOf(file: string): Promise<Text> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return { problem: 'there is no such file, or it cannot be read' };
  if (bytes.length > FILE_BYTES_MAX) {
    return { problem: `the file has ${bytes.length} bytes, at most ${FILE_BYTES_MAX} are read; make two of it` };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: 'the file is not UTF-8 text; in a spreadsheet, save it as "CSV UTF-8"' };
  }
}

/** Undefined where it cannot be understood. */
function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'dry-run': { type: 'boolean', default: false }, company: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) return undefined;
    return { file, company: values.company, dryRun: values['dry-run'] };
  } catch {
    return undefined;
  }
}
