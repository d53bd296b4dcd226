import type { ApprovalDocument, Step } from './document.js';
import type { DocumentSubmitted } from './event.js';
import { isRejected } from './policy/apply-policies.js';
import { progressBitsMax } from './progress.js';

/** What is wrong with a recorded submit, whoever did it and whenever; undefined when the rules would have made it. */
export function unlawfulSubmit(document: ApprovalDocument, event: DocumentSubmitted): string | undefined {
  if (event.round !== document.round + 1) return 'it is not the next round';
  if (document.number !== null && document.number !== event.number) return 'its number changed';
  return unlawfulRoute(document, event) ?? unlawfulHolds(document, event);
}

function unlawfulRoute({ submitterId }: ApprovalDocument, { steps, findings, authorIds }: DocumentSubmitted) {
  if (isRejected(findings) !== (steps.length === 0)) return 'its route is not what its policies led to';
  if (steps.length > progressBitsMax) return 'it has more steps than can be counted';
  const asked = steps.flatMap((step) => step.approvers.map(({ personId }) => personId));
  if (asked.includes(submitterId)) return 'the submitter is asked';
  if (asked.some((personId) => authorIds.includes(personId))) return 'somebody is asked who wrote what led to the step';
  if (!steps.every(isInOrder)) return 'its steps are not in order';
  return steps.every(isFresh) ? undefined : 'a step began with a vote, or with somebody put there by hand';
}

function isInOrder(step: Step, at: number, steps: readonly Step[]): boolean {
  const before = steps[at - 1];
  const stage = before === undefined ? 0 : before.stage;
  return step.bit === at && (step.stage === stage || (before !== undefined && step.stage === stage + 1));
}

function isFresh({ status, openedAt, replaced, approvers, problem, openPlaces }: Step): boolean {
  const untouched = approvers.every(({ vote, putBy }) => vote === null && putBy === null);
  if (!Number.isInteger(openPlaces) || openPlaces < 0) return false;
  return (
    status === 'waiting' && openedAt === null && replaced.length === 0 && untouched && !(problem && approvers.length)
  );
}

/** A document holds of its submitter's quotas alone, and only where it goes on. */
function unlawfulHolds({ submitterId }: ApprovalDocument, { holds, steps }: DocumentSubmitted): string | undefined {
  if (holds.length > 0 && steps.length === 0) return 'it holds a quota although it was rejected';
  const isDue = holds.every((hold) => hold.state === 'held' && hold.amount > 0 && hold.personId === submitterId);
  return isDue ? undefined : 'what it holds is not its submitter’s to hold';
}
