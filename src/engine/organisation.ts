import type { Permission } from './permission.js';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly unitId: string | null;
  readonly managerId: string | null;
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly headId: string | null;
}

/** Someone holds a role for a unit and everything below it, or, with `unitId` null, for the whole tenant. */
export interface RoleHolding {
  readonly personId: string;
  readonly unitId: string | null;
}

export interface Role {
  readonly key: string;
  readonly name: string;
  readonly holdings: readonly RoleHolding[];
}

/** People who are asked together under one name. */
export interface Group {
  readonly key: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

/**
 * The part of the organisation that one route depends on: everyone a template could ask for a submitter, their
 * managers and the units above them with their heads, all the way up.
 */
export interface Organisation {
  readonly people: ReadonlyMap<string, Person>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Key of the group that is asked where nobody else is found; null where the company has none. */
  readonly fallbackGroup: string | null;
}

/** The acting person as they stand at the moment of the decision. */
export interface Actor extends Person {
  readonly permissions: ReadonlySet<Permission>;
  /** Keys of the roles held, for whatever unit, sorted. */
  readonly roles: readonly string[];
}

/** Units from the given one to the root. A cycle, which saving refuses, ends the walk instead of hanging it. */
export function unitsUpwards(organisation: Organisation, unitId: string | null): readonly Unit[] {
  const path: Unit[] = [];
  const seen = new Set<string>();
  for (let id = unitId; id !== null && !seen.has(id); ) {
    const unit = organisation.units.get(id);
    if (unit === undefined) break;
    seen.add(id);
    path.push(unit);
    id = unit.parentId;
  }
  return path;
}

/** The person's manager, that one's manager and so on. Bounded against cycles like `unitsUpwards`. */
export function managersUpwards(organisation: Organisation, person: Person): readonly Person[] {
  const chain: Person[] = [];
  const seen = new Set<string>([person.id]);
  for (let id = person.managerId; id !== null && !seen.has(id); ) {
    const manager = organisation.people.get(id);
    if (manager === undefined) break;
    seen.add(id);
    chain.push(manager);
    id = manager.managerId;
  }
  return chain;
}

/** Whether somebody holds a role for the unit of another, for one above it, or for everything. */
export function holdsRoleFor(organisation: Organisation, holderId: string, roleKey: string, person: Person): boolean {
  const units = new Set<string | null>(unitsUpwards(organisation, person.unitId).map(({ id }) => id)).add(null);
  const holdings = organisation.roles.get(roleKey)?.holdings ?? [];
  return holdings.some(({ personId, unitId }) => personId === holderId && units.has(unitId));
}
