import { actingFor } from './delegation/acting-for.js';
import { type ApprovalDocument, type Approver, awaitedPlaces, hasVotedOn, type Step } from './document.js';
import type { ApprovalDelegated, DelegationExpired } from './event.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import { isRecorded, recording } from './voting-place.js';

/**
 * Records who acts for whom at this moment on the steps that are open, where no event says so yet, and takes off those who
 * do not any more. Who has voted stays, with how they came to it.
 */
export function syncDelegations(
  document: ApprovalDocument,
  facts: Facts,
  now: Instant,
): readonly (ApprovalDelegated | DelegationExpired)[] {
  const open = document.steps.filter(({ status }) => status === 'pending');
  return open.flatMap((step) => awaitedPlaces(step).flatMap((place) => synced(place, step, document, facts, now)));
}

function synced(
  { personId: forId }: Approver,
  step: Step,
  document: ApprovalDocument,
  facts: Facts,
  now: Instant,
): readonly (ApprovalDelegated | DelegationExpired)[] {
  const acting = actingFor(document, step, forId, facts, now);
  const over = step.deputies
    .filter(({ ground, ...one }) => ground.kind === 'delegation' && one.forId === forId)
    .filter(({ personId }) => !acting.some((one) => one.personId === personId))
    .map(({ personId }): DelegationExpired => {
      return { type: 'delegation-expired', documentId: document.id, stepId: step.id, personId, forId };
    });
  const begun = acting
    .filter((one) => !isRecorded(step, one) && !hasVotedOn(step, one.personId))
    .map((one) => recording(step, one, document));
  return [...over, ...begun];
}
