import { type Asking, canAct, type Nominee } from './asking.js';
import type { StepDefinition, VoteRule, Who } from './definition.js';
import type { Reason } from './document.js';
import type { FormValues } from './form/values.js';
import { managersUpwards, unitsUpwards } from './organisation.js';
import type { RouteApprover } from './route.js';
import { headsUpwards, standIns } from './stand-ins.js';

/** Who is asked on a step, and how many places wait for somebody to be put there. */
export interface FoundPeople {
  readonly approvers: readonly RouteApprover[];
  readonly openPlaces: number;
}

export function peopleFor({ who, rule }: AskedBy, asking: Asking): FoundPeople {
  const asked = who.map((one) => askedFor(one, asking));
  return { approvers: onePerHuman(asked.flat()), openPlaces: unfilled(rule, asked) };
}

/** Whoever can be found. */
export function approversFor(step: AskedBy, asking: Asking): readonly RouteApprover[] {
  return peopleFor(step, asking).approvers;
}

/** Of a step whose condition failed: nobody is asked, and as many have to be put there as would have had to agree. */
export function nobodyFor({ who, rule }: AskedBy): FoundPeople {
  const nobody = who.map((): readonly Nominee[] => []);
  return { approvers: [], openPlaces: unfilled(rule, nobody) };
}

type AskedBy = Pick<StepDefinition, 'who' | 'rule'>;

/** Where all must agree, every line that leads to nobody leaves a place without which nothing passes: fail closed. */
function unfilled(rule: VoteRule, asked: readonly (readonly Nominee[])[]): number {
  const found = asked.filter((people) => people.length > 0).length;
  switch (rule.approveWhen) {
    case 'any':
      return found === 0 ? 1 : 0;
    case 'all':
      return asked.length - found;
  }
}

/** Whom one line of a template asks: those it means who can act, else those who stand in for them. */
function askedFor(who: Who, asking: Asking): readonly Nominee[] {
  const nominees = nominate(who, asking);
  const able = nominees.filter((nominee) => canAct(nominee.person, asking));
  return able.length > 0 ? able : standIns(nominees, asking);
}

/** Everybody whom one line of a template means, whether they can act or not. */
export function nominate(who: Who, asking: Asking): readonly Nominee[] {
  const { submitter, organisation } = asking;
  const personOf = (id: string) => organisation.people.get(id);
  switch (who.kind) {
    case 'user':
      return [{ person: personOf(who.user), reason: { kind: 'user' }, ground: 'user' }];
    case 'role':
      return holdersOf(who.role, asking);
    case 'group':
      return membersOf(who.group, asking);
    case 'field':
      return pickedIn(who.field, asking);
    case 'manager': {
      const level = who.level ?? 1;
      const person = managersUpwards(organisation, submitter)[level - 1];
      return [{ person, reason: { kind: 'manager', level }, ground: `manager ${level}` }];
    }
    case 'unit_head':
      return headsUpwards(submitter, organisation)
        .filter((nominee) => nominee.person?.id !== submitter.id)
        .slice(0, 1);
  }
}

/**
 * A role is searched from the submitter's unit upwards and ends at the first level where someone else can act; the
 * holders for the whole tenant come last.
 */
function holdersOf(roleKey: string, asking: Asking): readonly Nominee[] {
  const { submitter, organisation } = asking;
  const role = organisation.roles.get(roleKey);
  if (role === undefined) return [];
  const levels = [...unitsUpwards(organisation, submitter.unitId), null];
  const everyone: Nominee[] = [];
  for (const unit of levels) {
    const reason: Reason = { kind: 'role', role: role.name, unit: unit?.name ?? null };
    const ground = JSON.stringify(['role', role.key, unit?.id ?? null]);
    const here = role.holdings
      .filter((holding) => holding.unitId === (unit?.id ?? null))
      .map((holding): Nominee => ({ person: organisation.people.get(holding.personId), reason, ground }));
    if (here.some((nominee) => canAct(nominee.person, asking))) return here;
    everyone.push(...here);
  }
  return everyone;
}

function membersOf(groupKey: string, { organisation }: Asking): readonly Nominee[] {
  const group = organisation.groups.get(groupKey);
  const ground = JSON.stringify(['group', groupKey]);
  return (group?.memberIds ?? []).map((id) => {
    return { person: organisation.people.get(id), reason: { kind: 'group', group: group?.name ?? groupKey }, ground };
  });
}

function pickedIn(fieldName: string, { organisation, form, values }: Asking): readonly Nominee[] {
  const label = form.find(({ name }) => name === fieldName)?.label ?? fieldName;
  const ground = JSON.stringify(['field', fieldName]);
  return peopleIn(values, fieldName).map((id) => {
    return { person: organisation.people.get(id), reason: { kind: 'field', field: label }, ground };
  });
}

/** The people a field's value names: one, or a list, by their ids. */
export function peopleIn(values: FormValues, fieldName: string): readonly string[] {
  const value: unknown = Object.hasOwn(values, fieldName) ? values[fieldName] : undefined;
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  return ids.filter((id) => typeof id === 'string');
}

/** Sorted and without repeats, so that neither the order of rows nor being named twice looks like another route. */
function onePerHuman(nominees: readonly Nominee[]): readonly RouteApprover[] {
  const people = new Map<string, Map<string, Reason>>();
  for (const { person, reason, ground } of nominees) {
    if (person === undefined) continue;
    const reasons = people.get(person.id) ?? new Map<string, Reason>();
    people.set(person.id, reasons.set(ground, reason));
  }
  const sorted = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([personId, reasons]) => ({
    personId,
    reasons: [...reasons.values()],
    grounds: [...reasons.keys()],
  }));
}
