import type { Who } from '../definition.js';
import type { Person } from '../organisation.js';
import type { Difference } from './plan-apply.js';
import type { StoredCompany } from './stored-company.js';
import type { Excess } from './upload-limits.js';
import { type AskingCompany, askingCompany, linesInUse } from './who-is-asked.js';

/** People that one sentence names before it counts the rest. */
const NAMED_MAX = 3;

/** Somebody whose documents a line would bring to the author, who was not asked for them, or not alone. */
interface Gain {
  readonly who: Who;
  readonly person: Person;
  readonly isAlone: boolean;
}

/**
 * Nobody brings others' steps to themselves, be it by moving people or by taking others away: every line that steps in
 * use ask by is followed for everybody, before and after. Somebody new had no steps that could be brought anywhere.
 */
export function gainedSteps(
  difference: Difference,
  before: StoredCompany,
  after: StoredCompany,
  uploaderId: string,
): readonly Excess[] {
  const { people, units, roles, groups } = difference;
  if ([people, units, roles, groups].every((changes) => changes.length === 0)) return [];
  const gains = gainsOf(linesOf(before, after), askingCompany(before), askingCompany(after), uploaderId);
  const told = new Map<string, { readonly entry: string; readonly what: string; readonly names: string[] }>();
  for (const { who, person, isAlone } of gains) {
    const entry = entryOf(who, person, difference);
    const what = `it ${isAlone ? 'leaves nobody but you' : 'brings you in'} where steps ask ${lineText(who, after)}`;
    const one = told.get(JSON.stringify([entry, what])) ?? { entry, what, names: [] };
    one.names.push(person.name);
    told.set(JSON.stringify([entry, what]), one);
  }
  return [...told.values()].map(({ entry, what, names }) => ({ entry, message: `${what}, for ${namesText(names)}` }));
}

/** Of what is in use already: whoever writes another definition by the same upload is never asked by that. */
function linesOf(before: StoredCompany, after: StoredCompany): readonly Who[] {
  const everyones = new Set(after.roles.filter((role) => role.everyone).map((role) => role.key));
  const basic: readonly Who[] = [{ kind: 'manager', level: 1 }, { kind: 'unit_head' }];
  // Where everybody is asked, nobody is brought in, and to follow that for everybody would take long.
  return [...basic, ...linesInUse(before)].filter((who) => who.kind !== 'role' || !everyones.has(who.role));
}

function gainsOf(
  lines: readonly Who[],
  before: AskingCompany,
  after: AskingCompany,
  uploaderId: string,
): readonly Gain[] {
  const gainOf = (who: Who, had: Person, has: Person, person = has): readonly Gain[] => {
    const asked = after.whoIsAsked(who, has);
    if (!asked.includes(uploaderId)) return [];
    const former = before.whoIsAsked(who, had);
    const isAlone = asked.length === 1;
    return former.includes(uploaderId) && (!isAlone || former.length === 1) ? [] : [{ who, person, isAlone }];
  };
  const gains: Gain[] = [];
  for (const person of after.organisation.people.values()) {
    const known = before.organisation.people.get(person.id);
    if (known === undefined || person.id === uploaderId) continue;
    if (person.active) for (const who of lines) gains.push(...gainOf(who, known, person));
    // Whatever line brought them there, their place on steps that are open goes to who stands in for them.
    else gains.push(...gainOf({ kind: 'user', user: person.id }, someone, someone, person));
  }
  return gains;
}

/** Nobody in particular, where it does not matter who submits. */
const someone: Person = { id: '', name: '', email: '', active: true, unitId: null, managerId: null };

/** What to look at: the person who was moved, or the group; nothing in particular for what follows from elsewhere. */
function entryOf(who: Who, { id }: Person, { people, groups }: Difference): string {
  if (people.some((change) => (change.after ?? change.before).id === id)) return `people/${id}`;
  const isGroup = who.kind === 'group' && groups.some((change) => (change.after ?? change.before).key === who.group);
  return isGroup ? `groups/${who.group}` : '';
}

function lineText(who: Who, { roles, groups, people }: StoredCompany): string {
  switch (who.kind) {
    case 'user':
      return people.find(({ id }) => id === who.user)?.name ?? who.user;
    case 'role':
      return `the role ${roles.find(({ key }) => key === who.role)?.name ?? who.role}`;
    case 'group':
      return `the group ${groups.find(({ key }) => key === who.group)?.name ?? who.group}`;
    case 'field':
      return `whom the form's field "${who.field}" names`;
    case 'manager':
      return who.level === undefined || who.level === 1 ? 'the manager' : `the manager ${who.level} levels up`;
    case 'unit_head':
      return 'the head of the unit';
  }
}

function namesText(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, NAMED_MAX).join(', '), names.length - NAMED_MAX];
  return more > 0 ? `${shown} and ${more} more` : shown;
}
