import type { Calendars } from '../calendar/calendar.js';
import type { Actor, Organisation, Role, RoleHolding } from '../organisation.js';
import { grantedBy } from '../permission.js';
import type { CompanyPerson } from './company.js';
import type { StoredCompany } from './stored-company.js';

/** A whole company in the form in which the rules ask for it. */
export interface CompanyDirectory {
  readonly organisation: Organisation;
  readonly calendars: Calendars;
  actor(personId: string): Actor | undefined;
}

type Known = Pick<StoredCompany, 'profile' | 'units' | 'people' | 'roles' | 'groups' | 'calendars'>;

export function directoryOf(company: Known): CompanyDirectory {
  const byId = new Map(company.people.map((person) => [person.id, person]));
  const holdings = holdingsOf(company.people);
  const roles = company.roles.map(({ key, name }): Role => ({ key, name, holdings: holdings.get(key) ?? [] }));
  return {
    organisation: {
      people: byId,
      units: byKey(company.units, (unit) => unit.id),
      roles: byKey(roles, (role) => role.key),
      groups: byKey(company.groups, (group) => group.key),
      fallbackGroup: company.profile?.fallbackGroup ?? null,
    },
    calendars: {
      byKey: byKey(company.calendars, (calendar) => calendar.key),
      defaultKey: company.profile?.calendar ?? null,
      timeZone: company.profile?.timeZone ?? 'UTC',
    },
    actor: (personId) => {
      const person = byId.get(personId);
      return person && actorOf(person, company);
    },
  };
}

function byKey<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [keyOf(one), one]));
}

/** In the order of the people's ids, as the database has them. */
function holdingsOf(people: readonly CompanyPerson[]): ReadonlyMap<string, readonly RoleHolding[]> {
  const holdings = new Map<string, RoleHolding[]>();
  for (const { id, grants } of people.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    for (const { role, unit } of grants) {
      const held = holdings.get(role) ?? [];
      holdings.set(role, held);
      held.push({ personId: id, unitId: unit });
    }
  }
  return holdings;
}

export function actorOf(person: CompanyPerson, { roles }: Pick<Known, 'roles'>): Actor {
  const permissions = person.grants.flatMap(({ role, unit }) => {
    const held = roles.find((one) => one.key === role);
    return held === undefined ? [] : grantedBy(held.permissions, unit);
  });
  const keys = new Set(person.grants.map((grant) => grant.role));
  return { ...person, permissions: new Set(permissions), roles: [...keys].sort() };
}
