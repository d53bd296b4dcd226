import { describe, expect, test } from 'vitest';
import { cardView } from '../../../src/bot/view/card.js';
import { detailView } from '../../../src/bot/view/detail.js';
import { plain } from '../../../src/bot/view/plain.js';
import type { Rich } from '../../../src/bot/view/text.js';
import type { CardRole } from '../../../src/engine/card.js';
import type { Dossier } from '../../../src/engine/dossier.js';
import { approver, at, documentOf, dossier, step, values } from '../support/dossier.js';

const reader = { locale: 'en', timeZone: 'UTC' };
const text = (rich: Rich) => plain(rich, reader);
const card = (given: Dossier, role: CardRole, personId: string, subject: string) =>
  cardView({ role, personId, subject }, given, reader);
const said = (lines: readonly Rich[]) => lines.map(text).join(' | ');

const returnedBy = (personId: string, comment: string) =>
  step({
    id: 'old',
    name: 'Manager',
    status: 'returned',
    closedAt: at(9),
    approvers: [approver(personId, { decision: 'return', comment })],
  });
const former = [
  returnedBy('bo', 'Too dear'),
  step({ id: 'old-2', name: 'Procurement', status: 'approved', approvers: [approver('cy', {})] }),
];

/** Bo returned the first round, Ana lowered the amount and named the item otherwise, and both are asked again. */
const again = dossier(
  documentOf({
    round: 2,
    dataRevision: 2,
    title: 'Old laptops',
    data: { ...values, item: 'Old laptops', amount: { amountMinor: 90000, currency: 'USD' }, why: 'Another\nreason.' },
    steps: [
      step({ id: 'new', name: 'Manager', round: 2, approvers: [approver('bo')] }),
      step({ id: 'new-2', name: 'Finance', round: 2, approvers: [approver('di')] }),
    ],
  }),
  { formerSteps: former, formerData: values },
);

describe('in a second round', () => {
  test('whoever returned it reads that they did, why, and what is different now', () => {
    const { state } = card(again, 'approver', 'bo', 'new');
    expect(state.map(text)).toEqual([
      'Round 2: submitted again after you returned it (“Too dear”).',
      'Changed since round 1: Item New laptops → Old laptops; Amount 1,234.50 USD → 900.00 USD; Why.',
    ]);
  });

  test('somebody who is asked for the first time reads which fields changed, and not what they said', () => {
    const { state } = card(again, 'approver', 'di', 'new-2');
    expect(state.map(text)).toEqual([
      'Round 2: submitted again after Bo returned it (“Too dear”).',
      'Changed since round 1: Item; Amount; Why.',
    ]);
  });

  test('it is said where nothing changed, and nothing is claimed where the earlier content is gone', () => {
    const same = { ...again, document: documentOf({ ...again.document, data: values }) };
    expect(said(card(same, 'approver', 'bo', 'new').state)).toContain('Nothing in it has changed since round 1.');
    const { formerData: _gone, ...erased } = again;
    expect(card(erased, 'approver', 'bo', 'new').state).toHaveLength(1);
  });

  test('a field that has become another kind since is named without its values', () => {
    const odd = { ...again, formerData: { ...values, amount: '12' } };
    expect(said(card(odd, 'approver', 'bo', 'new').state)).toContain('; Amount; ');
  });

  test.each([
    ['approver', 'cy', 'old-2'],
    ['outcome', 'ana', 'round 1'],
  ] as const)('the %s card of the first does not put its decisions beside the new title', (role, person, subject) => {
    const view = card(again, role, person, subject);
    expect(said(view.state)).toMatch(/You approved this on Procurement|Returned/);
    expect(JSON.stringify([view.lead, view.fallback])).not.toContain('laptops');
    expect(text(view.lead)).toContain('Purchase request');
  });

  test('the title stays on the cards of the first where nothing was changed', () => {
    const same = { ...again, document: documentOf({ ...again.document, title: 'New laptops', dataRevision: 1 }) };
    expect(text(card(same, 'approver', 'cy', 'old-2').lead)).toBe('Ana asked for New laptops');
  });

  test('the detail says that the earlier decisions were about something else', () => {
    const [round] = detailView(again, 'bo', reader).former;
    expect(round && text(round.title)).toBe('Round 1 · about the content before it was changed');
    expect(said(detailView(again, 'bo', reader).state)).toContain('after you returned it');
  });
});

