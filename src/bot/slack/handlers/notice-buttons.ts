import { isSnoozeChoice, snoozedUntil } from '../../../engine/snooze.js';
import type { Rich } from '../../view/text.js';
import { noticeAction, stepOfSnoozeBlock } from '../notice-action.js';
import type { Click } from '../parse.js';
import { refusalSentence, type Visit } from '../visit.js';
import { modalAt } from './admin/modal-at.js';
import { detailModal } from './approvals.js';
import { edit } from './own-document.js';
import { showOnTop, tell } from './tell.js';

const BUTTONS: ReadonlySet<string> = new Set([
  noticeAction.open,
  noticeAction.edit,
  noticeAction.showStuck,
  noticeAction.snooze,
]);

export function isNoticeButton(actionId: string): boolean {
  return BUTTONS.has(actionId);
}

/** What can be pressed on messages that are no cards. */
export async function onNoticeButton(visit: Visit, click: Click): Promise<void> {
  const { actionId, value = '' } = click;
  if (actionId === noticeAction.open) return open(visit, click, value);
  if (actionId === noticeAction.edit) return edit(visit, click, value);
  if (actionId === noticeAction.showStuck) return showOnTop(visit, click, await modalAt(visit, { at: 'stuck' }));
  return tell(visit, click, await snooze(visit, click));
}

/** The document as `/approvals` shows it, with what the reader can do about it now. */
async function open(visit: Visit, click: Click, documentId: string): Promise<void> {
  const view = await detailModal(visit, { d: documentId });
  if (view !== undefined) return showOnTop(visit, click, view);
  await tell(visit, click, refusalSentence(visit, { code: 'no-such-document' }, undefined));
}

/** Whoever presses is reminded, of that step, if it waits for them. */
async function snooze(visit: Visit, click: Click): Promise<Rich> {
  const { words, person, preferences, reminders, requestId } = visit;
  const stepId = stepOfSnoozeBlock(click.blockId ?? '');
  const choice = click.chosen ?? '';
  if (stepId === undefined || !isSnoozeChoice(choice)) {
    return refusalSentence(visit, { code: 'something-wrong' }, undefined);
  }
  const now = visit.now();
  const known = await preferences.preferences(person.personId);
  const until = snoozedUntil(choice, known, known.timeZone, now);
  const isAwaited = await reminders.snooze(person.personId, stepId, until, requestId, now);
  const { snooze: say } = words.notices;
  return isAwaited ? say.done(until) : say.waitsNoMore;
}
