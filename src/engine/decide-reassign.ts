import { commentCharsMax, type Reassign } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import { mayAct } from './delegation/acting-for.js';
import { type ApprovalDocument, approverOf, hasVotedOn, openPlacesOf, type Step, stepById } from './document.js';
import type { Facts } from './facts.js';
import type { Refusal, Unable } from './refusal.js';
import { firstRefusal, unlessOthers, unlessStatus, unlessWorded } from './refusal-checks.js';
import { decidedAlready } from './voting-place.js';

/**
 * Somebody who keeps the company running puts another person on a step that waits: never themselves, never on their
 * own document, and never in the place of a vote that was cast.
 */
export function decideReassign(document: ApprovalDocument, command: Reassign, facts: Facts): Decision {
  const step = stepById(document, command.stepId);
  const refusal = firstRefusal(
    () => unlessOthers(document, command.actorId),
    () => unlessStatus(document, ['pending']),
    () => (step === undefined ? { code: 'no-such-step' } : unlessReplaceable(step, command.fromId)),
    () => unlessWorded(command.reason, commentCharsMax),
    () => unlessAble(document, step, command, facts),
  );
  if (refusal !== undefined) return refuse(refusal);
  const { stepId, fromId: from, toId: to, actorId: by, reason } = command;
  return accept({ type: 'step-reassigned', documentId: document.id, stepId, from, to, by, reason });
}

function unlessReplaceable(step: Step, fromId: string | null): Refusal | undefined {
  const leaving = fromId === null ? null : approverOf(step, fromId);
  if (leaving === undefined) return { code: 'not-an-approver', step: step.name };
  const decided = leaving === null ? undefined : decidedAlready(step, leaving, leaving.personId);
  if (decided !== undefined) return decided;
  const waits = step.status === 'waiting' || step.status === 'pending';
  return waits ? undefined : { code: 'step-closed', step: step.name, at: step.closedAt };
}

function unlessAble(
  document: ApprovalDocument,
  step: Step | undefined,
  command: Reassign,
  facts: Facts,
): Refusal | undefined {
  const why = unable(document, step, command, facts);
  return why && { code: 'unable-person', personId: command.toId, why };
}

function unable(
  document: ApprovalDocument,
  step: Step | undefined,
  { toId, fromId, actorId }: Reassign,
  { newcomer }: Facts,
): Unable | undefined {
  if (newcomer?.active !== true) return 'inactive';
  if (!mayAct(newcomer)) return 'may-not-act';
  if (toId === document.submitterId) return 'submitter';
  if (toId === actorId) return 'oneself';
  if (document.authorIds.includes(toId)) return 'author';
  if (step !== undefined && (approverOf(step, toId) !== undefined || hasVotedOn(step, toId))) return 'asked';
  return fromId === null && step !== undefined && openPlacesOf(step) === 0 ? 'no-place' : undefined;
}
