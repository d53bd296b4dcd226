import type { Change, Difference } from './plan-apply.js';
import type { StoredCompany } from './stored-company.js';

/** What the database says once the difference is written. */
export function companyAfter(stored: StoredCompany, difference: Difference): StoredCompany {
  const { units, people, roles, groups, calendars, workspaces, types, templates, policies, tests } = difference;
  const [profile] = difference.profile;
  return {
    profile: profile?.after ?? stored.profile,
    workspaces: changed(stored.workspaces, workspaces, (one) => one.installation),
    units: changed(stored.units, units, (one) => one.id),
    people: changed(stored.people, people, (one) => one.id),
    roles: changed(stored.roles, roles, (one) => one.key),
    groups: changed(stored.groups, groups, (one) => one.key),
    calendars: changed(stored.calendars, calendars, (one) => one.key),
    tests: changed(stored.tests, tests, (one) => one.name),
    types: changed(stored.types, types, (one) => one.key),
    templates: changed(stored.templates, templates, (one) => one.key),
    policies: changed(stored.policies, policies, (one) => one.key),
    prefixes: stored.prefixes,
  };
}

function changed<T>(before: readonly T[], changes: readonly Change<T>[], idOf: (one: T) => string): readonly T[] {
  const touched = new Set(changes.map((change) => idOf(change.kind === 'removed' ? change.before : change.after)));
  const saved = changes.flatMap((change) => (change.kind === 'removed' ? [] : [change.after]));
  return [...before.filter((one) => !touched.has(idOf(one))), ...saved];
}
