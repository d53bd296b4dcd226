import { type ApprovalDocument, approverOf, openPlacesOf, type Step, stepById } from './document.js';
import type {
  DocumentCompleted,
  DomainEvent,
  LaterEvent,
  StageOpened,
  StepCompleted,
  StepReassigned,
  StepVoted,
} from './event.js';
import { unlawfulSubmit } from './lawful-submit.js';
import { isRejected } from './policy/apply-policies.js';
import { isComplete, progressOf } from './progress.js';
import { outcomeOf } from './vote-rule.js';

/**
 * What is wrong with an event that claims to have happened to this document by this person; undefined when the rules
 * allow it. `decide` never makes such an event: this is for trails that somebody else may have written to.
 */
export function unlawful(
  document: ApprovalDocument | undefined,
  event: DomainEvent,
  actorId: string | null,
): string | undefined {
  if (event.type === 'document-created') {
    if (document !== undefined) return 'the document exists already';
    return event.submitterId === actorId ? undefined : 'somebody else created it';
  }
  return document === undefined ? 'nothing was created before' : unlawfulLater(document, event, actorId);
}

function unlawfulLater(document: ApprovalDocument, event: LaterEvent, actorId: string | null): string | undefined {
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
      return unlawfulVote(document, event, actorId);
    case 'step-completed':
      return unlawfulCompletion(document, event);
    case 'step-reassigned':
      return unlawfulReassignment(document, event, actorId);
    case 'document-approved':
      return isPending(document) && isComplete(progressOf(document.steps)) ? undefined : 'not every step was approved';
    case 'document-rejected':
      return isPending(document) && isRejectable(document) ? undefined : 'no step was rejected, and no policy said so';
    case 'document-returned':
      return isPending(document) && hasStep(document, 'returned') ? undefined : 'no step was returned';
    case 'document-cancelled':
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

function unlawfulOpening(document: ApprovalDocument, { stage, dueAt }: StageOpened) {
  const here = document.steps.filter((step) => step.stage === stage);
  const before = document.steps.filter((step) => step.stage < stage);
  const isDue = here.length > 0 && here.every((step) => step.status === 'waiting');
  if (!isPending(document) || !isDue) return 'the stage could not open';
  if (before.some((step) => step.status !== 'approved')) return 'the stage opened before its turn';
  const timed = here.flatMap(({ id, sla }) => (sla === null ? [] : [id])).sort();
  return String(timed) === String(Object.keys(dueAt).sort()) ? undefined : 'its due times are not those of its steps';
}

function unlawfulVote(document: ApprovalDocument, event: StepVoted, actorId: string | null) {
  const step = stepById(document, event.stepId);
  if (!isPending(document) || step?.status !== 'pending') return 'the step was not open';
  if (event.personId !== actorId) return 'somebody voted for another';
  if (event.personId === document.submitterId) return 'the submitter voted';
  if (document.authorIds.includes(event.personId)) return 'the voter wrote what led to this step';
  const approver = approverOf(step, event.personId);
  if (approver === undefined) return 'the voter was not put on the step';
  if (approver.putBy === event.personId) return 'the voter put themselves on the step';
  return approver.vote === null ? undefined : 'it is a second vote';
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

function isPending({ status }: ApprovalDocument): boolean {
  return status === 'pending';
}

function isWritable({ status }: ApprovalDocument): boolean {
  return status === 'draft' || status === 'returned';
}

function hasStep(document: ApprovalDocument, status: Step['status']): boolean {
  return document.steps.some((step) => step.status === status);
}
