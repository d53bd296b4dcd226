import { adminActionIn } from '../admin-place.js';
import { type ButtonValue, readButtonValue, readFileValue } from '../button-value.js';
import type { Handlers, SubmissionOutcome } from '../edge.js';
import { fieldOfBlock } from '../form-input.js';
import { readQuestionValue } from '../notice-action.js';
import type { Click, ClosedView, MessagePlace, SlashCommand, Submission } from '../parse.js';
import { FILE_LINK } from '../render/file-buttons.js';
import { renderNoticeModal } from '../render/modal.js';
import { BACK_TO_EDIT } from '../render/preview.js';
import { refusalSentence, type Visit } from '../visit.js';
import { onAuditAsked } from './admin/audit.js';
import { onChangeConfirmed } from './admin/change.js';
import { onAdminButton, onNumberSent, onSearchSent } from './admin/navigate.js';
import { openAdmin } from './admin/open.js';
import { onReassignSent, reassignFromCard } from './admin/reassign.js';
import { onSimulateChosen } from './admin/simulate.js';
import { isAdminMenu, suggestForAdmin } from './admin/suggest.js';
import { onUploadSent } from './admin/upload.js';
import { answerQuestion, onAnswerSent } from './answer-question.js';
import { navigate, openApprovals } from './approvals.js';
import { askQuestion, onQuestionSent } from './ask.js';
import { approveAtOnce, askForReason, onReasonSent } from './decide.js';
import { onDelegateButton, onDelegateSent, openDelegate } from './delegate.js';
import { delegateStep, onDelegateStepSent } from './delegate-step.js';
import { meetAtClick, meetAtCommand } from './first-contact.js';
import { isIdentityButton, onIdentityButton } from './first-contact-claim.js';
import { onFormSent } from './form.js';
import { isFormButton, onFormButton } from './form-buttons.js';
import { onFormChoice, onFormClosed } from './form-choice.js';
import { isNoticeButton, onNoticeButton } from './notice-buttons.js';
import { openFile } from './open-file.js';
import { backToEdit, cancel, complete, discard, edit, nudge } from './own-document.js';
import { onPreviewSent } from './preview.js';
import { onSettingsSent } from './settings.js';
import { onTypeChosen, openSubmit } from './submit.js';
import { suggestOptions } from './suggest.js';
import { tell } from './tell.js';

/** The slash commands that the manifest declares. */
export const commandNames = ['/submit', '/approvals', '/delegate', '/approval-admin'] as const;

/** From what came in to the handler that it is for. */
export const handlers: Handlers = {
  strangerCommand: meetAtCommand,
  strangerClick: meetAtClick,
  command: onCommand,
  click: onClick,
  submission: onSubmission,
  closed: onClosed,
  options: (visit, request) => (isAdminMenu(request) ? suggestForAdmin : suggestOptions)(visit, request),
};

async function onCommand(visit: Visit, command: SlashCommand): Promise<void> {
  if (command.name === '/submit') await openSubmit(visit, command);
  else if (command.name === '/delegate') await openDelegate(visit, command);
  else if (command.name === '/approval-admin') await openAdmin(visit, command);
  else await openApprovals(visit, command);
}

async function onClick(visit: Visit, click: Click): Promise<void> {
  const button = readButtonValue(click.value);
  const file = readFileValue(click.value);
  const question = readQuestionValue(click.value);
  if (click.actionId === FILE_LINK) return;
  if (isIdentityButton(click.actionId)) return onIdentityButton(visit, click);
  if (isNoticeButton(click.actionId)) return onNoticeButton(visit, click);
  try {
    if (file !== undefined) await openFile(visit, click, file);
    else if (question !== undefined) await answerQuestion(visit, click, question);
    else await (button === undefined ? onPlainButton(visit, click) : onAction(visit, click, button));
  } finally {
    if (click.place.kind === 'message')
      await noteClick(visit, button?.cardId ?? file?.cardId ?? question?.cardId, click.place);
  }
}

