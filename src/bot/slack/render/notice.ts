import type { NoticeAction, NoticePart, NoticeText, NoticeView } from '../../view/notice-view.js';
import type { Reader } from '../../view/plain.js';
import { join, strong, wording } from '../../view/text.js';
import { writeClaimValue } from '../first-contact-value.js';
import { type Allowance, drawToFit } from '../fit.js';
import { LIMITS } from '../limits.js';
import { noticeAction, snoozeBlock, writeQuestionValue } from '../notice-action.js';
import {
  type DrawnBlock,
  type DrawnButton,
  type DrawnMenu,
  type DrawnMessage,
  fitsMessage,
  type RichTextPart,
} from '../within-limits.js';
import { asking, button, lines, richBlock } from './block.js';
import { optionOf } from './form-element.js';
import { bullets, fallbackText, line, plainText, quote } from './text.js';

const NOTICE_EVENT_TYPE = 'countersign_notice';

/** A notice as a message. Its metadata is how the bot finds it again when the answer to a post was lost. */
export function renderNoticeMessage(view: NoticeView, noticeId: string, reader: Reader): DrawnMessage {
  const text = fallbackText(join(view.lines, ' '), reader);
  const metadata = noticeMetadata(noticeId);
  return drawToFit((allowance) => ({ text, metadata, blocks: blocksOf(view, allowance) }), fitsMessage);
}

export function noticeMetadata(noticeId: string): NonNullable<DrawnMessage['metadata']> {
  return { event_type: NOTICE_EVENT_TYPE, event_payload: { notice_id: noticeId } };
}

function blocksOf({ lines: leads, parts, actions }: NoticeView, allowance: Allowance): DrawnBlock[] {
  return [...lines(leads, allowance.dataChars), ...partBlocks(parts, allowance), ...actionRow(actions, 'actions')];
}

/** What follows each other without buttons stands in one block; Slack takes fifty of them. */
function partBlocks(parts: readonly NoticePart[], allowance: Allowance): DrawnBlock[] {
  const blocks: DrawnBlock[] = [];
  let run: RichTextPart[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'item') {
      run.push(...runPart(part, allowance));
      continue;
    }
    blocks.push(...richBlock(run), ...lines(part.texts, allowance.dataChars));
    blocks.push(...actionRow(part.actions, `item:${index}`));
    run = [];
  }
  return [...blocks, ...richBlock(run)];
}

function runPart(part: NoticeText, { dataChars, longValueChars }: Allowance) {
  switch (part.kind) {
    case 'title':
      return line(strong(wording(part.text)));
    case 'line':
      return line(part.text, dataChars);
    case 'bullet':
      return bullets([part.text], dataChars);
    case 'quote':
      return quote(part.text, longValueChars);
  }
}

function actionRow(actions: readonly NoticeAction[], name: string): DrawnBlock[] {
  if (actions.length === 0) return [];
  const snooze = actions.find((action) => action.kind === 'snooze');
  const block_id = snooze === undefined ? name : snoozeBlock(name, snooze.stepId);
  return [{ type: 'actions', block_id, elements: actions.map(actionElement) }];
}

function actionElement(action: NoticeAction): DrawnButton | DrawnMenu {
  const { kind, label } = action;
  switch (kind) {
    case 'claim-confirm':
    case 'claim-decline':
      return asking(button(kind, label, writeClaimValue(action.claimId), action.style), action.confirm);
    case 'open':
      return button(noticeAction.open, label, action.documentId);
    case 'edit':
      return button(noticeAction.edit, label, action.documentId, 'primary');
    case 'answer':
      return button(noticeAction.answer, label, writeQuestionValue(action), 'primary');
    case 'show-stuck':
      return button(noticeAction.showStuck, label, 'stuck');
    case 'snooze':
      return {
        type: 'static_select',
        action_id: noticeAction.snooze,
        placeholder: plainText(label, LIMITS.placeholderCharsMax),
        options: action.choices.map(optionOf),
      };
  }
}
