import type { Transaction } from 'kysely';
import type { Company } from '../../engine/company/company.js';
import { companyAfter } from '../../engine/company/company-after.js';
import type { Finding } from '../../engine/company/finding.js';
import { obstacles } from '../../engine/company/obstacles.js';
import { type Difference, isEmpty, planApply } from '../../engine/company/plan-apply.js';
import type { Places } from '../../engine/company/read-company.js';
import { runTests } from '../../engine/company/run-tests.js';
import { defaultSettings, type EngineSettings } from '../../engine/settings.js';
import type { Tables } from '../tables.js';
import type { Authorship } from './audit-entries.js';
import { loadCompany, takenWorkspaces } from './load-company.js';
import { type AppendAudit, writePlanned } from './write-planned.js';

/** What applying needs of the database. */
export interface ApplySources {
  write<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  readonly appendAudit: AppendAudit;
}

export interface ApplyOptions extends Authorship {
  /** Works the difference out and writes nothing. */
  readonly dryRun: boolean;
  /** What the company's own tests are asked under. */
  readonly settings?: EngineSettings;
}

export type ApplyOutcome =
  | { readonly ok: true; readonly difference: Difference }
  | { readonly ok: false; readonly mistakes: readonly Finding[] };

/**
 * Makes the database say what the files say, in one transaction: all of it or nothing. The company's own tests are asked
 * about what it would say, before anything is written.
 */
export function applyCompany(
  { company, places }: { readonly company: Company; readonly places: Places },
  { write, appendAudit }: ApplySources,
  { dryRun, settings = defaultSettings, ...by }: ApplyOptions,
): Promise<ApplyOutcome> {
  const tenant = company.profile.id;
  return write(async (trx): Promise<ApplyOutcome> => {
    const stored = await loadCompany(trx, tenant);
    const mistakes = obstacles(stored, company, await takenWorkspaces(trx, tenant), places);
    if (mistakes.length > 0) return { ok: false, mistakes };

    const difference = planApply(stored, company);
    const failed = runTests(companyAfter(stored, difference), places, by.at, settings);
    if (failed.length > 0) return { ok: false, mistakes: failed };
    if (dryRun || isEmpty(difference)) return { ok: true, difference };
    await writePlanned(trx, tenant, difference, by, appendAudit);
    return { ok: true, difference };
  });
}
