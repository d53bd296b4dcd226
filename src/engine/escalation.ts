import { type Asking, canAct } from './asking.js';
import type { EscalationTarget } from './definition.js';
import { type ApprovalDocument, type Approver, awaitedPlaces, type Step } from './document.js';
import type { Escalated } from './event.js';
import type { LadderFacts } from './facts.js';
import { managersUpwards, type Person } from './organisation.js';
import { nominate } from './route-people.js';
import { headsUpwards } from './stand-ins.js';
import { askingInPlaceOf } from './take-over.js';

/** Who may act from now on beside each approver who has not voted, by person and approver; nobody where nobody can. */
export function escalatedTo(
  targets: readonly EscalationTarget[],
  step: Step,
  document: ApprovalDocument,
  ladder: LadderFacts,
): readonly Escalated[] {
  const found = awaitedPlaces(step).flatMap((place) => {
    const asking = askingInPlaceOf(place, step, document, ladder);
    return targets.flatMap((target) =>
      peopleFor(target, place, asking).map(({ id }): Escalated => {
        return { personId: id, forId: place.personId, as: target.kind };
      }),
    );
  });
  return found.filter((one, at) => at === found.findIndex((other) => isSame(one, other))).toSorted(byPerson);
}

/** A manager or head is the approver's own; where that one cannot act, the next above who can. */
function peopleFor(target: EscalationTarget, { personId }: Approver, asking: Asking): readonly Person[] {
  const { organisation } = asking;
  const approver = organisation.people.get(personId);
  const isAble = (person: Person | undefined): person is Person => canAct(person, asking);
  switch (target.kind) {
    case 'manager': {
      const above = approver === undefined ? [] : managersUpwards(organisation, approver);
      const able = above.slice((target.level ?? 1) - 1).filter(isAble);
      return able.slice(0, 1);
    }
    case 'unit_head': {
      const above = approver === undefined ? [] : headsUpwards(approver, organisation);
      const able = above.map(({ person }) => person).filter(isAble);
      return able.slice(0, 1);
    }
    default:
      return nominate(target, asking)
        .map(({ person }) => person)
        .filter(isAble);
  }
}

function isSame(one: Escalated, other: Escalated): boolean {
  return one.personId === other.personId && one.forId === other.forId;
}

function byPerson(a: Escalated, b: Escalated): number {
  return JSON.stringify([a.personId, a.forId]) < JSON.stringify([b.personId, b.forId]) ? -1 : 1;
}
