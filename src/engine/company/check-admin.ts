import type { Permission } from '../permission.js';
import { type CompanyDraft, rolesOf } from './assemble.js';
import type { PersonDraft } from './entry-shapes.js';
import type { Finding } from './finding.js';

/** Who has these can hand out every other. */
const KEEPS_THE_KEYS: readonly Permission[] = ['config.people', 'config.roles'];

/** Files that name no admin would lock everybody out: the first one is made here, and the last one stays. */
export function checkAdmin(draft: Pick<CompanyDraft, 'people' | 'roles'>): readonly Finding[] {
  const roles = new Map(rolesOf(draft).map((role) => [role.key, role]));
  const isAdmin = (person: PersonDraft) => {
    const held = person.grants.filter((grant) => grant.unit === null).map((grant) => roles.get(grant.role));
    const everyones = [...roles.values()].filter((role) => role.everyone);
    const allowed = [...held, ...everyones].flatMap((role) => role?.permissions ?? []);
    return person.active && KEEPS_THE_KEYS.every((permission) => allowed.includes(permission));
  };
  if (draft.people.some(isAdmin)) return [];
  const message = `no active person may do both ${KEEPS_THE_KEYS.join(' and ')} for the whole company; give somebody "roles: [admin]"`;
  return [{ path: draft.people.length > 0 ? ['people'] : ['company'], message }];
}
