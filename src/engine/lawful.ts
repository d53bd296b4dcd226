import { type ApprovalDocument, approverOf, hasVotedOn, openPlacesOf, type Step, stepById } from './document.js';
import type {
  DocumentCompleted,
  DomainEvent,
  LaterEvent,
  StageOpened,
  StepCompleted,
  StepReassigned,
} from './event.js';
import type { Instant } from './instant.js';
import { unlawfulAnswer, unlawfulNudge, unlawfulQuestion } from './lawful-questions.js';
import { unlawfulSubmit } from './lawful-submit.js';
import { unlawfulBySystem } from './lawful-system.js';
import { unlawfulDelegation, unlawfulVote } from './lawful-votes.js';
import { isRejected } from './policy/apply-policies.js';
import { isComplete, progressOf } from './progress.js';
import { systemId } from './system.js';
import { outcomeOf } from './vote-rule.js';

/** Who is said to have caused an event, and when. */
export interface Deed {
  readonly actorId: string | null;
  readonly at: Instant;
}

/**
 * What is wrong with an event that claims to have happened to this document by this person then; undefined when the rules
 * allow it. `decide` never makes such an event: this is for trails that somebody else may have written to.
 */
export function unlawful(document: ApprovalDocument | undefined, event: DomainEvent, deed: Deed): string | undefined {
  if (event.type === 'document-created') {
    if (document !== undefined) return 'the document exists already';
    return event.submitterId === deed.actorId ? undefined : 'somebody else created it';
  }
  return document === undefined ? 'nothing was created before' : unlawfulLater(document, event, deed);
}

function unlawfulLater(document: ApprovalDocument, event: LaterEvent, deed: Deed): string | undefined {
  const { actorId, at } = deed;
  if (document.deletedAt !== null) return 'it was deleted before';
  switch (event.type) {
    case 'document-edited':
      return isWritable(document) ? bySubmitter(document, actorId) : 'it could not be edited then';
    case 'document-submitted':
      if (!isWritable(document)) return 'it could not be submitted then';
      return unlawfulSubmit(document, event) ?? bySubmitter(document, actorId);
    case 'stage-opened':
      return unlawfulOpening(document, event);
    case 'step-voted':
      return unlawfulVote(document, event, deed);
    case 'step-completed':
      return unlawfulCompletion(document, event);
    case 'step-reassigned':
      return unlawfulReassignment(document, event, actorId);
    case 'approval-delegated':
      return unlawfulDelegation(document, event, deed);
    case 'question-asked':
      return unlawfulQuestion(document, event, deed);
    case 'question-answered':
      return bySubmitter(document, actorId) ?? unlawfulAnswer(document, event);
    case 'document-nudged':
      return bySubmitter(document, actorId) ?? unlawfulNudge(document, event, at);
    case 'delegation-expired':
    case 'step-reminded':
    case 'step-escalated':
    case 'step-expired':
    case 'approver-left':
    case 'document-expiring':
      return bySystem(actorId) ?? unlawfulBySystem(document, event, at);
    case 'document-approved':
      return isPending(document) && isComplete(progressOf(document.steps)) ? undefined : 'not every step was approved';
    case 'document-rejected':
      return isPending(document) && isRejectable(document) ? undefined : 'no step was rejected, and no policy said so';
    case 'document-returned':
      return isPending(document) && hasStep(document, 'returned') ? undefined : 'no step was returned';
    case 'document-cancelled':
      if (event.because !== undefined) return bySystem(actorId) ?? unlawfulBySystem(document, event, at);
      return isPending(document) || isWritable(document) ? bySubmitter(document, actorId) : 'it was closed already';
    case 'document-completed':
      return unlawfulCarryingOut(document, event, actorId);
    case 'document-deleted':
      return document.status === 'draft' ? bySubmitter(document, actorId) : 'it was no draft any more';
  }
}

function isRejectable(document: ApprovalDocument): boolean {
  return document.steps.length === 0 ? isRejected(document.findings) : hasStep(document, 'rejected');
}

function unlawfulOpening(document: ApprovalDocument, { stage, dueAt, ladderAt }: StageOpened) {
  const here = document.steps.filter((step) => step.stage === stage);
  const before = document.steps.filter((step) => step.stage < stage);
  const isDue = here.length > 0 && here.every((step) => step.status === 'waiting');
  if (!isPending(document) || !isDue) return 'the stage could not open';
  if (before.some((step) => step.status !== 'approved')) return 'the stage opened before its turn';
  const timed = here.flatMap(({ id, sla }) => (sla === null ? [] : [{ id, rungs: sla.ladder.length }]));
  const ids = String(timed.map(({ id }) => id).sort());
  if (ids !== String(Object.keys(dueAt).sort())) return 'its due times are not those of its steps';
  const isLadder = ids === String(Object.keys(ladderAt).sort());
  if (!isLadder || timed.some(({ id, rungs }) => ladderAt[id]?.length !== rungs))
    return 'its ladders are not those of its steps';
  return undefined;
}

function unlawfulReassignment(document: ApprovalDocument, event: StepReassigned, actorId: string | null) {
  const step = stepById(document, event.stepId);
  if (!isPending(document) || step === undefined || !waits(step)) return 'the step did not wait for anybody';
  if (event.by !== actorId) return 'it names somebody else as who did it';
  if (event.by === document.submitterId) return 'the submitter chose who decides';
  if (event.reason.trim() === '') return 'no reason was given';
  return unlawfulPlace(step, event) ?? unlawfulNewcomer(document, step, event);
}

function unlawfulPlace(step: Step, { from }: StepReassigned): string | undefined {
  if (from === null) return openPlacesOf(step) > 0 ? undefined : 'there was no free place on the step';
  const leaving = approverOf(step, from);
  if (leaving === undefined) return 'who was replaced was not on the step';
  return leaving.vote === null ? undefined : 'who was replaced had voted';
}

function unlawfulNewcomer(document: ApprovalDocument, step: Step, { to, by }: StepReassigned): string | undefined {
  if (to === by) return 'somebody put themselves on the step';
  if (to === document.submitterId) return 'the submitter was put on the step';
  if (document.authorIds.includes(to)) return 'who was put there wrote what led to this step';
  if (hasVotedOn(step, to)) return 'who was put there had voted on the step for another';
  return approverOf(step, to) === undefined ? undefined : 'who was put there was on the step already';
}

function waits({ status }: Step): boolean {
  return status === 'waiting' || status === 'pending';
}

function unlawfulCompletion(document: ApprovalDocument, event: StepCompleted) {
  const step = stepById(document, event.stepId);
  if (step?.status !== 'pending') return 'the step was not open';
  return outcomeOf(step) === event.outcome ? undefined : 'the votes do not say so';
}

function unlawfulCarryingOut(document: ApprovalDocument, { by }: DocumentCompleted, actorId: string | null) {
  if (document.status !== 'approved') return 'it was not approved';
  return by === null || by === actorId ? undefined : 'it names somebody else as who did it';
}

function bySubmitter(document: ApprovalDocument, actorId: string | null): string | undefined {
  return actorId === document.submitterId ? undefined : 'somebody else than the submitter did it';
}

function bySystem(actorId: string | null): string | undefined {
  return actorId === systemId ? undefined : 'a person did what only the system does';
}

function isPending({ status }: ApprovalDocument): boolean {
  return status === 'pending';
}

function isWritable({ status }: ApprovalDocument): boolean {
  return status === 'draft' || status === 'returned';
}

function hasStep(document: ApprovalDocument, status: Step['status']): boolean {
  return document.steps.some((step) => step.status === status);
}
