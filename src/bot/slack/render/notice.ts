import type { NoticeAction, NoticeView } from '../../view/notice.js';
import type { Reader } from '../../view/plain.js';
import { join } from '../../view/text.js';
import { writeClaimValue } from '../first-contact-value.js';
import type { DrawnButton, DrawnMessage } from '../within-limits.js';
import { asking, button, lines } from './block.js';
import { fallbackText } from './text.js';

const NOTICE_EVENT_TYPE = 'countersign_notice';

/** A notice as a message. Its metadata is how the bot finds it again when the answer to a post was lost. */
export function renderNoticeMessage(view: NoticeView, noticeId: string, reader: Reader): DrawnMessage {
  return {
    text: fallbackText(join(view.lines, ' '), reader),
    metadata: noticeMetadata(noticeId),
    blocks: [
      ...lines(view.lines),
      ...(view.actions.length === 0 ? [] : [{ type: 'actions' as const, elements: view.actions.map(actionButton) }]),
    ],
  };
}

export function noticeMetadata(noticeId: string): NonNullable<DrawnMessage['metadata']> {
  return { event_type: NOTICE_EVENT_TYPE, event_payload: { notice_id: noticeId } };
}

function actionButton({ kind, label, style, claimId, confirm }: NoticeAction): DrawnButton {
  return asking(button(kind, label, writeClaimValue(claimId), style), confirm);
}
