import type { ChatIdentity, CompanyPerson, RoleGrant } from './company.js';
import type { Change } from './plan-apply.js';
import { sameData } from './same-data.js';

/** What a change of a person consists of: each of these is written, and told in the audit trail, by itself. */
export interface PersonChanges {
  /** Name, unit, manager, status and the like; not what follows. */
  readonly properties: readonly PropertyChange[];
  readonly granted: readonly RoleGrant[];
  readonly revoked: readonly RoleGrant[];
  readonly linked: readonly ChatIdentity[];
  readonly unlinked: readonly ChatIdentity[];
}

export interface PropertyChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type PersonProperties = Omit<CompanyPerson, 'grants' | 'identities'>;

export function personChanges({ before, after }: Change<CompanyPerson>): PersonChanges {
  return {
    properties: propertyChanges(before && propertiesOf(before), after && propertiesOf(after)),
    granted: without(after?.grants, before?.grants),
    revoked: without(before?.grants, after?.grants),
    linked: without(after?.identities, before?.identities),
    unlinked: without(before?.identities, after?.identities),
  };
}

export function propertiesOf({
  grants: _grants,
  identities: _identities,
  ...properties
}: CompanyPerson): PersonProperties {
  return properties;
}

export function propertyChanges(before: object | undefined, after: object | undefined): readonly PropertyChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .map((name) => ({ name, before: Reflect.get(before ?? {}, name), after: Reflect.get(after ?? {}, name) }))
    .filter((change) => !sameData(change.before, change.after));
}

function without<T>(list: readonly T[] = [], others: readonly T[] = []): readonly T[] {
  return list.filter((one) => !others.some((other) => sameData(one, other)));
}