/** Buttons that say what they are about: on cards, and under a document in a modal. */
async function onAction(visit: Visit, click: Click, { target }: ButtonValue): Promise<void> {
  switch (click.actionId) {
    case 'approve':
      return approveAtOnce(visit, click, target);
    case 'approve-with-comment':
      return askForReason(visit, click, target, 'approve');
    case 'reject':
    case 'return':
      return askForReason(visit, click, target, click.actionId);
    case 'ask':
      return askQuestion(visit, click, target);
    case 'delegate-step':
      return delegateStep(visit, click, target);
    case 'nudge':
      return nudge(visit, click, target);
    case 'cancel':
      return cancel(visit, click, target);
    case 'delete':
      return discard(visit, click, target);
    case 'complete':
      return complete(visit, click, target);
    case 'edit':
      return edit(visit, click, target.documentId);
    case 'reassign':
      return reassignFromCard(visit, click, target);
    default:
      return tell(visit, click, refusalSentence(visit, { code: 'no-such-step' }, undefined));
  }
}

/** Buttons inside modals that only move around; a message has none of these. */
async function onPlainButton(visit: Visit, click: Click): Promise<void> {
  const { place, value, actionId } = click;
  if (place.kind === 'message') {
    return tell(visit, click, refusalSentence(visit, { code: 'no-such-step' }, undefined));
  }
  if (place.name === 'delegate') return onDelegateButton(visit, click, place);
  const adminAction = adminActionIn(actionId);
  if (adminAction !== undefined) return onAdminButton(visit, adminAction, value, place);
  if (place.name === 'form' && fieldOfBlock(click.blockId ?? '') !== undefined)
    return onFormChoice(visit, click, place);
  if (isFormButton(actionId)) return onFormButton(visit, actionId, value ?? '', place);
  if (actionId === BACK_TO_EDIT && value !== undefined) return backToEdit(visit, place, value);
  if (actionId === 'continue' && value !== undefined) return edit(visit, click, value);
  return navigate(visit, click, place);
}

async function onClosed(visit: Visit, closed: ClosedView): Promise<void> {
  if (closed.name === 'form') await onFormClosed(visit, closed);
}

async function onSubmission(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  switch (submission.name) {
    case 'choose-type':
      return onTypeChosen(visit, submission);
    case 'form':
      return onFormSent(visit, submission);
    case 'preview':
      return onPreviewSent(visit, submission);
    case 'reason':
      return onReasonSent(visit, submission);
    case 'ask':
      return onQuestionSent(visit, submission);
    case 'answer':
      return onAnswerSent(visit, submission);
    case 'delegate-step':
      return onDelegateStepSent(visit, submission);
    case 'delegate':
      return onDelegateSent(visit, submission);
    case 'admin':
      return onSearchSent(visit, submission);
    case 'admin-number':
      return onNumberSent(visit, submission);
    case 'admin-upload':
      return onUploadSent(visit, submission);
    case 'admin-change':
      return onChangeConfirmed(visit, submission);
    case 'admin-simulate':
      return onSimulateChosen(visit, submission);
    case 'admin-reassign':
      return onReassignSent(visit, submission);
    case 'admin-audit':
      return onAuditAsked(visit, submission);
    case 'settings':
      return onSettingsSent(visit, submission);
    default: {
      const text = refusalSentence(visit, { code: 'something-wrong' }, undefined);
      return { answer: { response_action: 'update', view: renderNoticeModal([text], visit.words) } };
    }
  }
}

/** A click tells where a copy of a card is: the true one is learnt or drawn again, another loses its buttons. */
async function noteClick(visit: Visit, cardId: string | undefined, { address }: MessagePlace): Promise<void> {
  if (cardId === undefined) return;
  const { cards, requestId, log } = visit;
  try {
    await cards.clicked(cardId, address, requestId, visit.now(), visit.person.personId);
  } catch (error) {
    log.warn({ requestId, cardId, err: error }, 'a click was answered but the card it was on could not be noted');
  }
}
