import type { DecisionKind, DefinitionRef, Step } from './document.js';
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
}

export interface StepVoted extends Happened {
  readonly type: 'step-voted';
  readonly stepId: string;
  readonly personId: string;
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
  readonly type: 'document-approved' | 'document-rejected' | 'document-returned' | 'document-cancelled';
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
  | DocumentClosed
  | DocumentCompleted
  | DocumentDeleted;

export const eventTypes = [
  'document-created',
  'document-edited',
  'document-submitted',
  'stage-opened',
  'step-voted',
  'step-completed',
  'step-reassigned',
  'document-approved',
  'document-rejected',
  'document-returned',
  'document-cancelled',
  'document-completed',
  'document-deleted',
] as const satisfies readonly DomainEvent['type'][];
