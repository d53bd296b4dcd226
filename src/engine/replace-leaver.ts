import type { Nominee } from './asking.js';
import type { ReplaceLeaver } from './command.js';
import { delegatesOf } from './delegation/acting-for.js';
import { type ApprovalDocument, type Approver, approverOf, awaitedPlaces, hasVotedOn, type Step } from './document.js';
import type { ApproverLeft } from './event.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import type { Person } from './organisation.js';
import { standInFor } from './stand-ins.js';
import { askingInPlaceOf, knownLadder } from './take-over.js';

/**
 * Somebody who has left is replaced wherever their vote is missing, on open steps and on those that are still to open: by
 * whom they gave their approvals to, else by whoever would have stood in for them when the route was made.
 */
export function replaceLeaver(
  document: ApprovalDocument,
  { personId }: ReplaceLeaver,
  facts: Facts,
  now: Instant,
): readonly ApproverLeft[] {
  if (!waitsFor(document, personId)) return [];
  const leaver = knownLadder(facts).organisation.people.get(personId);
  if (leaver?.active !== false) return [];
  return document.steps.flatMap((step) => {
    const place = waitingPlace(step, personId);
    return place === undefined ? [] : [replaced(leaver, place, step, document, facts, now)];
  });
}

/** Whether there is anything to replace this person in. */
export function waitsFor({ steps }: ApprovalDocument, personId: string): boolean {
  return steps.some((step) => waitingPlace(step, personId) !== undefined);
}

/** The place of somebody whose vote a step waits for, or will when it opens. */
export function waitingPlace(step: Step, personId: string): Approver | undefined {
  const place = step.status === 'pending' || step.status === 'waiting' ? approverOf(step, personId) : undefined;
  return place?.vote === null ? place : undefined;
}

function replaced(
  leaver: Person,
  place: Approver,
  step: Step,
  document: ApprovalDocument,
  facts: Facts,
  now: Instant,
): ApproverLeft {
  const asking = askingInPlaceOf(place, step, document, knownLadder(facts));
  const [found] = [...delegates(document, step, leaver.id, facts, now), ...standInFor(leaver, asking)];
  const personId = found?.person?.id;
  const successor = found && personId !== undefined ? { personId, reasons: [found.reason] } : null;
  const leavesPlace = successor === null && !canApproveWithout(step, leaver.id);
  const about = { documentId: document.id, stepId: step.id, personId: leaver.id };
  return { type: 'approver-left', ...about, successor, leavesPlace };
}

/** Whom they gave their approvals to, at this moment; the nearest first. */
function delegates(
  document: ApprovalDocument,
  step: Step,
  leaverId: string,
  facts: Facts,
  now: Instant,
): readonly Nominee[] {
  const ground = JSON.stringify(['stand-in', 'delegate', leaverId]);
  return delegatesOf(document, step, leaverId, facts, now)
    .filter(({ personId }) => !hasVotedOn(step, personId))
    .toSorted((a, b) => a.path.length - b.path.length)
    .map(({ personId }) => {
      return {
        person: facts.deputies.get(personId),
        reason: { kind: 'stand-in', as: 'delegate', for: leaverId },
        ground,
      };
    });
}

/** Whether the others on a step are enough: where one approval is, and somebody is left who can still give it. */
export function canApproveWithout(step: Step, personId: string): boolean {
  const others = awaitedPlaces(step).filter((place) => place.personId !== personId);
  return step.rule.approveWhen === 'any' && others.length > 0;
}
