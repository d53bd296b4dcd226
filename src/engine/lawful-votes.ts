import { givenBy, givenMax } from './decide-delegate-step.js';
import { isBarred } from './delegation/acting-for.js';
import { chainMax } from './delegation/delegation.js';
import { type ApprovalDocument, type Approver, approverOf, hasVotedOn, type Step, stepById } from './document.js';
import type { ApprovalDelegated, StepVoted } from './event.js';
import type { Instant } from './instant.js';
import type { Deed } from './lawful.js';
import { systemId } from './system.js';

/** What is wrong with a recorded vote, in the voter's own place or in another's. */
export function unlawfulVote(document: ApprovalDocument, event: StepVoted, { actorId, at }: Deed): string | undefined {
  const step = stepById(document, event.stepId);
  const { personId, onBehalfOf } = event;
  if (document.status !== 'pending' || step?.status !== 'pending') return 'the step was not open';
  if (personId !== actorId) return 'somebody voted for another';
  if (personId === document.submitterId) return 'the submitter voted';
  if (document.authorIds.includes(personId)) return 'the voter wrote what led to this step';
  const place = approverOf(step, onBehalfOf ?? personId);
  if (place === undefined) return 'the voter was not put on the step';
  if (place.putBy === personId) return 'the voter put themselves on the step';
  if (place.vote !== null || hasVotedOn(step, personId)) return 'it is a second vote';
  return onBehalfOf === undefined ? undefined : unlawfulDeputy(step, onBehalfOf, personId, at);
}

/** Whether somebody could act in another's place then, by what was recorded before. */
export function unlawfulDeputy(step: Step, forId: string, personId: string, at: Instant): string | undefined {
  if (approverOf(step, personId) !== undefined) return 'an approver of the step acted for another';
  const grounds = step.deputies.filter((one) => one.personId === personId && one.forId === forId);
  if (grounds.length === 0) return 'nobody had let them act for the other';
  const inForce = grounds.some(({ ground }) => ground.kind !== 'delegation' || at < ground.until);
  return inForce ? undefined : 'the delegation was over by then';
}

/** What is wrong with a recorded deputy: by themselves or by the system where a delegation is, else by the approver. */
export function unlawfulDelegation(
  document: ApprovalDocument,
  event: ApprovalDelegated,
  { actorId, at }: Deed,
): string | undefined {
  const step = stepById(document, event.stepId);
  if (document.status !== 'pending' || step?.status !== 'pending') return 'the step was not open';
  const place = approverOf(step, event.forId);
  if (place === undefined) return 'nobody asks on the step whom they should act for';
  if (place.vote !== null) return 'who should be acted for had voted';
  if (event.ground.kind === 'step' && givenBy(step, event.forId) >= givenMax) return 'it was given to too many already';
  return unlawfulGround(event, actorId, at) ?? unlawfulPerson(document, step, place, event.personId);
}

function unlawfulGround({ ground, personId, forId }: ApprovalDelegated, actorId: string | null, at: Instant) {
  if (ground.kind === 'step') return actorId === forId ? undefined : 'somebody else gave the step away';
  if (actorId !== personId && actorId !== systemId) return 'somebody else recorded it';
  if (ground.path.length === 0 || ground.path.length > chainMax) return 'no delegations lead there';
  return at < ground.until ? undefined : 'the delegation was over by then';
}

function unlawfulPerson(document: ApprovalDocument, step: Step, place: Approver, personId: string): string | undefined {
  if (isBarred(document, place, personId)) return 'they may never act there';
  if (hasVotedOn(step, personId)) return 'they had voted on the step';
  return approverOf(step, personId) === undefined ? undefined : 'they were asked on the step themselves';
}
