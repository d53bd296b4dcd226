import type { Delegation } from '../../../src/engine/delegation/delegation.js';
import type { NoticeBody, UpkeepNotice, WaitingItem, WeeklyReport } from '../../../src/engine/notice.js';
import type { KnownPerson } from '../../../src/engine/ports/identities.js';
import { at } from './dossier.js';

const document = { id: 'doc', number: 'PR-2026-0001', title: 'Laptop', typeName: 'Purchase request' };

export const waiting: WaitingItem = {
  document,
  stepId: 'doc:1:0',
  step: 'Finance',
  submitterName: 'Ana',
  since: at(1),
  dueAt: at(5),
  forName: null,
};

/** From Monday to Friday in Jakarta. */
export const delegation: Delegation = {
  id: 'del',
  fromId: 'bo',
  toId: 'cy',
  startsAt: '2026-03-01T17:00:00.000Z',
  endsAt: '2026-03-06T17:00:00.000Z',
  types: ['purchase'],
  cap: { amountMinor: 500_000, currency: 'USD' },
  createdAt: at(0),
  endedAt: null,
};

const bo = someone('bo', 'Bo');
const cy = someone('cy', 'Cy');
const ana = someone('ana', 'Ana');

export const report: WeeklyReport = {
  scope: 'reports',
  from: at(0),
  until: at(9),
  submitted: 12,
  decided: 9,
  waiting: 5,
  overdue: 2,
  medianMs: 27 * 3_600_000,
  slowest: [{ typeName: 'Leave', step: 'Manager', medianMs: 50 * 3_600_000, count: 4 }],
  awaited: [{ name: 'Bo', count: 3, overdue: 1 }],
};

type Body<K extends NoticeBody['kind']> = Extract<NoticeBody, { kind: K }>;

export const notices: { readonly [K in UpkeepNotice['kind']]: Body<K> } = {
  reminder: { kind: 'reminder', item: waiting, why: { kind: 'rung', nth: 1 }, at: at(3) },
  digest: { kind: 'digest', items: [waiting, { ...waiting, stepId: 'doc:1:1', dueAt: null }], more: 3, at: at(3) },
  escalated: { kind: 'escalated', item: waiting, to: [cy], at: at(6) },
  delegation: {
    ...{ kind: 'delegation', what: 'given', delegation, from: bo, to: cy, typeNames: ['Purchase request'] },
    ...{ reader: 'to', at: at(0) },
  },
  question: {
    ...{ kind: 'question', document, stepId: 'doc:1:0', step: 'Finance', questionId: 'q1', askedBy: bo },
    ...{ text: 'Which model?\nAnd why?', answer: null, isOver: false, at: at(2) },
  },
  answer: {
    ...{ kind: 'answer', document, step: 'Finance', question: 'Which model?', text: 'The light one.' },
    ...{ answeredBy: ana, at: at(3) },
  },
  'document-expiring': { kind: 'document-expiring', document, cancelAt: at(8), at: at(2) },
  leaver: {
    ...{ kind: 'leaver', person: bo, more: 2, at: at(2) },
    moved: [
      { document, step: 'Finance', successor: 'Cy' },
      { document, step: 'Director', successor: null },
    ],
  },
  'weekly-report': { kind: 'weekly-report', report, at: at(9) },
};

function someone(id: string, name: string): KnownPerson {
  return { id, name, title: null, unit: null };
}
