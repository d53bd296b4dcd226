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

/** Approve, reject and return: one vote by a person who was put on an open step. */
export function decideVote(document: ApprovalDocument, command: Decide, facts: Facts, now: Instant): Decision {
  const step = stepById(document, command.stepId);
  const refusal = firstRefusal(
    () => unlessOthers(document, command.actorId),
    () => unlessPutOneself(document, step, command.actorId),
    () => unlessStatus(document, ['pending']),
    () => unlessSeen(document, command.seen, facts),
    () => (step === undefined ? { code: 'no-such-step' } : unlessMayVote(step, command)),
    () => (command.kind === 'approve' ? unlessShort : unlessWorded)(command.comment, commentCharsMax),
  );
  if (refusal !== undefined) return refuse(refusal);

  const voted: StepVoted = {
    type: 'step-voted',
    documentId: document.id,
    stepId: command.stepId,
    personId: command.actorId,
    decision: command.kind,
    comment: command.comment,
    dataRevision: document.dataRevision,
  };
  return accept(voted, ...consequencesOf(evolve(document, voted, now), command.stepId, facts, now));
}

/** Nobody votes on a step that they caused to reach them, by hand or by a definition that they wrote. */
function unlessPutOneself(document: ApprovalDocument, step: Step | undefined, personId: string): Refusal | undefined {
  if (document.authorIds.includes(personId)) return { code: 'put-oneself', how: 'wrote-the-definition' };
  const putBy = step && approverOf(step, personId)?.putBy;
  return putBy === personId ? { code: 'put-oneself', how: 'reassigned' } : undefined;
}

function unlessMayVote(step: Step, command: Decide): Refusal | undefined {
  const approver = approverOf(step, command.actorId);
  if (approver === undefined) return { code: 'not-an-approver', step: step.name };
  if (approver.vote !== null) {
    const { decision, at } = approver.vote;
    return { code: 'already-decided', step: step.name, decision, at };
  }
  if (step.status === 'waiting' || step.opening !== command.opening) return { code: 'step-not-open', step: step.name };
  if (step.status !== 'pending') return { code: 'step-closed', step: step.name, at: step.closedAt };
  return undefined;
}
