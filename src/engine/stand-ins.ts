import { type Asking, canAct, type Nominee } from './asking.js';
import type { StandIn } from './document.js';
import { managersUpwards, type Organisation, type Person, unitsUpwards } from './organisation.js';

/**
 * The ladder when nobody that a line means can act: for each of them their manager, else the head of their unit; for
 * nobody at all, the submitter's own; else one of the company's fallback group. Where that finds nobody either the step
 * stays empty: it is stuck, never approved.
 */
export function standIns(nominees: readonly Nominee[], asking: Asking): readonly Nominee[] {
  const missing = new Map(nominees.flatMap(({ person }) => (person === undefined ? [] : [[person.id, person]])));
  // Once each and sorted: being named twice, or the order of rows, is no reason of its own.
  const byId = [...missing.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const absentees = byId.length > 0 ? byId : [asking.submitter];
  return absentees.flatMap((absentee) => standInFor(absentee, asking));
}

/** The first who can act of all who would stand in for somebody; nobody where nobody can. */
export function standInFor(absentee: Person, asking: Asking): readonly Nominee[] {
  const { submitter, organisation } = asking;
  const absent = absentee.id === submitter.id ? null : absentee.id;
  const asStandIn = (person: Person | undefined, as: StandIn): Nominee => {
    return { person, reason: { kind: 'stand-in', as, for: absent }, ground: JSON.stringify(['stand-in', as, absent]) };
  };
  const managers = managersUpwards(organisation, absentee).map((person) => asStandIn(person, 'manager'));
  const heads = headsUpwards(absentee, organisation).map(({ person }) => asStandIn(person, 'unit_head'));
  const lastly = fallbackMembers(organisation).map((person) => asStandIn(person, 'fallback_group'));
  return [...managers, ...heads, ...lastly].filter((nominee) => canAct(nominee.person, asking)).slice(0, 1);
}

/** In the order of their ids, so that the first who can act is always the same. */
function fallbackMembers({ fallbackGroup, groups, people }: Organisation): readonly (Person | undefined)[] {
  const members = fallbackGroup === null ? [] : (groups.get(fallbackGroup)?.memberIds ?? []);
  return members.toSorted().map((id) => people.get(id));
}

/** The heads of the units above somebody, nearest first. */
export function headsUpwards(person: Person, org: Organisation): readonly Nominee[] {
  return unitsUpwards(org, person.unitId).flatMap((unit): Nominee[] => {
    if (unit.headId === null) return [];
    const ground = JSON.stringify(['unit_head', unit.id]);
    return [{ person: org.people.get(unit.headId), reason: { kind: 'unit_head', unit: unit.name }, ground }];
  });
}
