import { companyAfter } from './company-after.js';
import type { Finding } from './finding.js';
import { mergeUpload } from './merge-upload.js';
import { obstacles } from './obstacles.js';
import { type Difference, planApply } from './plan-apply.js';
import { inUpload, type UploadContext, uploadsOwn } from './plan-upload.js';
import { readCompany } from './read-company.js';
import { runTests } from './run-tests.js';
import type { StoredCompany } from './stored-company.js';
import { storedContent } from './stored-content.js';
import { writtenCompany } from './written-company.js';
import { said, type Written } from './written-entries.js';

export type ImportPlan =
  | { readonly ok: true; readonly difference: Difference; readonly warnings: readonly Finding[] }
  | { readonly ok: false; readonly mistakes: readonly Finding[] };

/**
 * What a list of people would change, each row an entry of `people` as files write it. What a row does not mention stays
 * as it is, null takes a value away, and people without a row are not touched. All that results is checked as
 * `countersign apply` checks it. Paths are `people` and the number of the row; they are empty for what stands elsewhere.
 * Where `whole` is false some rows could not be read, and nothing is said that they might refute.
 */
export function planImport(
  stored: StoredCompany,
  rows: readonly Written[],
  whole: boolean,
  { takenWorkspaces, now, settings }: UploadContext,
): ImportPlan {
  const content = storedContent(stored);
  if (content === undefined) throw new RangeError('people were imported into a company that is not there');
  const before = writtenCompany(content);
  const known = new Map(before.people.map((person) => [person.id, person]));
  const people = rows.map((row) => said({ ...known.get(row.id), ...row }));
  const merged = mergeUpload(before, { people });
  const told = (findings: readonly Finding[]) => findings.map((finding) => inUpload(finding, merged));
  const reading = readCompany(merged.data, whole);
  if (!reading.ok) return { ok: false, mistakes: told(reading.mistakes) };

  const difference = onlyPeople(planApply(stored, reading.company));
  const mistakes = [
    ...obstacles(stored, reading.company, takenWorkspaces, reading.places),
    ...runTests(companyAfter(stored, difference), reading.places, now, settings),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes: told(mistakes) };
  return { ok: true, difference, warnings: uploadsOwn(reading.warnings, merged) };
}

/** Built-in roles that came with a newer version of the bot are for `apply`. */
function onlyPeople({ people }: Difference): Difference {
  return {
    profile: [],
    workspaces: [],
    units: [],
    people,
    roles: [],
    groups: [],
    calendars: [],
    types: [],
    templates: [],
    policies: [],
    tests: [],
  };
}
