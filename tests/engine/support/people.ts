import type { Actor, Group, Organisation, Person, Role, Unit } from '../../../src/engine/organisation.js';
import type { Permission } from '../../../src/engine/permission.js';

export function person(id: string, rest: Partial<Person> = {}): Person {
  return { id, name: id, email: `${id}@example.com`, active: true, unitId: null, managerId: null, ...rest };
}

export function unit(id: string, rest: Partial<Unit> = {}): Unit {
  return { id, name: id, parentId: null, headId: null, ...rest };
}

/** Holders as `person` for the whole tenant or `person@unit`. */
export function role(key: string, ...holders: readonly string[]): Role {
  const holdings = holders.map((holder) => {
    const [personId = '', unitId = null] = holder.split('@');
    return { personId, unitId };
  });
  return { key, name: key, holdings };
}

export function organisation(parts: {
  people: readonly Person[];
  units?: readonly Unit[];
  roles?: readonly Role[];
  groups?: readonly Group[];
  fallbackGroup?: string;
}): Organisation {
  return {
    people: new Map(parts.people.map((one) => [one.id, one])),
    units: new Map((parts.units ?? []).map((one) => [one.id, one])),
    roles: new Map((parts.roles ?? []).map((one) => [one.key, one])),
    groups: new Map((parts.groups ?? []).map((one) => [one.key, one])),
    fallbackGroup: parts.fallbackGroup ?? null,
  };
}

export function group(key: string, ...memberIds: readonly string[]): Group {
  return { key, name: key, memberIds };
}

export function actor(id: string, permissions: readonly Permission[] = ['document.create', 'approval.act']): Actor {
  return { ...person(id), permissions: new Set(permissions), roles: [] };
}
