import type { Permission } from '../permission.js';
import type { CompanyPerson } from './company.js';
import { personChanges } from './person-changes.js';
import type { Change, Difference } from './plan-apply.js';
import type { StoredCompany } from './stored-company.js';

/** A changed entry and the permission that its change takes; any one of them where there are several. */
export interface Need {
  /** The section and the entry's id or key, as in `Places`. */
  readonly entry: string;
  readonly oneOf: readonly Permission[];
}

/** What somebody must be allowed to do for this difference, entry by entry. */
export function needsOf(difference: Difference, after: StoredCompany): readonly Need[] {
  const everyones = new Set(after.roles.filter((role) => role.everyone).map((role) => role.key));
  return [
    ...named('units', difference.units, (unit) => unit.id, 'config.people'),
    ...difference.people.flatMap((change) => personNeeds(change, everyones)),
    ...named('roles', difference.roles, (role) => role.key, 'config.roles'),
    ...named('groups', difference.groups, (group) => group.key, 'config.groups'),
    ...named('calendars', difference.calendars, (calendar) => calendar.key, 'config.calendars'),
    ...named('types', difference.types, (type) => type.key, 'config.types'),
    ...named('templates', difference.templates, (template) => template.key, 'config.templates'),
    ...named('policies', difference.policies, (policy) => policy.key, 'config.policies'),
    ...named('tests', difference.tests, (test) => test.name, 'config.templates', 'config.policies'),
  ];
}

function named<T>(
  section: string,
  changes: readonly Change<T>[],
  idOf: (one: T) => string,
  ...oneOf: readonly Permission[]
): readonly Need[] {
  return changes.map((change) => {
    return { entry: `${section}/${idOf(change.kind === 'removed' ? change.before : change.after)}`, oneOf };
  });
}

/** What somebody holds because everybody does is nobody's grant. */
function personNeeds(change: Change<CompanyPerson>, everyones: ReadonlySet<string>): readonly Need[] {
  const entry = `people/${(change.kind === 'removed' ? change.before : change.after).id}`;
  const { properties, granted, revoked, linked, unlinked } = personChanges(change);
  const granting = [...granted, ...revoked].some(({ role, unit }) => unit !== null || !everyones.has(role));
  const describing = properties.length + linked.length + unlinked.length > 0;
  return [
    ...(describing ? [{ entry, oneOf: ['config.people'] as const }] : []),
    ...(granting ? [{ entry, oneOf: ['config.roles'] as const }] : []),
  ];
}
