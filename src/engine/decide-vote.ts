import { commentCharsMax, type Decide } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import { type ApprovalDocument, approverOf, type Step, stepById } from './document.js';
import type { StepVoted } from './event.js';
import { evolve } from './evolve.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import type { Refusal } from './refusal.js';
import { firstRefusal, unlessOthers, unlessSeen, unlessShort, unlessStatus, unlessWorded } from './refusal-checks.js';
import { consequencesOf } from './vote-consequences.js';
import { unlessMayAct, type VotingPlace, votingPlace } from './voting-place.js';

/** Approve, reject and return: one vote by a person who was put on an open step, or who may act for one. */
export function decideVote(document: ApprovalDocument, command: Decide, facts: Facts, now: Instant): Decision {
  const step = stepById(document, command.stepId);
  const refusal = firstRefusal(
    () => unlessOthers(document, command.actorId),
    () => unlessPutOneself(document, step, command.actorId),
    () => unlessStatus(document, ['pending']),
    () => unlessSeen(document, command.seen, facts),
    () => (step === undefined ? { code: 'no-such-step' } : unlessMayAct(document, step, command, facts, now)),
    () => (command.kind === 'approve' ? unlessShort : unlessWorded)(command.comment, commentCharsMax),
  );
  if (refusal !== undefined || step === undefined) return refuse(refusal ?? { code: 'no-such-step' });

  const place = votingPlace(document, step, command.actorId, facts, now);
  if (place === undefined) throw new Error(`${command.actorId} may vote on ${step.id} and has no place there`);
  const voted = vote(document, command, place);
  const events = [...place.before, voted];
  const after = events.reduce((state, event) => evolve(state, event, now), document);
  return accept(...events, ...consequencesOf(after, command.stepId, facts, now));
}

function vote(document: ApprovalDocument, command: Decide, { forId }: VotingPlace): StepVoted {
  const { actorId: personId, stepId, kind: decision, comment } = command;
  const { id: documentId, dataRevision } = document;
  const cast: StepVoted = { type: 'step-voted', documentId, stepId, personId, decision, comment, dataRevision };
  return forId === personId ? cast : { ...cast, onBehalfOf: forId };
}

/** Nobody votes on a step that they caused to reach them, by hand or by a definition that they wrote. */
function unlessPutOneself(document: ApprovalDocument, step: Step | undefined, personId: string): Refusal | undefined {
  if (document.authorIds.includes(personId)) return { code: 'put-oneself', how: 'wrote-the-definition' };
  const putBy = step && approverOf(step, personId)?.putBy;
  return putBy === personId ? { code: 'put-oneself', how: 'reassigned' } : undefined;
}
