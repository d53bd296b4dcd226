import type { EscalationTarget } from './definition.js';
import type { DecisionKind, DefinitionRef, DeputyGround, Reason, Step } from './document.js';
import type { FormValues } from './form/values.js';
import type { Instant } from './instant.js';
import type { PolicyFinding, QuotaHold } from './policy/policy.js';

interface Happened {
  readonly documentId: string;
}

export interface DocumentCreated extends Happened {
  readonly type: 'document-created';
  readonly submitterId: string;
  readonly documentType: DefinitionRef;
  readonly title: string;
  readonly data: FormValues;
}

export interface DocumentEdited extends Happened {
  readonly type: 'document-edited';
  readonly documentType: DefinitionRef;
  readonly title: string;
  readonly data: FormValues;
  readonly changed: readonly string[];
}

/** Carries the whole route: from here on the document runs on this snapshot. */
export interface DocumentSubmitted extends Happened {
  readonly type: 'document-submitted';
  readonly number: string;
  readonly round: number;
  readonly template: DefinitionRef;
  readonly steps: readonly Step[];
  readonly findings: readonly PolicyFinding[];
  readonly holds: readonly QuotaHold[];
  readonly authorIds: readonly string[];
}

export interface StageOpened extends Happened {
  readonly type: 'stage-opened';
  readonly stage: number;
  /** By the ids of those of its steps that have an SLA. */
  readonly dueAt: Readonly<Record<string, Instant>>;
  /** By the same ids: when the rungs of its ladder fire. */
  readonly ladderAt: Readonly<Record<string, readonly Instant[]>>;
}

export interface StepVoted extends Happened {
  readonly type: 'step-voted';
  readonly stepId: string;
  /** Who voted. */
  readonly personId: string;
  /** The approver in whose place; absent where it is their own. */
  readonly onBehalfOf?: string;
  readonly decision: DecisionKind;
  readonly comment: string | null;
  readonly dataRevision: number;
}

export interface StepCompleted extends Happened {
  readonly type: 'step-completed';
  readonly stepId: string;
  readonly outcome: 'approved' | 'rejected' | 'returned';
}

/** Somebody with that permission put a person on an open step, in place of another who has not voted, or of nobody. */
export interface StepReassigned extends Happened {
  readonly type: 'step-reassigned';
  readonly stepId: string;
  readonly from: string | null;
  readonly to: string;
  readonly by: string;
  readonly reason: string;
}

/** Somebody may act in an approver's place from now on: out of office began, or the approver gave this step away. */
export interface ApprovalDelegated extends Happened {
  readonly type: 'approval-delegated';
  readonly stepId: string;
  readonly personId: string;
  readonly forId: string;
  readonly ground: Extract<DeputyGround, { readonly kind: 'delegation' | 'step' }>;
}

/** Somebody who acted for an approver out of office does not any more. */
export interface DelegationExpired extends Happened {
  readonly type: 'delegation-expired';
  readonly stepId: string;
  readonly personId: string;
  readonly forId: string;
}

/** A reminder was due; `personIds` are all who were still awaited, with their deputies. */
export interface StepReminded extends Happened {
  readonly type: 'step-reminded';
  readonly stepId: string;
  readonly rung: number;
  readonly personIds: readonly string[];
  readonly ladderAt?: PushedBack;
}

/**
 * When the rungs of the ladder fire from now on. Present where one fired later than planned and an outcome comes next: after
 * an outage too, those who are told have the time that the template gives them. Absent: nothing has changed.
 */
type PushedBack = readonly Instant[];

/** Nobody decided in time, so these may act too; nobody where nobody was found. */
export interface StepEscalated extends Happened {
  readonly type: 'step-escalated';
  readonly stepId: string;
  readonly rung: number;
  readonly deputies: readonly Escalated[];
  readonly ladderAt?: PushedBack;
}

export interface Escalated {
  readonly personId: string;
  readonly forId: string;
  readonly as: EscalationTarget['kind'];
}

/** The ladder came to what the template decides; null where the system must not, because nobody could have decided. */
export interface StepExpired extends Happened {
  readonly type: 'step-expired';
  readonly stepId: string;
  readonly rung: number;
  readonly decision: DecisionKind | null;
}

/** The clock of the step stands still from now on. */
export interface QuestionAsked extends Happened {
  readonly type: 'question-asked';
  readonly stepId: string;
  readonly questionId: string;
  readonly personId: string;
  readonly text: string;
}

export interface QuestionAnswered extends Happened {
  readonly type: 'question-answered';
  readonly stepId: string;
  readonly questionId: string;
  readonly text: string;
  /** Where it was the last open one: the step's times from now on. */
  readonly resumed: { readonly dueAt: Instant; readonly ladderAt: readonly Instant[] } | null;
}

/** An approver has left the company; somebody else is asked in their place, or nobody was found. */
export interface ApproverLeft extends Happened {
  readonly type: 'approver-left';
  readonly stepId: string;
  readonly personId: string;
  readonly successor: { readonly personId: string; readonly reasons: readonly Reason[] } | null;
  /** Whether an open place stays behind, which the administrators fill: where the others alone cannot approve. */
  readonly leavesPlace: boolean;
}

/** The submitter asked those who are awaited to hurry. */
export interface DocumentNudged extends Happened {
  readonly type: 'document-nudged';
  readonly personIds: readonly string[];
}

/** Its submitter is warned that a returned document will be cancelled then. */
export interface DocumentExpiring extends Happened {
  readonly type: 'document-expiring';
  readonly cancelAt: Instant;
}

/** An approved document was carried out. */
export interface DocumentCompleted extends Happened {
  readonly type: 'document-completed';
  /** Who said so; null where the approval was the completion as well, which is nobody's deed. */
  readonly by: string | null;
}

/** Its submitter threw a draft away. */
export interface DocumentDeleted extends Happened {
  readonly type: 'document-deleted';
}

export interface DocumentClosed extends Happened {
  readonly type: 'document-approved' | 'document-rejected' | 'document-returned';
}

export interface DocumentCancelled extends Happened {
  readonly type: 'document-cancelled';
  /** Present where the system did it. */
  readonly because?: 'stale';
}

export type DomainEvent = DocumentCreated | LaterEvent;

/** What can happen to a document that exists. */
export type LaterEvent =
  | DocumentEdited
  | DocumentSubmitted
  | StageOpened
  | StepVoted
  | StepCompleted
  | StepReassigned
  | ApprovalDelegated
  | DelegationExpired
  | StepReminded
  | StepEscalated
  | StepExpired
  | QuestionAsked
  | QuestionAnswered
  | ApproverLeft
  | DocumentNudged
  | DocumentExpiring
  | DocumentClosed
  | DocumentCancelled
  | DocumentCompleted
  | DocumentDeleted;

/** What no person causes. */
export type SystemEvent =
  | DelegationExpired
  | StepReminded
  | StepEscalated
  | StepExpired
  | ApproverLeft
  | DocumentExpiring;

export const eventTypes = [
  'document-created',
  'document-edited',
  'document-submitted',
  'stage-opened',
  'step-voted',
  'step-completed',
  'step-reassigned',
  'approval-delegated',
  'delegation-expired',
  'step-reminded',
  'step-escalated',
  'step-expired',
  'question-asked',
  'question-answered',
  'approver-left',
  'document-nudged',
  'document-expiring',
  'document-approved',
  'document-rejected',
  'document-returned',
  'document-cancelled',
  'document-completed',
  'document-deleted',
] as const satisfies readonly DomainEvent['type'][];
