import { describe, expect, test } from 'vitest';
import type { ApprovalDocument } from '../../src/engine/document.js';
import type { DomainEvent, LaterEvent } from '../../src/engine/event.js';
import { evolve } from '../../src/engine/evolve.js';
import type { PolicyFinding, QuotaHold } from '../../src/engine/policy/policy.js';
import { created, draft, folded, opened, pending, step, submitted, t0, t1, t2 } from './support/documents.js';

const first = step('first', 0, 0, ['bo', 'cy']);
const beside = step('beside', 0, 1, ['di']);
const second = step('second', 1, 2, ['ed']);

function next(document: ApprovalDocument, event: DomainEvent, at = t1): ApprovalDocument {
  return evolve(document, event, at);
}

function voted(personId: string): LaterEvent {
  const comment = 'Fine';
  return {
    type: 'step-voted',
    documentId: 'd1',
    stepId: 'd1:1:0',
    personId,
    decision: 'approve',
    comment,
    dataRevision: 1,
  };
}

function completed(outcome: 'approved' | 'rejected' | 'returned'): LaterEvent {
  return { type: 'step-completed', documentId: 'd1', stepId: 'd1:1:0', outcome };
}

function ended(type: 'approved' | 'rejected' | 'returned' | 'cancelled' | 'completed' | 'deleted'): LaterEvent {
  if (type === 'completed') return { type: 'document-completed', documentId: 'd1', by: 'fay' };
  return { type: `document-${type}`, documentId: 'd1' };
}

const reassignment: LaterEvent = {
  type: 'step-reassigned',
  documentId: 'd1',
  stepId: 'd1:1:0',
  from: 'bo',
  to: 'fay',
  by: 'gus',
  reason: 'Away',
};

const edit: LaterEvent = {
  type: 'document-edited',
  documentId: 'd1',
  documentType: { key: 'trip', version: 4 },
  title: 'Bergen',
  data: { goal: 'Bergen', days: 2 },
  changed: ['days', 'goal'],
};

describe('a created document', () => {
  test('is a draft in its first version, without number, round or steps', () => {
    expect(evolve(undefined, created, t0)).toEqual({
      id: 'd1',
      version: 1,
      typeKey: 'trip',
      typeVersion: 1,
      number: null,
      title: 'Oslo',
      submitterId: 'ana',
      status: 'draft',
      data: { goal: 'Oslo' },
      dataRevision: 1,
      round: 0,
      template: null,
      findings: [],
      holds: [],
      authorIds: [],
      steps: [],
      createdAt: t0,
      submittedAt: null,
      closedAt: null,
      completedAt: null,
      completedBy: null,
      deletedAt: null,
      nudgedAt: null,
      cancelAt: null,
      cancelledBecause: null,
    });
  });

  test.each(
    [
      ...[edit, submitted([first]), opened(0), voted('bo'), completed('approved'), reassignment],
      ...[ended('approved'), ended('completed'), ended('deleted')],
    ].map((event) => [event.type, event] as const),
  )('is what every trail begins with: %s before it is a broken trail', (_type, event) => {
    expect(() => evolve(undefined, event, t0)).toThrow('the trail is broken');
  });
});

describe('every event', () => {
  test.each<[string, ApprovalDocument, LaterEvent]>([
    ['document-edited', draft(), edit],
    ['document-submitted', draft(), submitted([first])],
    ['stage-opened', folded(created, submitted([first])), opened(0)],
    ['step-voted', pending(first), voted('bo')],
    ['step-completed', pending(first), completed('approved')],
    ['document-approved', pending(first), ended('approved')],
    ['document-rejected', pending(first), ended('rejected')],
    ['document-returned', pending(first), ended('returned')],
    ['document-cancelled', pending(first), ended('cancelled')],
    ['step-reassigned', pending(first), reassignment],
    ['document-completed', pending(first), ended('completed')],
    ['document-deleted', draft(), ended('deleted')],
  ])('%s makes the next version and leaves the one before untouched', (_type, before, event) => {
    const kept = structuredClone(before);
    expect(next(before, event).version).toBe(before.version + 1);
    expect(before).toEqual(kept);
  });
});

describe('an edit', () => {
  test('replaces the content, counts a revision and takes the version of the form it was made on', () => {
    expect(next(draft(), edit)).toEqual({
      ...draft(),
      version: 2,
      typeVersion: 4,
      title: 'Bergen',
      data: { goal: 'Bergen', days: 2 },
      dataRevision: 2,
    });
  });
});

