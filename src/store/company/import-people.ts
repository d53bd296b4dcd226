import { describeDifference } from '../../engine/company/describe-difference.js';
import type { Finding } from '../../engine/company/finding.js';
import { type Difference, isEmpty } from '../../engine/company/plan-apply.js';
import { planImport } from '../../engine/company/plan-import.js';
import { defaultSettings } from '../../engine/settings.js';
import type { ApplyOptions, ApplySources } from './apply.js';
import { loadCompany, takenWorkspaces } from './load-company.js';
import { type PeopleSheet, readPeopleSheet, type SheetMistake } from './people-sheet.js';
import { writePlanned } from './write-planned.js';

export type ImportOutcome =
  | {
      readonly ok: true;
      readonly difference: Difference;
      /** The difference for a terminal; empty when there is none. */
      readonly lines: readonly string[];
      readonly warnings: readonly SheetMistake[];
    }
  | { readonly ok: false; readonly mistakes: readonly SheetMistake[] };

/**
 * Makes the people of one company what a CSV sheet says of them: the same plan, checks, trail and consequences as
 * `applyCompany`, in one transaction, and nothing where anything is wrong.
 */
export function importPeople(
  tenant: string,
  text: string,
  { write, appendAudit }: ApplySources,
  { dryRun, settings = defaultSettings, ...by }: ApplyOptions,
): Promise<ImportOutcome> {
  const sheet = readPeopleSheet(text);
  return write(async (trx): Promise<ImportOutcome> => {
    const stored = await loadCompany(trx, tenant);
    const context = { takenWorkspaces: await takenWorkspaces(trx, tenant), now: by.at, settings };
    const rows = sheet.rows.map(({ person }) => person);
    const plan = planImport(stored, rows, sheet.mistakes.length === 0, context);
    if (!plan.ok || sheet.mistakes.length > 0) {
      return { ok: false, mistakes: inOrder([...sheet.mistakes, ...(plan.ok ? [] : placed(sheet, plan.mistakes))]) };
    }
    const { difference } = plan;
    if (!dryRun && !isEmpty(difference)) await writePlanned(trx, tenant, difference, by, appendAudit);
    return { ok: true, difference, lines: describeDifference(difference), warnings: placed(sheet, plan.warnings) };
  });
}

function placed({ rows }: PeopleSheet, findings: readonly Finding[]): readonly SheetMistake[] {
  return findings.map(({ path: [, row, column], message }) => {
    const line = typeof row === 'number' ? rows[row]?.line : undefined;
    const isNamed = typeof column !== 'string' || message.includes(`"${column}"`);
    return { line, message: isNamed ? message : `${column}: ${message}` };
  });
}

function inOrder(mistakes: readonly SheetMistake[]): readonly SheetMistake[] {
  const once = new Map(mistakes.map((one) => [`${one.line} ${one.message}`, one]));
  return [...once.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
