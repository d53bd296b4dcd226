import type { NoticeBody } from '../../engine/notice.js';
import { delegationView } from './delegation-notice.js';
import { leaverView } from './leaver-notice.js';
import { type BodyOf, type NoticeAction, type NoticeView, told } from './notice-view.js';
import type { Reader } from './plain.js';
import { answerView, questionView } from './question-notice.js';
import { reportView } from './report-notice.js';
import { digestView, escalatedView, reminderView } from './waiting-notice.js';
import { type Words, wordsFor } from './words.js';

/** What cannot be done any more has no button. */
export function noticeView(body: NoticeBody, reader: Reader): NoticeView {
  const words = wordsFor(reader.locale);
  switch (body.kind) {
    case 'account-linked':
    case 'person-linked':
    case 'claim-ended':
    case 'own-identity-changed':
    case 'identities-changed':
      return told(words.firstContact.notice(body));
    case 'claim':
      return { ...told(words.firstContact.notice(body)), actions: claimActions(body, words) };
    case 'reminder':
      return reminderView(body, words);
    case 'digest':
      return digestView(body, words);
    case 'escalated':
      return escalatedView(body, words);
    case 'delegation':
      return delegationView(body, reader, words);
    case 'question':
      return questionView(body, words);
    case 'answer':
      return answerView(body, words);
    case 'document-expiring':
      return expiringView(body, words);
    case 'leaver':
      return leaverView(body, words);
    case 'weekly-report':
      return reportView(body.report, reader.locale, words);
  }
}

function claimActions({ claimId, person, end }: BodyOf<'claim'>, { firstContact }: Words): readonly NoticeAction[] {
  if (end !== null) return [];
  const confirm = firstContact.confirmation(person.name);
  const decline = firstContact.declining(person.name);
  return [
    { kind: 'claim-confirm', label: firstContact.confirm, style: 'primary', claimId, confirm },
    { kind: 'claim-decline', label: firstContact.decline, style: 'danger', claimId, confirm: decline },
  ];
}

function expiringView({ document, cancelAt, end }: BodyOf<'document-expiring'>, words: Words): NoticeView {
  const { notices, buttons } = words;
  if (end !== undefined) return told([notices.expiringNoMore[end](document)]);
  const edit: NoticeAction = { kind: 'edit', label: buttons['edit-and-resubmit'], documentId: document.id };
  return { ...told([notices.expiring(document, cancelAt), notices.expiringWhatNow]), actions: [edit] };
}
