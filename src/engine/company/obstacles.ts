import type { Company } from './company.js';
import type { Finding } from './finding.js';
import type { Places } from './read-company.js';
import type { StoredCompany } from './stored-company.js';

/** Why a company that is right in itself cannot be written into this database. */
export function obstacles(
  stored: StoredCompany,
  wanted: Company,
  takenWorkspaces: ReadonlySet<string>,
  places: Places,
): readonly Finding[] {
  return [...takenPrefixes(stored, wanted, places), ...workspacesOfOthers(wanted, takenWorkspaces)];
}

/** Numbers are for ever: one prefix in the hands of two types would give two documents the same. */
function takenPrefixes(stored: StoredCompany, wanted: Company, places: Places): readonly Finding[] {
  return wanted.types.flatMap(({ key, prefix }) => {
    const earlier = stored.prefixes.find((one) => one.prefix === prefix && one.type !== key);
    if (earlier === undefined) return [];
    const message = `documents of type "${earlier.type}" have numbers with ${prefix} already; choose another prefix`;
    return [{ path: [...(places.get(`types/${key}`) ?? []), 'prefix'], message }];
  });
}

function workspacesOfOthers(wanted: Company, taken: ReadonlySet<string>): readonly Finding[] {
  return wanted.workspaces
    .filter(({ installation }) => taken.has(installation))
    .map(({ installation }) => ({
      path: ['company', 'slack', 'team'],
      message: `workspace ${installation} belongs to another company in this database; was the company's id changed?`,
    }));
}
