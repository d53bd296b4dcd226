import { type ApprovalDocument, awaitedPlaces, type Step } from '../../engine/document.js';
import { type ActingSource, actingPlace } from './acting-place.js';
import { awaitedOn } from './thread.js';
import type { Button, Words } from './words.js';

/** What a click is about and what the person saw: ids and counters only, never content. */
export interface Target {
  readonly documentId: string;
  readonly round: number;
  readonly dataRevision: number;
  readonly step?: { readonly id: string; readonly opening: number };
  /** Of a question about that step. */
  readonly questionId?: string;
}

export type ActionKind =
  | 'approve'
  | 'approve-with-comment'
  | 'reject'
  | 'return'
  | 'ask'
  | 'delegate-step'
  | 'answer-question'
  | 'nudge'
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

/** What can be switched off for everybody. */
export interface Allowed {
  readonly delegation: boolean;
}

export const everythingAllowed: Allowed = { delegation: true };

/** What this person may decide on this open step now, for themselves or for another; nothing once they voted. */
export function decisionActions(
  dossier: ActingSource,
  step: Step,
  personId: string,
  words: Words,
): readonly CardAction[] {
  if (actingPlace(dossier, step, personId) === undefined) return [];
  const action = actionOn(dossier.document, step, words);
  return [
    action('approve', 'primary'),
    action('approve-with-comment', 'plain'),
    action('return', 'plain'),
    action('reject', 'danger'),
  ];
}

/** What else they may do there, short of deciding. Only a place of one's own can be given to somebody else. */
export function besideActions(
  dossier: ActingSource,
  step: Step,
  personId: string,
  words: Words,
  allowed: Allowed,
): readonly CardAction[] {
  const place = actingPlace(dossier, step, personId);
  if (place === undefined) return [];
  const action = actionOn(dossier.document, step, words);
  const isOwn = place.forId === personId;
  return [action('ask', 'plain'), ...(isOwn && allowed.delegation ? [action('delegate-step', 'plain')] : [])];
}

function actionOn(document: ApprovalDocument, step: Step, { buttons }: Words) {
  const target = onStep(document, step);
  return (kind: Extract<ActionKind, Button>, style: CardAction['style']): CardAction => {
    return { kind, label: buttons[kind], style, target };
  };
}

/** Of the questions about a document that wait for the submitter, the oldest: an answer brings the next. */
export function answerActions(document: ApprovalDocument, { buttons }: Words): readonly CardAction[] {
  if (document.status !== 'pending') return [];
  const waiting = document.steps.flatMap((step) => awaitedOn(step).map((question) => ({ step, question })));
  const [oldest] = waiting.sort((a, b) => (a.question.askedAt < b.question.askedAt ? -1 : 1));
  if (oldest === undefined) return [];
  const { step, question } = oldest;
  const target = { ...onStep(document, step), questionId: question.id };
  return [{ kind: 'answer-question', label: buttons['answer-question'], style: 'primary', target }];
}

/** The submitter reminds those who are asked, where anybody is. */
export function nudgeActions(document: ApprovalDocument, { buttons }: Words): readonly CardAction[] {
  const isAwaited = document.steps.some((step) => step.status === 'pending' && awaitedPlaces(step).length > 0);
  if (document.status !== 'pending' || !isAwaited) return [];
  return [{ kind: 'nudge', label: buttons.nudge, style: 'plain', target: targetOf(document) }];
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
      return [...answerActions(document, words), ...nudgeActions(document, words), cancel];
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
  const target = onStep(document, step);
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

function onStep(document: ApprovalDocument, { id, opening }: Step): Target {
  return { ...targetOf(document), step: { id, opening } };
}

function targetOf({ id, round, dataRevision }: ApprovalDocument): Target {
  return { documentId: id, round, dataRevision };
}
