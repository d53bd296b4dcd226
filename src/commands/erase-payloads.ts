import { parseArgs } from 'node:util';
import { instant } from '../engine/instant.js';
import { type ErasureOutcome, type ErasureRefusal, eraseDocument, erasePerson } from '../store/audit/erase-payloads.js';
import { newSalt } from '../store/audit/new-salt.js';
import type { OpenedDatabase } from '../store/open-database.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { withExistingDatabase } from './with-database.js';

const usage = '--person ID | --document NUMBER [--company ID]';

export const erasePayloadsCommand: CliCommand = {
  name: 'erase-payloads',
  usage,
  summary: 'erase what the audit trail keeps of a person who left, or of a closed document; for ever',
  run: async (args, context) => {
    const target = targetIn(args);
    if (target === undefined) {
      context.complain(`Usage: countersign erase-payloads ${usage}`);
      return 2;
    }
    return withExistingDatabase(context.settings().databaseUrl, (database) => erase(database, target, context));
  },
};

interface Target {
  readonly kind: 'person' | 'document';
  readonly id: string;
  readonly company: string | undefined;
}

function targetIn(args: readonly string[]): Target | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { person: text, document: text, company: text } });
    const { person, document, company } = values;
    if (person !== undefined && document === undefined) return { kind: 'person', id: person, company };
    if (document !== undefined && person === undefined) return { kind: 'document', id: document, company };
    return undefined;
  } catch {
    return undefined;
  }
}

async function erase(database: OpenedDatabase, target: Target, context: CliContext): Promise<ExitCode> {
  const tenants = await database.read.selectFrom('tenants').select('id').orderBy('id').execute();
  const [tenant, ...others] = tenants.filter(({ id }) => target.company === undefined || id === target.company);
  if (tenant === undefined || others.length > 0) {
    context.complain(`Say which company with --company: ${tenants.map(({ id }) => id).join(', ') || 'there is none'}.`);
    return 2;
  }
  const by = { actorId: null, at: instant(context.now()), metadata: { platform: 'cli' } };
  const outcome =
    target.kind === 'person'
      ? await erasePerson(database, tenant.id, target.id, by, newSalt)
      : await eraseDocument(database, tenant.id, target.id, by, newSalt);
  return report(outcome, target, context);
}

function report(outcome: ErasureOutcome, { kind, id }: Target, { print, complain }: CliContext): ExitCode {
  if ('refused' in outcome) {
    complain(`Nothing was erased: ${refusals[outcome.refused](kind, id)}.`);
    return 1;
  }
  const { erased } = outcome;
  if (erased === 0) {
    complain(`Nothing was erased: the audit trail keeps nothing of ${kind} ${id} any more.`);
    return 1;
  }
  const payloads = erased === 1 ? '1 payload' : `${erased} payloads`;
  print(
    `${payloads} of ${kind} ${id} ${erased === 1 ? 'was' : 'were'} erased from the audit trail, which says so itself.`,
  );
  return 0;
}

const refusals: Readonly<Record<ErasureRefusal, (kind: string, id: string) => string>> = {
  unknown: (kind, id) => `there is no ${kind} ${id}`,
  active: (_kind, id) => `${id} is active; take them out of the company’s files and apply first`,
  open: (_kind, id) => `${id} is still open and needs its trail; it can be erased once it is closed`,
};