describe('a submit', () => {
  test('puts the recorded route on the document', () => {
    expect(next(draft(), submitted([first, second]))).toMatchObject({
      status: 'pending',
      number: 'BT-2026-0001',
      round: 1,
      template: { key: 'trip-default', version: 1 },
      steps: [first, second],
      submittedAt: t1,
      closedAt: null,
    });
  });

  test('again replaces the steps of the former round and opens the document anew', () => {
    const returned = next(pending(first), ended('returned'));
    const again = next(returned, submitted([second], 2), t2);
    expect(again).toMatchObject({ status: 'pending', round: 2, steps: [second], submittedAt: t2, closedAt: null });
  });
});

describe('what a submit holds of a quota', () => {
  const held: QuotaHold = { policy: 'leave', personId: 'ana', year: 2026, amount: 500, state: 'held' };
  const warning: PolicyFinding = {
    ...{ policy: 'late', name: 'Late', effect: 'warn' },
    explanation: { kind: 'message', text: 'Late', step: null },
  };
  const holding = folded(
    created,
    submitted([first], 1, { holds: [held], findings: [warning], authorIds: ['zoe'] }),
    opened(0),
  );

  test('is held while it waits, beside what the policies said and who wrote them', () => {
    expect(holding).toMatchObject({ holds: [held], findings: [warning], authorIds: ['zoe'] });
  });

  test.each([
    ['approved', 'spent'],
    ['rejected', 'released'],
    ['returned', 'released'],
    ['cancelled', 'released'],
  ] as const)('is, once it is %s, %s', (type, state) => {
    expect(next(holding, ended(type)).holds).toEqual([{ ...held, state }]);
  });

  test('stays spent when it is completed', () => {
    expect(next(next(holding, ended('approved')), ended('completed')).holds).toEqual([{ ...held, state: 'spent' }]);
  });

  test('is what the next round says instead', () => {
    const again = next(next(holding, ended('returned')), submitted([second], 2, { holds: [{ ...held, amount: 100 }] }));
    expect(again).toMatchObject({ holds: [{ ...held, amount: 100 }], findings: [], authorIds: [] });
  });
});

describe('a stage that opens', () => {
  test('opens all of its steps, counts the opening and leaves the other stages waiting', () => {
    const { steps } = next(folded(created, submitted([first, beside, second])), opened(0));
    expect(steps).toEqual([
      { ...first, status: 'pending', opening: 1, openedAt: t1 },
      { ...beside, status: 'pending', opening: 1, openedAt: t1 },
      second,
    ]);
  });

  test('says by when each step is due that has to be decided by some time', () => {
    const { steps } = next(folded(created, submitted([first, beside])), opened(0, { 'd1:1:1': t2 }));
    expect(steps.map(({ dueAt }) => dueAt)).toEqual([null, t2]);
  });

  test('opens the second as it opened the first', () => {
    expect(next(pending(first, second), opened(1)).steps[1]).toMatchObject({
      status: 'pending',
      opening: 1,
      openedAt: t1,
    });
  });
});

describe('a vote', () => {
  test('is kept with its words, its time and the content seen, on that person of that step only', () => {
    const before = pending(first, beside);
    const { steps } = next(before, voted('bo'));
    const vote = { decision: 'approve', comment: 'Fine', at: t1, dataRevision: 1 };
    expect(steps[0]?.approvers.map((one) => [one.personId, one.vote])).toEqual([
      ['bo', vote],
      ['cy', null],
    ]);
    expect(steps[1]).toBe(before.steps[1]);
  });

  test('of somebody who was not put on the step breaks the trail', () => {
    expect(() => next(pending(first), voted('zoe'))).toThrow('in a place that nobody was put on');
  });
});

describe('a step that completes', () => {
  test.each(['approved', 'rejected', 'returned'] as const)('%s keeps its outcome and its time', (outcome) => {
    const { steps, status } = next(pending(first, beside), completed(outcome));
    expect(steps[0]).toMatchObject({ status: outcome, closedAt: t1 });
    expect(steps[1]).toMatchObject({ status: 'pending', closedAt: null });
    expect(status).toBe('pending');
  });
});

describe('a document that ends', () => {
  test.each(['approved', 'rejected', 'returned', 'cancelled'] as const)(
    '%s skips what was unfinished, and nothing else',
    (type) => {
      const half = next(pending(first, beside, second), completed('approved'));
      const closed = next(half, ended(type), t2);
      expect(closed).toMatchObject({ status: type, closedAt: t2 });
      expect(closed.steps.map((one) => [one.status, one.closedAt])).toEqual([
        ['approved', t1],
        ['skipped', t2],
        ['skipped', t2],
      ]);
    },
  );

  test('leaves steps that do not change the same objects, which is how the store sees what to write', () => {
    const half = next(pending(first, beside), completed('approved'));
    expect(next(half, ended('rejected')).steps[0]).toBe(half.steps[0]);
  });
});
