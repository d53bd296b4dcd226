import assert from 'node:assert/strict';
import type { Who } from '../../../src/engine/definition.js';
import type { Reason, Step } from '../../../src/engine/document.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { MemoryCompany } from '../../support/memory-store.js';
import type { ExpectedStep } from './expected-plan.js';

/** Whose request it is, about what, and who may not act on it whatever names them. */
export interface Asker {
  readonly submitterId: string;
  readonly values: FormValues;
  readonly authors: ReadonlySet<string>;
  readonly company: MemoryCompany;
}

/** Checks who a submit put on a step: every one of those its definition means, nobody else, and each for true reasons. */
export function checkAsked(step: Step, { definition, isBroken }: ExpectedStep, asker: Asker): void {
  const ids = step.approvers.map((approver) => approver.personId);
  assert.equal(new Set(ids).size, ids.length, 'nobody is on a step twice');
  for (const id of ids) {
    assert.equal(asker.company.people.get(id)?.active, true, `${id} is active`);
    assert.notEqual(id, asker.submitterId, 'the submitter is never asked');
    assert.ok(!asker.authors.has(id), 'who wrote what led here is never asked');
  }
  assert.ok(step.approvers.every(({ vote, reasons, putBy }) => vote === null && putBy === null && reasons.length > 0));

  const lines = definition.who.map((one) => expectedFor(one, asker));
  const expected = isBroken ? new Set<string>() : new Set(lines.flatMap((line) => [...line]));
  const missing = isBroken ? lines.length : lines.filter((line) => line.size === 0).length;
  const places = definition.rule.approveWhen === 'all' ? missing : Number(missing === lines.length);
  assert.equal(step.openPlaces, places, 'every place that nobody was found for waits for somebody');
  assert.deepEqual(new Set(ids), expected, 'everyone the definition leads to is asked, and nobody else');
  for (const { personId, reasons } of step.approvers) {
    for (const reason of reasons) if (reason.kind === 'stand-in') checkStandIn(personId, reason, asker);
  }
}

/** Who of those a line means can act; where nobody can, who stands nearest above each of them. */
function expectedFor(who: Who, asker: Asker): ReadonlySet<string> {
  const named = meant(who, asker);
  const able = named.filter((id) => isAble(id, asker));
  if (able.length > 0) return new Set(able);
  const known = named.filter((id) => asker.company.people.has(id));
  const away = known.length > 0 ? known : [asker.submitterId];
  return new Set(away.flatMap((id) => nearestAbove(id, asker).slice(0, 1)));
}

function nearestAbove(id: string, asker: Asker): readonly string[] {
  const { company } = asker;
  return standInsFor(id, company).filter((one) => isAble(one, asker));
}

/** Who stands in for somebody, the nearest first: those above, and lastly the company's fallback group. */
export function standInsFor(id: string, company: MemoryCompany): readonly string[] {
  const lastly = company.groups.get(company.fallbackGroup ?? '')?.memberIds ?? [];
  return [...managersAbove(id, company), ...headsAbove(id, company), ...lastly.toSorted()];
}

/** Whom one line of a template means, whether they can act or not. */
function meant(who: Who, asker: Asker): readonly string[] {
  const { submitterId, company, values } = asker;
  switch (who.kind) {
    case 'user':
      return [who.user];
    case 'manager':
      return [managersAbove(submitterId, company)[(who.level ?? 1) - 1] ?? ''];
    case 'unit_head':
      return headsAbove(submitterId, company)
        .filter((id) => id !== submitterId)
        .slice(0, 1);
    case 'role':
      return holdersMeant(who.role, asker);
    case 'group':
      return company.groups.get(who.group)?.memberIds ?? [];
    case 'field':
      return [values[who.field] ?? []].flat().map(String);
  }
}

/** The nearest level where somebody can act; where nobody can, the holders of all levels. */
function holdersMeant(role: string, asker: Asker): readonly string[] {
  const levels = holdersAbove(role, asker.submitterId, asker.company);
  return levels.find((level) => level.some((id) => isAble(id, asker))) ?? levels.flat();
}

/** Who holds a role for the unit of somebody, for the next above and so on, and lastly for everything. */
export function holdersAbove(role: string, personId: string, company: MemoryCompany): readonly (readonly string[])[] {
  const held = company.roles.get(role)?.holdings ?? [];
  const places = [...unitsAbove(personId, company), null];
  return places.map((unit) => held.filter((one) => one.unitId === unit).map((one) => one.personId));
}

function checkStandIn(personId: string, reason: Reason, asker: Asker): void {
  assert.ok(reason.kind === 'stand-in');
  const absentee = reason.for ?? asker.submitterId;
  assert.ok(!isAble(absentee, asker), 'only who cannot act is stood in for');
  const isAnyAble = (ids: readonly string[]) => ids.some((id) => isAble(id, asker));
  const { company } = asker;
  const isLast = isAnyAble(headsAbove(absentee, company)) ? 'unit_head' : 'fallback_group';
  const expected = isAnyAble(managersAbove(absentee, company)) ? 'manager' : isLast;
  assert.equal(reason.as, expected, 'a manager comes before a head, and a head before everybody else');
  assert.equal(personId, nearestAbove(absentee, asker)[0], 'the nearest above stands in');
}

function isAble(personId: string, { submitterId, authors, company }: Asker): boolean {
  return personId !== submitterId && !authors.has(personId) && company.people.get(personId)?.active === true;
}

export function managersAbove(personId: string, company: MemoryCompany): readonly string[] {
  const above = chain(personId, (id) => company.people.get(id)?.managerId);
  return above.slice(1).filter((id) => company.people.has(id));
}

export function headsAbove(personId: string, company: MemoryCompany): readonly string[] {
  return unitsAbove(personId, company).flatMap((id) => company.units.get(id)?.headId ?? []);
}

export function unitsAbove(personId: string, company: MemoryCompany): readonly string[] {
  const own = company.people.get(personId)?.unitId;
  return own ? chain(own, (id) => company.units.get(id)?.parentId) : [];
}

/** Follows a link until it ends or comes round. */
function chain(start: string, next: (id: string) => string | null | undefined): readonly string[] {
  const passed = [start];
  for (let id = next(start); id && !passed.includes(id); id = next(id)) passed.push(id);
  return passed;
}
