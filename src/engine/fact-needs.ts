import type { Command, Seen } from './command.js';
import type { DocumentType } from './definition.js';
import type { ApprovalDocument } from './document.js';
import type { Relation } from './facts.js';
import { type RawValues, rawOf } from './form/values.js';
import { isBeforeOutcome } from './ladder.js';
import { nextStage } from './stage-opening.js';

/**
 * Whether a decision depends on the document's type. A vote does so only where it may be the last one, because a type may
 * say that what is approved is completed; otherwise the type only decides whether a manager may see the document.
 */
export function needsType(command: Command, document: ApprovalDocument | undefined, relation: Relation): boolean {
  switch (command.kind) {
    case 'create':
    case 'edit':
    case 'submit':
    case 'complete':
      return true;
    case 'fire-rung':
    case 'approve':
      return relation.managesSubmitter || (document !== undefined && mayBeLast(document, command.stepId));
    default:
      return relation.managesSubmitter;
  }
}

/** Whether a decision on this step may open a stage with due times, or an answer or a late rung moves them. */
export function needsCalendars(command: Command, document: ApprovalDocument | undefined): boolean {
  if (document === undefined) return false;
  if (command.kind === 'answer') return document.steps.some(({ id, sla }) => id === command.stepId && sla !== null);
  if (
    command.kind === 'fire-rung' &&
    document.steps.some((step) => step.id === command.stepId && isBeforeOutcome(step))
  )
    return true;
  const decides = command.kind === 'approve' || command.kind === 'fire-rung';
  if (!decides || !mayEndStage(document, command.stepId)) return false;
  const next = nextStage(document);
  return document.steps.some((step) => step.stage === next && step.sla !== null);
}

function mayBeLast(document: ApprovalDocument, stepId: string): boolean {
  return mayEndStage(document, stepId) && nextStage(document) === undefined;
}

function mayEndStage({ steps }: ApprovalDocument, stepId: string): boolean {
  return steps.every((step) => step.status !== 'pending' || step.id === stepId);
}

/** What the person saw of the content, where the command says so. */
export function seenBy(command: Command): Seen | undefined {
  return 'seen' in command ? command.seen : undefined;
}

/** What is in the form that a command sends; for a submit, which sends none, what was saved on an earlier one. */
export function rawIn(
  command: Command,
  document: ApprovalDocument | undefined,
  type: DocumentType,
): RawValues | undefined {
  switch (command.kind) {
    case 'create':
    case 'edit':
      return command.input;
    case 'submit':
      return document && rawOf(type.form, document.data);
    default:
      return undefined;
  }
}