describe('a change that the submitter has not submitted', () => {
  const steps = [returnedBy('bo', 'No')];
  const changed = dossier(
    documentOf({ status: 'returned', steps, dataRevision: 2, title: 'Old laptops', closedAt: at(9) }),
  );
  const mark = 'You have changed it since, and not submitted that yet.';

  test('is marked on their own cards and in their detail', () => {
    expect(said(card(changed, 'submitter', 'ana', 'doc-1').state)).toContain(mark);
    expect(said(card(changed, 'outcome', 'ana', 'round 1').state)).toContain(mark);
    expect(said(detailView(changed, 'ana', reader).state)).toContain(mark);
  });

  test('is not seen by those who decided, who read that it goes on', () => {
    for (const view of [card(changed, 'approver', 'bo', 'old'), detailView(changed, 'bo', reader)]) {
      expect(JSON.stringify(view)).not.toContain('Old laptops');
      expect(said(view.state)).toContain('Ana is changing it');
    }
  });

  test('is not claimed where nothing was changed', () => {
    const same = dossier(documentOf({ status: 'returned', steps, closedAt: at(9) }));
    expect(said(card(same, 'submitter', 'ana', 'doc-1').state)).not.toContain(mark);
  });
});

describe('one person on two steps', () => {
  const steps = [
    step({ id: 's1', name: 'Manager', status: 'approved', approvers: [approver('bo', {})] }),
    step({ id: 's2', name: 'Procurement', approvers: [approver('cy'), approver('bo')] }),
  ];
  const both = dossier(documentOf({ steps }));

  test('reads on each card which step it is about, and that they are still waited for', () => {
    expect(card(both, 'approver', 'bo', 's1').state.map(text)).toEqual([
      'You approved this on Manager Mar 2, 2026, 9:05 AM UTC',
      'Waiting for you and Cy.',
    ]);
    expect(text(card(both, 'approver', 'bo', 's2').why)).toContain('You are asked on Procurement');
  });

  test('reads in the detail which buttons are for which step, and why', () => {
    const { actions } = detailView(both, 'bo', reader);
    expect(actions.map(({ caption }) => text(caption))).toEqual([
      'You are asked on Procurement because you are Ana’s manager.',
    ]);
  });
});

test('the submitter who cancelled reads “you”', () => {
  const cancelled = dossier(documentOf({ status: 'cancelled', closedAt: at(9) }));
  expect(said(card(cancelled, 'submitter', 'ana', 'doc-1').state)).toBe('Cancelled Mar 2, 2026, 9:09 AM UTC by you.');
});

test('a comment of several lines keeps its breaks visible on its one line', () => {
  const steps = [step({ id: 's1', approvers: [approver('bo', { comment: 'One\n\n two\nthree' }), approver('cy')] })];
  expect(said(card(dossier(documentOf({ steps })), 'approver', 'bo', 's1').state)).toContain('“One / two / three”');
});

test('a draft is called a draft and can be discarded, and nobody is said to see it', () => {
  const draft = dossier(documentOf({ status: 'draft', number: null, round: 0, steps: [], submittedAt: null }));
  const view = detailView(draft, 'ana', reader);
  const discard = view.actions[0]?.actions.find(({ kind }) => kind === 'delete');
  expect(text(view.lead)).toBe('Draft: New laptops');
  expect([discard?.label, discard?.confirm]).toMatchObject(['Discard draft', { title: 'Discard this draft?' }]);
  expect(discard?.confirm?.text).toMatch(/^Only you have seen it\./);
});
