import type { Instant } from '../instant.js';
import type { Actor } from '../organisation.js';
import type { EngineSettings } from '../settings.js';
import { builtInRoles } from './built-in-roles.js';
import { companyAfter } from './company-after.js';
import type { Finding, Path } from './finding.js';
import { type MergedUpload, mergeUpload } from './merge-upload.js';
import { obstacles } from './obstacles.js';
import { type Difference, planApply } from './plan-apply.js';
import { idOf, type Places, readCompany } from './read-company.js';
import { runTests } from './run-tests.js';
import { select } from './select.js';
import type { StoredCompany } from './stored-company.js';
import { storedContent } from './stored-content.js';
import { excessOf, identitiesOfOthers, identitiesToConfirm } from './upload-limits.js';
import { movedDefinitions } from './upload-moves.js';
import { needsOf } from './upload-needs.js';
import { ownGains } from './upload-self.js';
import { writtenCompany } from './written-company.js';

/** What one file says, as plain data. */
type Data = Readonly<Record<string, unknown>>;

export type UploadPlan =
  | {
      readonly ok: true;
      readonly difference: Difference;
      /** Why this person may not do it, all at once; it may be written where there are none. */
      readonly refusals: readonly Finding[];
      readonly warnings: readonly Finding[];
    }
  | { readonly ok: false; readonly mistakes: readonly Finding[] };

/** What an upload is held against besides the company. */
export interface UploadContext {
  readonly takenWorkspaces: ReadonlySet<string>;
  readonly now: Instant;
  readonly settings: EngineSettings;
}

/**
 * What one uploaded file would change: its entries are added to the company or take the place of those with the same id
 * or key, nothing is removed, and all that results is checked as files on the machine are. Paths are the upload's; they
 * are empty for what stands elsewhere. Types, templates and policies are written in the uploader's
 * name.
 */
export function planUpload(
  stored: StoredCompany,
  uploaded: Data,
  uploader: Pick<Actor, 'id' | 'permissions'>,
  { takenWorkspaces, now, settings }: UploadContext,
): UploadPlan {
  const content = storedContent(stored);
  if (content === undefined) throw new RangeError('an upload was planned for a company that is not there');
  if ('company' in uploaded) return { ok: false, mistakes: [machineOnly] };
  const merged = mergeUpload(writtenCompany(content), uploaded);
  const told = (findings: readonly Finding[]) => findings.map((finding) => inUpload(finding, merged));
  const reading = readCompany(merged.data);
  const unread = reading.ok ? [] : told(reading.mistakes);
  if (!reading.ok || merged.mistakes.length > 0) return { ok: false, mistakes: [...merged.mistakes, ...unread] };

  const difference = withoutUnasked(planApply(stored, reading.company, uploader.id), uploaded);
  const after = companyAfter(stored, difference);
  const mistakes = [
    ...obstacles(stored, reading.company, takenWorkspaces, reading.places),
    ...runTests(after, reading.places, now, settings),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes: told(mistakes) };
  const refusals = refusalsOf(difference, stored, after, uploader, reading.places);
  return { ok: true, difference, refusals: told(refusals), warnings: uploadsOwn(reading.warnings, merged) };
}

const machineOnly: Finding = {
  path: ['company'],
  message: 'the company itself is changed by "countersign apply" on its machine only; leave "company" out',
};

/** A warning about what the upload does not say is no news. */
export function uploadsOwn(warnings: readonly Finding[], merged: MergedUpload): readonly Finding[] {
  return warnings.flatMap((warning) => {
    const path = merged.origin(warning.path);
    return path === undefined || path.length < 2 ? [] : [{ ...warning, path }];
  });
}

/** Where the upload says it, or, for what stands elsewhere, with the name of what it is about. */
export function inUpload({ path, message }: Finding, merged: MergedUpload): Finding {
  const origin = merged.origin(path);
  if (origin !== undefined) return { path: origin, message };
  return { path: [], message: `${placeText(path, merged)}${message}` };
}

/** What is not in the upload has no line, so it is called by its name. */
function placeText(path: Path, { data }: MergedUpload): string {
  const [section, index] = path;
  const [entry] = typeof index === 'number' ? select(data, `${section}.*`).slice(index, index + 1) : [];
  return entry === undefined ? '' : `${section} ${idOf(entry.value)}, which is not in this file: `;
}

/** A built-in role that came with a newer version of the bot is nobody's upload. */
function withoutUnasked(difference: Difference, uploaded: Data): Difference {
  const asked = new Set(select(uploaded, 'roles.*').map((role) => idOf(role.value)));
  const builtIn = new Set(builtInRoles.map((role) => role.key));
  const roles = difference.roles.filter((change) => {
    const { key } = change.kind === 'removed' ? change.before : change.after;
    return asked.has(key) || !builtIn.has(key);
  });
  return { ...difference, roles };
}

function refusalsOf(
  difference: Difference,
  before: StoredCompany,
  after: StoredCompany,
  uploader: Pick<Actor, 'id' | 'permissions'>,
  places: Places,
): readonly Finding[] {
  const needs = [
    ...needsOf(difference, after),
    ...identitiesToConfirm(difference, after).map((entry) => ({ entry, oneOf: ['people.confirm_identity'] as const })),
  ];
  const lacking = needs
    .filter(({ oneOf }) => !oneOf.some((permission) => uploader.permissions.has(permission)))
    .map(({ entry, oneOf }) => ({ entry, message: `this takes the permission ${oneOf.join(' or ')}, which you lack` }));
  const workspaces = difference.workspaces.map(() => ({
    entry: 'company',
    message: 'it names another workspace than the company has; that is for "countersign apply" on its machine',
  }));
  const all = [
    ...lacking,
    ...workspaces,
    ...excessOf(difference, before, after, uploader),
    ...identitiesOfOthers(difference, before, uploader.id),
    ...movedDefinitions(difference),
    ...ownGains(difference, before, after, uploader.id),
  ];
  return all.map(({ entry, message }) => ({ path: places.get(entry) ?? [], message }));
}
