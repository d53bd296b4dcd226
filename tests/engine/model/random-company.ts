import fc from 'fast-check';
import type { Calendar, Calendars } from '../../../src/engine/calendar/calendar.js';
import type { Group, Person, Role, Unit } from '../../../src/engine/organisation.js';
import type { Permission } from '../../../src/engine/permission.js';
import type { MemoryCompany } from '../../support/memory-store.js';
import { auditor, ghost, groupKeys, officeCalendar, reassigner, roleKeys } from './names.js';
import { randomPolicies } from './random-policy.js';
import { randomTemplates } from './random-template.js';
import { randomTypes } from './random-type.js';

/** Small and crooked: circles of managers, heads without a unit, people who left, roles that nobody holds. */
export const randomCompany: fc.Arbitrary<MemoryCompany> = fc
  .record({ people: fc.integer({ min: 5, max: 9 }), units: fc.integer({ min: 1, max: 5 }) })
  .chain(({ people, units }) => {
    const personId = fc.nat({ max: people - 1 }).map(idOfPerson);
    return fc.record({
      people: fc.tuple(...times(people, (at) => randomPerson(at, units, personId))),
      permissions: fc.tuple(...times(people, (at) => randomPermissions(at))),
      units: fc.tuple(...times(units, (at) => randomUnit(at, personId))),
      roles: fc.tuple(...roleKeys.map((key) => randomRole(key, units, personId))),
      groups: fc.tuple(...groupKeys.map((key) => randomGroup(key, personId))),
      types: randomTypes,
      templates: randomTemplates(personId),
      policies: randomPolicies(personId),
      calendars: randomCalendars,
      fallback: fc.option(fc.constantFrom(...groupKeys), { freq: 2 }),
    });
  })
  .map((parts) => ({
    people: byId(parts.people),
    permissions: new Map(parts.permissions.map((held, at) => [idOfPerson(at), held])),
    units: byId(parts.units),
    roles: byKey(parts.roles),
    groups: byKey(parts.groups),
    types: byKey(parts.types),
    templates: byKey(parts.templates),
    policies: byKey(parts.policies),
    calendars: parts.calendars,
    delegations: new Map(),
    ...(parts.fallback !== null && { fallbackGroup: parts.fallback }),
  }));

function randomPerson(at: number, units: number, personId: fc.Arbitrary<string>): fc.Arbitrary<Person> {
  const id = idOfPerson(at);
  return fc.record({
    id: fc.constant(id),
    name: fc.constant(id.toUpperCase()),
    email: fc.constant(`${id}@example.com`),
    active: mostly(true, false, 9),
    unitId: fc.option(unitId(units), { freq: 5 }),
    managerId: fc.option(personId, { freq: 4 }),
  });
}

function randomPermissions(at: number): fc.Arbitrary<ReadonlySet<Permission>> {
  const staff: readonly Permission[] = ['document.create', 'approval.act'];
  if (idOfPerson(at) === auditor) return fc.constant(new Set([...staff, 'document.read_all', 'approval.reassign']));
  if (idOfPerson(at) === reassigner) return fc.constant(new Set([...staff, 'approval.reassign']));
  const fewer = fc.subarray([...staff], { maxLength: 1 });
  return fc
    .oneof({ weight: 12, arbitrary: fc.constant(staff) }, { weight: 1, arbitrary: fewer })
    .map((held) => new Set(held));
}

function randomUnit(at: number, personId: fc.Arbitrary<string>): fc.Arbitrary<Unit> {
  const id = idOfUnit(at);
  return fc.record({
    id: fc.constant(id),
    name: fc.constant(id.toUpperCase()),
    parentId: at === 0 ? fc.constant(null) : fc.nat({ max: at - 1 }).map(idOfUnit),
    headId: fc.option(personId, { freq: 3 }),
  });
}

function randomRole(key: string, units: number, personId: fc.Arbitrary<string>): fc.Arbitrary<Role> {
  const holding = fc.record({ personId, unitId: fc.option(unitId(units), { freq: 2 }) });
  const selector = (one: { personId: string; unitId: string | null }) => `${one.personId}@${one.unitId}`;
  const holdings = fc.uniqueArray(holding, { maxLength: 5, selector });
  return fc.record({ key: fc.constant(key), name: fc.constant(key.toUpperCase()), holdings });
}

function randomGroup(key: string, personId: fc.Arbitrary<string>): fc.Arbitrary<Group> {
  const member = fc.oneof({ weight: 9, arbitrary: personId }, { weight: 1, arbitrary: fc.constant(ghost) });
  const memberIds = fc.uniqueArray(member, { maxLength: 4 });
  return fc.record({ key: fc.constant(key), name: fc.constant(key.toUpperCase()), memberIds });
}

const office: Calendar = {
  ...{
    key: officeCalendar,
    name: 'Office',
    timeZone: 'Europe/Berlin',
    holidays: [{ date: '2027-01-01', name: 'New Year' }],
  },
  hours: {
    ...{ mon: office9to5(), tue: office9to5(), wed: office9to5(), thu: office9to5(), fri: office9to5() },
    ...{ sat: [], sun: [] },
  },
};

function office9to5() {
  return [{ from: '09:00', to: '17:00' }];
}

/** With an office, with one that counts where none is named, or without any. */
const randomCalendars: fc.Arbitrary<Calendars> = fc
  .record({ kind: fc.nat({ max: 2 }), timeZone: fc.constantFrom('UTC', 'Asia/Jakarta') })
  .map(({ kind, timeZone }) => ({
    byKey: new Map(kind === 0 ? [] : [[officeCalendar, office]]),
    defaultKey: kind === 2 ? officeCalendar : null,
    timeZone,
  }));

export function mostly<T>(usual: T, rare: T, weight: number): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(rare) });
}

function unitId(units: number): fc.Arbitrary<string> {
  return fc.nat({ max: units - 1 }).map(idOfUnit);
}

function idOfPerson(at: number): string {
  return `p${at}`;
}

function idOfUnit(at: number): string {
  return `u${at}`;
}

function times<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

function byId<T extends { id: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}

function byKey<T extends { key: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((one) => [one.key, one]));
}
