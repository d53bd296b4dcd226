import { instant } from '../engine/instant.js';
import { defaultSettings, type EngineSettings } from '../engine/settings.js';
import { appendAudit } from '../store/audit/append.js';
import { newSalt } from '../store/audit/new-salt.js';
import { applyFolder, type FolderOutcome } from '../store/company/apply-folder.js';
import { type Mistake, mistakeText } from '../store/company/mistake.js';
import type { OpenedDatabase } from '../store/open-database.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { withDatabase } from './with-database.js';

export const applyCommand: CliCommand = {
  name: 'apply',
  usage: 'DIR [--dry-run]',
  summary: 'make the company what the YAML files in DIR say, or say what is wrong with them',
  run: async (args, context) => {
    const folders = args.filter((arg) => arg !== '--dry-run');
    const [folder] = folders;
    if (folder === undefined || folders.length > 1 || folder.startsWith('-')) {
      context.complain('Usage: countersign apply DIR [--dry-run]');
      return 2;
    }
    const dryRun = args.includes('--dry-run');
    const { databaseUrl: url, documents: settings } = context.settings();
    const outcome = await withDatabase(url, async (database) => {
      await database.migrate(instant(context.now()));
      return applyTo(database, folder, context.now(), dryRun, settings);
    });
    return report(outcome, dryRun, url, context);
  },
};

/** Applies a folder as the operator on this machine, who has no identity in the company. */
export function applyTo(
  database: OpenedDatabase,
  folder: string,
  nowMs: number,
  dryRun = false,
  settings: EngineSettings = defaultSettings,
): Promise<FolderOutcome> {
  return applyFolder(
    folder,
    {
      write: (work) => database.write((trx) => work(trx)),
      appendAudit: (trx, tenantId, entries) => appendAudit(trx, tenantId, entries, newSalt),
    },
    { dryRun, settings, actorId: null, at: instant(nowMs), metadata: { platform: 'cli' } },
  );
}

function report(outcome: FolderOutcome, dryRun: boolean, url: string, { print, complain }: CliContext): ExitCode {
  if (!outcome.ok) {
    for (const mistake of outcome.mistakes) complain(mistakeText(mistake));
    complain(`Nothing was changed: ${counted(outcome.mistakes, 'mistake')} to put right.`);
    return 1;
  }
  for (const line of outcome.lines) print(line);
  for (const warning of outcome.warnings) complain(`warning: ${mistakeText(warning)}`);
  if (outcome.lines.length === 0) print('No difference: the company is what the files say.');
  else print(dryRun ? `Nothing was changed in ${url}: this was a dry run.` : `Applied to ${url}.`);
  return 0;
}

function counted(mistakes: readonly Mistake[], noun: string): string {
  return `${mistakes.length} ${noun}${mistakes.length === 1 ? '' : 's'}`;
}
