import { describeDifference } from '../../engine/company/describe-difference.js';
import { type Difference, isEmpty } from '../../engine/company/plan-apply.js';
import { type ApplyOptions, type ApplySources, applyCompany } from './apply.js';
import { inReadingOrder, type Mistake } from './mistake.js';
import { readFolder } from './read-folder.js';

export type FolderOutcome =
  | {
      readonly ok: true;
      readonly tenantId: string;
      readonly difference: Difference;
      /** The difference for a terminal; empty when there is none. */
      readonly lines: readonly string[];
      readonly warnings: readonly Mistake[];
      /** False for a dry run and where nothing differed. */
      readonly written: boolean;
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** What `countersign apply DIR` does: read, check all of it, and only then write. */
export async function applyFolder(
  folder: string,
  sources: ApplySources,
  options: ApplyOptions,
): Promise<FolderOutcome> {
  const reading = await readFolder(folder);
  if (!reading.ok) return reading;
  const outcome = await applyCompany(reading, sources, options);
  if (!outcome.ok) return { ok: false, mistakes: inReadingOrder(outcome.mistakes.map(reading.locate)) };
  const { difference } = outcome;
  return {
    ok: true,
    tenantId: reading.company.profile.id,
    difference,
    lines: describeDifference(difference),
    warnings: reading.warnings,
    written: !options.dryRun && !isEmpty(difference),
  };
}
