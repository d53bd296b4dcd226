import { type ApprovalDocument, stepById } from './document.js';
import type { DomainEvent, StepCompleted } from './event.js';
import { evolve } from './evolve.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import { isComplete, progressOf } from './progress.js';
import { nextStage, openingOf } from './stage-opening.js';
import { outcomeOf, type StepOutcome } from './vote-rule.js';

/** What follows from a vote that has been counted: the step may close, the next stage open, the document end. */
export function consequencesOf(
  document: ApprovalDocument,
  stepId: string,
  facts: Facts,
  now: Instant,
): readonly DomainEvent[] {
  const step = stepById(document, stepId);
  const outcome = step && outcomeOf(step);
  if (outcome === undefined) return [];
  const completed: StepCompleted = { type: 'step-completed', documentId: document.id, stepId, outcome };
  return [completed, ...afterStep(evolve(document, completed, now), outcome, facts, now)];
}

function afterStep(
  document: ApprovalDocument,
  outcome: StepOutcome,
  facts: Facts,
  now: Instant,
): readonly DomainEvent[] {
  switch (outcome) {
    case 'rejected':
      return [{ type: 'document-rejected', documentId: document.id }];
    case 'returned':
      return [{ type: 'document-returned', documentId: document.id }];
    case 'approved':
      return afterApproval(document, facts, now);
  }
}

function afterApproval(document: ApprovalDocument, facts: Facts, now: Instant): readonly DomainEvent[] {
  const { id, steps } = document;
  if (steps.some((step) => step.status === 'pending')) return [];
  const next = nextStage(document);
  if (next !== undefined) return [openingOf(id, steps, next, facts.calendars, now)];
  return isComplete(progressOf(steps)) ? approval(id, facts) : [];
}

/** Where nothing is left to be carried out the approval is the completion as well. */
function approval(documentId: string, { type }: Facts): readonly DomainEvent[] {
  const approved: DomainEvent = { type: 'document-approved', documentId };
  const isDone = type?.completion?.kind === 'automatic';
  return isDone ? [approved, { type: 'document-completed', documentId, by: null }] : [approved];
}
