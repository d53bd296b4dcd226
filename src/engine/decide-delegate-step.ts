import { commentCharsMax, type DelegateStep } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import { isBarred, mayAct } from './delegation/acting-for.js';
import { type ApprovalDocument, type Approver, approverOf, hasVotedOn, type Step, stepById } from './document.js';
import type { Facts } from './facts.js';
import type { Refusal, Unable } from './refusal.js';
import { firstRefusal, unlessOthers, unlessShort, unlessStatus } from './refusal-checks.js';
import { decidedAlready, unlessOpen } from './voting-place.js';

/** People to whom one approver may give the same step: with more of them, nobody knows who is to decide. */
export const givenMax = 5;

/** An approver lets somebody else act beside them on one step: in their own place, which they keep. */
export function decideDelegateStep(document: ApprovalDocument, command: DelegateStep, facts: Facts): Decision {
  const step = stepById(document, command.stepId);
  const refusal = firstRefusal(
    () => unlessOthers(document, command.actorId),
    () => unlessStatus(document, ['pending']),
    () => (step === undefined ? { code: 'no-such-step' } : unlessAwaited(step, command)),
    () => (facts.settings.allowsDelegation ? undefined : { code: 'delegation-off' }),
    () => unlessShort(command.note, commentCharsMax),
    () => step && unlessAble(document, step, command, facts),
  );
  if (refusal !== undefined) return refuse(refusal);
  const { stepId, actorId: forId, toId: personId, note } = command;
  const ground = { kind: 'step', note } as const;
  return accept({ type: 'approval-delegated', documentId: document.id, stepId, personId, forId, ground });
}

function unlessAwaited(step: Step, { actorId, opening }: DelegateStep): Refusal | undefined {
  const place = approverOf(step, actorId);
  if (place === undefined) return { code: 'not-an-approver', step: step.name };
  return decidedAlready(step, place, actorId) ?? unlessOpen(step, opening);
}

function unlessAble(document: ApprovalDocument, step: Step, command: DelegateStep, facts: Facts): Refusal | undefined {
  const place = approverOf(step, command.actorId);
  const why = place && unable(document, step, place, command.toId, facts);
  return why && { code: 'unable-person', personId: command.toId, why };
}

function unable(
  document: ApprovalDocument,
  step: Step,
  place: Approver,
  toId: string,
  { newcomer }: Facts,
): Unable | undefined {
  if (newcomer?.active !== true) return 'inactive';
  if (!mayAct(newcomer)) return 'may-not-act';
  if (toId === document.submitterId) return 'submitter';
  if (toId === place.personId) return 'oneself';
  if (document.authorIds.includes(toId)) return 'author';
  if (isBarred(document, place, toId)) return 'chose-approver';
  if (isAskedThere(step, place, toId)) return 'asked';
  return givenBy(step, place.personId) >= givenMax ? 'given-enough' : undefined;
}

/** To how many people this approver has given the step. */
export function givenBy({ deputies }: Step, approverId: string): number {
  return deputies.filter(({ forId, ground }) => forId === approverId && ground.kind === 'step').length;
}

/** An approver, somebody who has voted for another, or who was given this very place before. */
function isAskedThere(step: Step, { personId: forId }: Approver, toId: string): boolean {
  if (approverOf(step, toId) !== undefined || hasVotedOn(step, toId)) return true;
  return step.deputies.some((one) => one.personId === toId && one.forId === forId && one.ground.kind === 'step');
}
