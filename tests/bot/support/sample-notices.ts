import type { DelegationFact, NoticeWords } from '../../../src/bot/view/notice-words.js';
import type { WaitingItem } from '../../../src/engine/notice.js';
import { at } from './dossier.js';
import { marker, type Samples } from './sample.js';

const [name, step, typeName, number, text] = ['name', 'step', 'type', 'number', 'text'].map(marker) as [
  string,
  string,
  string,
  string,
  string,
];
const document = { id: 'd', number, title: marker('title'), typeName };
const item: WaitingItem = {
  document,
  stepId: 's',
  step,
  submitterName: marker('submitter'),
  since: at(1),
  dueAt: at(2),
  forName: null,
};
const forSomebody: WaitingItem = { ...item, forName: marker('principal') };
const fact: DelegationFact = { name, from: marker('from'), until: marker('until'), endsAt: at(3) };
const several = { names: [marker('first'), marker('second')], more: 361 };

export const noticeSamples: Samples<NoticeWords> = {
  reminder: [
    [item, { kind: 'rung', nth: 1 }],
    [item, { kind: 'rung', nth: 2 }],
    [item, { kind: 'rung', nth: 371 }],
    [forSomebody, { kind: 'rung', nth: 1 }],
    [item, { kind: 'nudge', by: marker('submitter') }],
    [item, { kind: 'snoozed' }],
  ],
  waits: [[item]],
  due: [[at(2)]],
  overdue: [[at(2)]],
  digest: [[1], [372]],
  digestItem: [[item], [forSomebody]],
  moreWait: [[1], [373]],
  waitsNoMore: [
    [document, { kind: 'voted', decision: 'approve' }],
    [document, { kind: 'voted', decision: 'reject' }],
    [document, { kind: 'voted', decision: 'return' }],
    [document, { kind: 'decided', decision: 'approve', by: [marker('first'), marker('second')] }],
    [document, { kind: 'decided', decision: 'reject', by: [name] }],
    [document, { kind: 'decided', decision: 'return', by: [] }],
    [document, { kind: 'expired', decision: 'approve' }],
    [document, { kind: 'closed', how: 'approved' }],
    [document, { kind: 'closed', how: 'rejected' }],
    [document, { kind: 'closed', how: 'returned' }],
    [document, { kind: 'closed', how: 'cancelled' }],
    [document, { kind: 'not-asked' }],
  ],
  escalated: [
    [item, { names: [name], more: 0 }],
    [item, several],
  ],
  escalatedToNobody: [[item]],
  delegation: {
    given: { from: [[fact]], to: [[fact]] },
    began: { from: [[fact]], to: [[fact]] },
    ended: { from: [[fact]], to: [[fact]] },
    revoked: { from: [[fact]], to: [[fact]] },
  },
  delegationWhatNow: { from: [[name]], to: [[name]] },
  question: [[name, document, step]],
  questionAnswered: [[at(1)]],
  answer: [[name, document, step]],
  yourQuestion: [[text]],
  expiring: [[document, at(2)]],
  expiringNoMore: { 'submitted-again': [[document]], cancelled: [[document]], kept: [[document]] },
  leaver: [
    [name, 0],
    [name, 1],
    [name, 374],
  ],
  moved: [[{ document, step, successor: name }], [{ document, step, successor: null }]],
  moreMoved: [[1], [375]],
  report: {
    week: [[at(1), at(2)]],
    moved: [[376, 377]],
    open: [[378, 379]],
    median: [[marker('duration')]],
    slowest: [
      [typeName, step, marker('duration'), 1],
      [typeName, step, marker('duration'), 380],
    ],
    awaited: [
      [name, 381, 382],
      [name, 381, 0],
    ],
  },
  snooze: { done: [[at(1)]] },
};
