import type { Company } from './company.js';
import { contentOf } from './next-version.js';
import { isOffered, isWithdrawn, type StoredCompany } from './stored-company.js';

/** A stored company as files would describe it: what is in use, without versions. Undefined where there is none yet. */
export function storedContent(stored: StoredCompany): Company | undefined {
  if (stored.profile === undefined) return undefined;
  return {
    profile: stored.profile,
    workspaces: stored.workspaces,
    units: stored.units,
    people: stored.people,
    unlinked: [],
    roles: stored.roles,
    groups: stored.groups,
    calendars: stored.calendars,
    types: stored.types.filter((type) => isOffered(type.key, stored.templates)).map(contentOf),
    templates: stored.templates.filter((template) => !isWithdrawn(template)).map(contentOf),
    policies: stored.policies.filter((policy) => policy.active).map(contentOf),
    tests: stored.tests,
  };
}
