import type { CompanyPerson } from '../../engine/company/company.js';
import { personChanges, propertiesOf } from '../../engine/company/person-changes.js';
import type { Change, Difference } from '../../engine/company/plan-apply.js';
import { isWithdrawn } from '../../engine/company/stored-company.js';
import type { AuditEntry } from '../audit/append.js';

/** Who wrote a change, when and from where. */
export type Authorship = Pick<AuditEntry, 'actorId' | 'at' | 'metadata'>;

type Told = Pick<AuditEntry, 'entity' | 'action' | 'payload'>;

/** What the audit trail says about a difference: each changed entity with its values before and after. */
export function auditEntries(companyId: string, difference: Difference, by: Authorship): readonly AuditEntry[] {
  const company = `company/${companyId}`;
  const told: readonly Told[] = [
    ...difference.profile.map((change) => tell(company, 'company-saved', change)),
    ...difference.workspaces.map((change) => tell(company, savedOr('workspace', 'removed', change), change)),
    ...difference.units.map((change) => tell(`unit/${either(change).id}`, savedOr('unit', 'removed', change), change)),
    ...difference.roles.map((change) => tell(`role/${either(change).key}`, savedOr('role', 'removed', change), change)),
    ...difference.people.flatMap(tellPerson),
    ...difference.groups.map((change) =>
      tell(`group/${either(change).key}`, savedOr('group', 'removed', change), change),
    ),
    ...difference.calendars.map((change) =>
      tell(`calendar/${either(change).key}`, savedOr('calendar', 'removed', change), change),
    ),
    ...difference.types.map((change) =>
      tell(`type/${either(change).key}`, savedOr('type', 'withdrawn', change), change),
    ),
    ...difference.templates.map((change) =>
      tell(
        `template/${either(change).key}`,
        isWithdrawn(either(change)) ? 'template-withdrawn' : 'template-saved',
        change,
      ),
    ),
    ...difference.policies.map((change) =>
      tell(`policy/${either(change).key}`, either(change).active ? 'policy-saved' : 'policy-withdrawn', change),
    ),
    // The name of a test is a sentence that may name people, and names of entities cannot be erased.
    ...difference.tests.map((change) => tell(company, savedOr('test', 'removed', change), change)),
  ];
  return told.map((entry) => ({ ...entry, ...by }));
}

/** Roles and chat identities decide who may do what and who is who: each has an entry of its own. */
function tellPerson(change: Change<CompanyPerson>): readonly Told[] {
  const entity = `person/${either(change).id}`;
  const { properties, granted, revoked, linked, unlinked } = personChanges(change);
  const before = change.before && propertiesOf(change.before);
  const after = change.after && propertiesOf(change.after);
  return [
    ...(properties.length > 0 ? [{ entity, action: 'person-saved', payload: valuesOf(before, after) }] : []),
    ...revoked.map((payload) => ({ entity, action: 'role-revoked', payload })),
    ...granted.map((payload) => ({ entity, action: 'role-granted', payload })),
    ...unlinked.map((payload) => ({ entity, action: 'chat-unlinked', payload })),
    ...linked.map((payload) => ({ entity, action: 'chat-linked', payload })),
  ];
}

function tell<T>(entity: string, action: string, { before, after }: Change<T>): Told {
  return { entity, action, payload: valuesOf(before, after) };
}

function valuesOf(before: unknown, after: unknown) {
  return { before: before ?? null, after: after ?? null };
}

function savedOr<T>(kind: string, ended: string, change: Change<T>): string {
  return `${kind}-${change.kind === 'removed' ? ended : 'saved'}`;
}

function either<T>(change: Change<T>): T {
  return change.kind === 'removed' ? change.before : change.after;
}
