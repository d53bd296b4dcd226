import type { MemoryCompany } from '../../support/memory-store.js';
import { unitsAbove } from './expected-people.js';

/** Whether somebody holds a role for a unit that somebody else sits in or below, or for the whole company. */
export function holdsRoleAbove(company: MemoryCompany, holderId: string, role: string, personId: string): boolean {
  const held = (company.roles.get(role)?.holdings ?? []).filter((one) => one.personId === holderId);
  const above = unitsAbove(personId, company);
  return held.some(({ unitId }) => unitId === null || above.includes(unitId));
}

/** Whether this person completes documents of that type and submitter. */
export function completes(company: MemoryCompany, personId: string, typeKey: string, submitterId: string): boolean {
  const completion = company.types.get(typeKey)?.completion;
  return completion?.kind === 'role' && holdsRoleAbove(company, personId, completion.role, submitterId);
}
