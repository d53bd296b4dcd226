import { describe, expect, test } from 'vitest';
import type { Rung } from '../../../src/engine/definition.js';
import type { ApprovalDocument, Deputy, Question, Reason } from '../../../src/engine/document.js';
import type { PolicyFinding, QuotaHold } from '../../../src/engine/policy/policy.js';
import { openHouse } from '../../support/house.js';
import { asked, save, savedDraft, step, submittedWith } from './saving.js';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD', exponent: 2 });

const findings: readonly PolicyFinding[] = [
  {
    policy: 'yearly-leave',
    name: 'Yearly leave',
    effect: 'pass',
    explanation: {
      kind: 'quota',
      unit: 'days',
      year: 2026,
      limit: 1200,
      carried: 200,
      spent: 800,
      held: 50,
      asked: 100,
    },
  },
  {
    policy: 'large',
    name: 'Large "purchases"',
    effect: 'add_step',
    explanation: { kind: 'threshold', amount: usd(620_00), above: usd(500_00), step: 'Director' },
  },
  { policy: 'n', name: 'N', effect: 'warn', explanation: { kind: 'notice', days: 3, earliest: '2026-03-05' } },
  { policy: 'm', name: 'M', effect: 'warn', explanation: { kind: 'message', text: 'Mind the gap', step: null } },
];

const holds: readonly QuotaHold[] = [
  { policy: 'yearly-leave', personId: 'ana', year: 2026, amount: 100, state: 'held' },
  { policy: 'spring', personId: 'ana', year: 2026, amount: 100, state: 'held' },
];

const reasons: readonly Reason[] = [
  { kind: 'user' },
  { kind: 'role', role: 'Finance', unit: 'Berlin' },
  { kind: 'role', role: 'Finance', unit: null },
  { kind: 'group', group: 'Board' },
  { kind: 'field', field: 'Who stands in' },
  { kind: 'manager', level: 2 },
  { kind: 'unit_head', unit: 'Berlin' },
  { kind: 'stand-in', as: 'manager', for: 'hal' },
  { kind: 'reassigned', by: 'gus', from: null, text: 'Nobody\u2019s there' },
];

const since = '2026-03-02T09:00:00.000Z';

const deputies: readonly Deputy[] = [
  { personId: 'ed', forId: 'cy', ground: { kind: 'step', note: 'You know him' }, since },
  {
    personId: 'flo',
    forId: 'cy',
    ground: { kind: 'delegation', path: ['d1', 'd2'], until: '2026-03-09T09:00:00.000Z' },
    since,
  },
  { personId: 'flo', forId: 'cy', ground: { kind: 'escalation', rung: 1, as: 'manager' }, since },
  { personId: 'flo', forId: 'hal', ground: { kind: 'step', note: null }, since },
];

/** As they were asked, which need not be the order of their times or ids. */
const questions: readonly Question[] = [
  { id: 'q2', askedBy: 'cy', text: 'Why two?', askedAt: since, answer: { text: 'One breaks.', at: since } },
  { id: 'q1', askedBy: 'flo', text: 'Why now?', askedAt: '2026-03-02T08:59:00.000Z', answer: null },
];

const ladder: readonly Rung[] = [
  { do: 'remind', afterHours: 4 },
  { do: 'escalate', afterHours: 8, to: [{ kind: 'manager' }] },
];

describe('a document comes back as it was saved', () => {
  test('with findings, holds, authors, and everything that a step and its people carry', async () => {
    const house = await openHouse();
    const before = await savedDraft(house);
    const vote = { decision: 'approve', comment: '[ok]', at: '2026-03-02T11:00:00.000Z', dataRevision: 1 } as const;
    const byDeputy = { ...vote, by: 'flo' };
    const steps = [
      step(before.id, 0, {
        because: 'over 500.00 USD',
        sla: { hours: 8, calendar: 'berlin', ladder },
        dueAt: '2026-03-03T10:00:00.000Z',
        ladderAt: ['2026-03-02T14:00:00.000Z', '2026-03-03T10:00:00.000Z'],
        rungsFired: 1,
        pausedAt: '2026-03-02T15:00:00.000Z',
        deputies,
        formerDeputies: [{ personId: 'ed', forId: 'bo', at: '2026-03-02T13:00:00.000Z' }],
        questions,
        approvers: [asked('bo', { reasons, vote }), asked('cy', { putBy: 'gus' }), asked('hal', { vote: byDeputy })],
        replaced: [{ personId: 'di', reasons, putBy: 'gus', at: '2026-03-02T10:30:00.000Z', wasAsked: true }],
      }),
      step(before.id, 1, {
        status: 'waiting',
        problem: 'no such key: total',
        sla: { hours: 24, ladder: [] },
        expiredAs: 'reject',
        approvers: [],
        opening: 0,
        openedAt: null,
      }),
    ];
    const after: ApprovalDocument = {
      ...before,
      ...submittedWith(steps, { findings, holds, authorIds: ['gus'] }),
      nudgedAt: '2026-03-02T12:00:00.000Z',
      cancelAt: '2026-04-01T12:00:00.000Z',
      cancelledBecause: 'stale',
      version: 2,
    };
    await save(house, before, after);
    expect(await house.document(before.id)).toEqual(after);
  });

  test('also when a step opens, closes and gets due within a round', async () => {
    const house = await openHouse();
    const draft = await savedDraft(house);
    await save(house, draft, submittedWith([step(draft.id, 0, { status: 'waiting', opening: 0, openedAt: null })]));
    const waiting = await house.document(draft.id);
    const at = '2026-03-02T12:00:00.000Z';
    const dueAt = '2026-03-03T12:00:00.000Z';
    const opened = waiting.steps.map((one) => ({
      ...one,
      status: 'pending' as const,
      opening: 1,
      openedAt: at,
      dueAt,
    }));
    await save(house, waiting, { steps: opened });
    expect((await house.document(draft.id)).steps).toEqual(opened);
  });

  test('rejected at once, without any step', async () => {
    const house = await openHouse();
    const draft = await savedDraft(house);
    const rejected = {
      ...submittedWith([], { findings }),
      status: 'rejected',
      closedAt: '2026-03-02T10:00:00.000Z',
    } as const;
    await save(house, draft, rejected);
    expect(await house.document(draft.id)).toMatchObject({ ...rejected, steps: [], holds: [] });
  });
});

describe('a draft that was thrown away', () => {
  test('is in no list and has neither document nor dossier, while its row stays', async () => {
    const house = await openHouse();
    const draft = await savedDraft(house);
    const kept = await savedDraft(house);
    await save(house, draft, { deletedAt: '2026-03-02T12:00:00.000Z' });
    const facts = house.store.documents('acme');
    expect(await facts.read((reader) => reader.document(draft.id))).toBeUndefined();
    const reading = house.store.reading('acme');
    expect(await reading.dossier(draft.id)).toBeUndefined();
    expect(await house.store.cards('acme').dossier(draft.id)).toBeUndefined();
    const mine = await reading.requestedBy('ana', 10);
    expect(mine.items.map(({ documentId }) => documentId)).toEqual([kept.id]);
    const row = house.database.read.selectFrom('documents').select('deleted_at').where('id', '=', draft.id);
    expect(await row.executeTakeFirst()).toEqual({ deleted_at: '2026-03-02T12:00:00.000Z' });
  });
});
