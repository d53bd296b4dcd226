import { type ApprovalDocument, approverOf, type Step, type StepStatus } from './document.js';
import type {
  DocumentClosed,
  DocumentCreated,
  DocumentEdited,
  DocumentSubmitted,
  DomainEvent,
  LaterEvent,
  StageOpened,
  StepCompleted,
  StepVoted,
} from './event.js';
import { reassigned } from './evolve-reassigned.js';
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
      return withSteps(document, (step) => (step.id === event.stepId ? voted(step, event, at) : step));
    case 'step-completed':
      return withSteps(document, (step) => (step.id === event.stepId ? completed(step, event, at) : step));
    case 'step-reassigned':
      return withSteps(document, (step) => (step.id === event.stepId ? reassigned(step, event, at) : step));
    case 'document-approved':
    case 'document-rejected':
    case 'document-returned':
    case 'document-cancelled':
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
  };
}

function closed(document: ApprovalDocument, event: DocumentClosed, at: Instant): ApprovalDocument {
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
} as const satisfies Record<DocumentClosed['type'], ApprovalDocument['status']>;

function opened(step: Step, { dueAt }: StageOpened, at: Instant): Step {
  return { ...step, status: 'pending', opening: step.opening + 1, openedAt: at, dueAt: dueAt[step.id] ?? null };
}

function voted(step: Step, event: StepVoted, at: Instant): Step {
  if (approverOf(step, event.personId) === undefined) {
    throw new Error(`${event.personId} voted on ${step.id} without having been put on it`);
  }
  const vote = { decision: event.decision, comment: event.comment, at, dataRevision: event.dataRevision };
  const approvers = step.approvers.map((one) => (one.personId === event.personId ? { ...one, vote } : one));
  return { ...step, approvers };
}

function completed(step: Step, event: StepCompleted, at: Instant): Step {
  const status: StepStatus = event.outcome;
  return { ...step, status, closedAt: at };
}

/** Steps that do not change stay the same objects, which is how the store sees what to write. */
function withSteps(document: ApprovalDocument, change: (step: Step) => Step): ApprovalDocument {
  return { ...document, steps: document.steps.map(change) };
}

function isUnfinished(step: Step): boolean {
  return step.status === 'waiting' || step.status === 'pending';
}
