import type { ApprovalDocument, Step } from '../../engine/document.js';
import type { Button, Words } from './words.js';

/** What a click is about and what the person saw: ids and counters only, never content. */
export interface Target {
  readonly documentId: string;
  readonly round: number;
  readonly dataRevision: number;
  readonly step?: { readonly id: string; readonly opening: number };
}

export type ActionKind =
  | 'approve'
  | 'approve-with-comment'
  | 'reject'
  | 'return'
  | 'edit'
  | 'cancel'
  | 'delete'
  | 'complete'
  | 'reassign';

export interface CardAction {
  readonly kind: ActionKind;
  readonly label: string;
  readonly style: 'primary' | 'danger' | 'plain';
  readonly target: Target;
  readonly confirm?: Confirmation;
}

export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

/** What this person may do on this open step now; nothing once they voted. */
export function decisionActions(
  document: ApprovalDocument,
  step: Step,
  personId: string,
  words: Words,
): readonly CardAction[] {
  const approver = step.approvers.find((one) => one.personId === personId);
  const mayDecide = document.status === 'pending' && step.status === 'pending' && approver?.vote === null;
  if (!mayDecide || document.submitterId === personId) return [];
  const target = { ...targetOf(document), step: { id: step.id, opening: step.opening } };
  const action = (kind: Extract<ActionKind, Button>, style: CardAction['style']): CardAction => {
    return { kind, label: words.buttons[kind], style, target };
  };
  return [
    action('approve', 'primary'),
    action('approve-with-comment', 'plain'),
    action('return', 'plain'),
    action('reject', 'danger'),
  ];
}

/** What the submitter may do with their own document now. */
export function submitterActions(document: ApprovalDocument, name: string, words: Words): readonly CardAction[] {
  const target = targetOf(document);
  const cancel: CardAction = {
    kind: document.status === 'draft' ? 'delete' : 'cancel',
    label: words.buttons[document.status === 'draft' ? 'discard' : 'cancel'],
    style: 'danger',
    target,
    confirm: document.status === 'draft' ? discardConfirmation(words) : cancelConfirmation(name, words),
  };
  const edit = (button: Button): CardAction => {
    return { kind: 'edit', label: words.buttons[button], style: 'primary', target };
  };
  switch (document.status) {
    case 'draft':
      return [edit('continue'), cancel];
    case 'pending':
      return [cancel];
    case 'returned':
      return [edit('edit-and-resubmit'), cancel];
    case 'approved':
    case 'rejected':
    case 'cancelled':
    case 'completed':
      return [];
  }
}

/** What a holder of the role that completes documents of its type may do with an approved one. */
export function completeAction(document: ApprovalDocument, name: string, { card, buttons }: Words): CardAction {
  return {
    kind: 'complete',
    label: buttons.complete,
    style: 'primary',
    target: targetOf(document),
    confirm: {
      title: card.completeTitle,
      text: card.completeText(name),
      yes: buttons['complete-confirm'],
      no: buttons['complete-keep'],
    },
  };
}

/** Puts somebody else on a step that nobody can decide. */
export function reassignAction(document: ApprovalDocument, step: Step, { admin }: Words): CardAction {
  const target = { ...targetOf(document), step: { id: step.id, opening: step.opening } };
  return { kind: 'reassign', label: admin.buttons.reassign, style: 'primary', target };
}

function cancelConfirmation(name: string, { card, buttons }: Words): Confirmation {
  return {
    title: card.cancelTitle,
    text: card.cancelText(name),
    yes: buttons['cancel-confirm'],
    no: buttons['cancel-keep'],
  };
}

/** A draft has no audience that could see it go. */
function discardConfirmation({ card, buttons }: Words): Confirmation {
  return { title: card.discardTitle, text: card.discardText, yes: buttons.discard, no: buttons['discard-keep'] };
}

function targetOf({ id, round, dataRevision }: ApprovalDocument): Target {
  return { documentId: id, round, dataRevision };
}
