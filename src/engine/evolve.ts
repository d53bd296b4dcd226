import { type ApprovalDocument, approverOf, type Step, type StepStatus } from './document.js';
import type {
  DocumentCancelled,
  DocumentClosed,
  DocumentCreated,
  DocumentEdited,
  DocumentSubmitted,
  DomainEvent,
  LaterEvent,
  StageOpened,
  StepCompleted,
  StepExpired,
  StepReminded,
  StepVoted,
} from './event.js';
import { withDeputies } from './evolve-deputies.js';
import { questioned } from './evolve-questions.js';
import { left, reassigned } from './evolve-reassigned.js';
import type { Instant } from './instant.js';
import type { QuotaHold } from './policy/policy.js';

/**
 * The document after one more event. Used by the live path, the model tests and the verifier alike: folding the
 * audit trail gives the stored row.
 */
export function evolve(document: ApprovalDocument | undefined, event: DomainEvent, at: Instant): ApprovalDocument {
  if (event.type === 'document-created') return created(event, at);
  if (document === undefined) throw new Error(`${event.type} before document-created: the trail is broken`);
  return { ...applied(document, event, at), version: document.version + 1 };
}

function created(event: DocumentCreated, at: Instant): ApprovalDocument {
  return {
    id: event.documentId,
    version: 1,
    typeKey: event.documentType.key,
    typeVersion: event.documentType.version,
    number: null,
    title: event.title,
    submitterId: event.submitterId,
    status: 'draft',
    data: event.data,
    dataRevision: 1,
    round: 0,
    template: null,
    findings: [],
    holds: [],
    authorIds: [],
    steps: [],
    createdAt: at,
    submittedAt: null,
    closedAt: null,
    completedAt: null,
    completedBy: null,
    deletedAt: null,
    nudgedAt: null,
    cancelAt: null,
    cancelledBecause: null,
  };
}

function applied(document: ApprovalDocument, event: LaterEvent, at: Instant): ApprovalDocument {
  switch (event.type) {
    case 'document-edited':
      return edited(document, event);
    case 'document-submitted':
      return submitted(document, event, at);
    case 'stage-opened':
      return withSteps(document, (step) => (step.stage === event.stage ? opened(step, event, at) : step));
    case 'step-voted':
      return withStep(document, event, (step) => voted(step, event, at));
    case 'step-completed':
      return withStep(document, event, (step) => completed(step, event, at));
    case 'step-reassigned':
      return withStep(document, event, (step) => reassigned(step, event, at));
    case 'approver-left':
      return withStep(document, event, (step) => left(step, event, at));
    case 'approval-delegated':
    case 'delegation-expired':
    case 'step-escalated':
      return withStep(document, event, (step) => withDeputies(step, event, at));
    case 'step-reminded':
    case 'step-expired':
      return withStep(document, event, (step) => rungFired(step, event));
    case 'question-asked':
    case 'question-answered':
      return withStep(document, event, (step) => questioned(step, event, at));
    case 'document-nudged':
      return { ...document, nudgedAt: at };
    case 'document-expiring':
      return { ...document, cancelAt: event.cancelAt };
    case 'document-cancelled':
      return { ...closed(document, event, at), cancelledBecause: event.because ?? null };
    case 'document-approved':
    case 'document-rejected':
    case 'document-returned':
      return closed(document, event, at);
    case 'document-completed':
      return { ...document, status: 'completed', completedAt: at, completedBy: event.by };
    case 'document-deleted':
      return { ...document, deletedAt: at };
  }
}

function edited(document: ApprovalDocument, event: DocumentEdited): ApprovalDocument {
  return {
    ...document,
    typeVersion: event.documentType.version,
    title: event.title,
    data: event.data,
    dataRevision: document.dataRevision + 1,
    cancelAt: null,
  };
}

function submitted(document: ApprovalDocument, event: DocumentSubmitted, at: Instant): ApprovalDocument {
  return {
    ...document,
    number: event.number,
    status: 'pending',
    round: event.round,
    template: event.template,
    findings: event.findings,
    holds: event.holds,
    authorIds: event.authorIds,
    steps: event.steps,
    submittedAt: at,
    closedAt: null,
    nudgedAt: null,
    cancelAt: null,
  };
}

function closed(document: ApprovalDocument, event: DocumentClosed | DocumentCancelled, at: Instant): ApprovalDocument {
  const status = statusAfter[event.type];
  const ended = withSteps(document, (step) =>
    isUnfinished(step) ? { ...step, status: 'skipped', closedAt: at } : step,
  );
  return { ...ended, status, holds: settled(document.holds, status), closedAt: at };
}

/** What was held is used up by an approval, and given back by every other end. */
function settled(holds: readonly QuotaHold[], status: ApprovalDocument['status']): readonly QuotaHold[] {
  const state = status === 'approved' ? 'spent' : 'released';
  return holds.map((hold) => (hold.state === 'held' ? { ...hold, state } : hold));
}

const statusAfter = {
  'document-approved': 'approved',
  'document-rejected': 'rejected',
  'document-returned': 'returned',
  'document-cancelled': 'cancelled',
} as const satisfies Record<(DocumentClosed | DocumentCancelled)['type'], ApprovalDocument['status']>;

function opened(step: Step, { dueAt, ladderAt }: StageOpened, at: Instant): Step {
  const times = { openedAt: at, dueAt: dueAt[step.id] ?? null, ladderAt: ladderAt[step.id] ?? [], rungsFired: 0 };
  return { ...step, status: 'pending', opening: step.opening + 1, ...times };
}

function voted(step: Step, event: StepVoted, at: Instant): Step {
  const { personId, onBehalfOf = personId } = event;
  if (approverOf(step, onBehalfOf) === undefined) {
    throw new Error(`${personId} voted on ${step.id} in a place that nobody was put on`);
  }
  const said = { decision: event.decision, comment: event.comment, at, dataRevision: event.dataRevision };
  const vote = onBehalfOf === personId ? said : { ...said, by: personId };
  const approvers = step.approvers.map((one) => (one.personId === onBehalfOf ? { ...one, vote } : one));
  return { ...step, approvers };
}

function completed(step: Step, event: StepCompleted, at: Instant): Step {
  const status: StepStatus = event.outcome;
  return { ...step, status, closedAt: at };
}

function withStep(
  document: ApprovalDocument,
  { stepId }: { readonly stepId: string },
  change: (step: Step) => Step,
): ApprovalDocument {
  return withSteps(document, (step) => (step.id === stepId ? change(step) : step));
}

function rungFired(step: Step, event: StepReminded | StepExpired): Step {
  const rungsFired = event.rung + 1;
  if (event.type === 'step-expired') return { ...step, rungsFired, expiredAs: event.decision };
  return { ...step, rungsFired, ladderAt: event.ladderAt ?? step.ladderAt };
}

/** Steps that do not change stay the same objects, which is how the store sees what to write. */
function withSteps(document: ApprovalDocument, change: (step: Step) => Step): ApprovalDocument {
  return { ...document, steps: document.steps.map(change) };
}

function isUnfinished(step: Step): boolean {
  return step.status === 'waiting' || step.status === 'pending';
}
