import type { NoticeBody } from '../../engine/notice.js';
import type { Confirmation } from './action.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

/** A message that is about no document. */
export interface NoticeView {
  readonly lines: readonly Rich[];
  readonly actions: readonly NoticeAction[];
}

export interface NoticeAction {
  readonly kind: 'claim-confirm' | 'claim-decline';
  readonly label: string;
  readonly style: 'primary' | 'danger';
  readonly claimId: string;
  readonly confirm: Confirmation;
}

/** Nothing can be pressed any more where it was decided. */
export function noticeView(body: NoticeBody, { firstContact }: Words): NoticeView {
  const lines = firstContact.notice(body);
  if (body.kind !== 'claim' || body.end !== null) return { lines, actions: [] };
  const { claimId, person } = body;
  return {
    lines,
    actions: [
      {
        kind: 'claim-confirm',
        label: firstContact.confirm,
        style: 'primary',
        claimId,
        confirm: firstContact.confirmation(person.name),
      },
      {
        kind: 'claim-decline',
        label: firstContact.decline,
        style: 'danger',
        claimId,
        confirm: firstContact.declining(person.name),
      },
    ],
  };
}
