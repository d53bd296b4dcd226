import { describe, expect, test } from 'vitest';
import type { ApprovalDocument, Step } from '../../src/engine/document.js';
import type { ApprovalDelegated, LaterEvent } from '../../src/engine/event.js';
import { evolve } from '../../src/engine/evolve.js';
import { byDelegation, farAway } from './support/delegations.js';
import { allRule, pending, step, t0, t1, t2 } from './support/documents.js';

const about = { documentId: 'd1', stepId: 'd1:1:0' } as const;
const document = pending(step('first', 0, 0, ['bo', 'cy'], allRule), step('beside', 0, 1, ['ed']));

function given(personId: string, forId: string, ground: ApprovalDelegated['ground'] = byDelegation(['x'])): LaterEvent {
  return { type: 'approval-delegated', ...about, personId, forId, ground };
}

function since(...events: readonly LaterEvent[]): ApprovalDocument {
  return events.reduce((state, event) => evolve(state, event, t1), document);
}

function first({ steps: [one] }: ApprovalDocument): Step {
  if (one === undefined) throw new Error('no step');
  return one;
}

const step1 = { kind: 'step', note: 'Please' } as const;
const over = (personId: string, forId: string): LaterEvent => ({
  type: 'delegation-expired',
  ...about,
  personId,
  forId,
});
const moved = (from: string | null, to: string): LaterEvent => {
  return { type: 'step-reassigned', ...about, from, to, by: 'gus', reason: 'Away' };
};

describe('who may act for another', () => {
  test('is on the step from then on, by person, approver and ground', () => {
    const events = [given('hal', 'cy'), given('di', 'cy'), given('di', 'bo', step1), given('di', 'bo')];
    expect(first(since(...events)).deputies).toEqual([
      { personId: 'di', forId: 'bo', ground: byDelegation(['x']), since: t1 },
      { personId: 'di', forId: 'bo', ground: step1, since: t1 },
      { personId: 'di', forId: 'cy', ground: byDelegation(['x']), since: t1 },
      { personId: 'hal', forId: 'cy', ground: byDelegation(['x']), since: t1 },
    ]);
  });

  test('is there once on one ground, the newest', () => {
    const renewed = since(given('di', 'bo', byDelegation(['x'], t2)), given('di', 'bo', byDelegation(['y'], farAway)));
    expect(first(renewed).deputies).toMatchObject([{ ground: { path: ['y'], until: farAway } }]);
  });

  test('leaves the other steps the same objects', () => {
    expect(since(given('di', 'bo')).steps[1]).toBe(document.steps[1]);
  });

  test('because nobody decided in time is on the step as well, and the rung has fired', () => {
    const deputies = [
      { personId: 'mia', forId: 'bo', as: 'manager' },
      { personId: 'mia', forId: 'cy', as: 'manager' },
    ] as const;
    const one = first(since({ type: 'step-escalated', ...about, rung: 2, deputies }));
    expect(one).toMatchObject({ rungsFired: 3 });
    expect(one.deputies.map(({ personId, forId, ground }) => [personId, forId, ground])).toEqual([
      ['mia', 'bo', { kind: 'escalation', rung: 2, as: 'manager' }],
      ['mia', 'cy', { kind: 'escalation', rung: 2, as: 'manager' }],
    ]);
  });
});

describe('who could act for another once', () => {
  test('is remembered with when it ended', () => {
    const one = first(since(given('di', 'bo'), over('di', 'bo')));
    expect(one).toMatchObject({ deputies: [], formerDeputies: [{ personId: 'di', forId: 'bo', at: t1 }] });
  });

  test('is nobody who has another ground left', () => {
    const one = first(since(given('di', 'bo'), given('di', 'bo', step1), over('di', 'bo')));
    expect(one).toMatchObject({ deputies: [{ ground: step1 }], formerDeputies: [] });
  });

  test('is nobody who may again', () => {
    const one = first(since(given('di', 'bo'), over('di', 'bo'), given('di', 'bo')));
    expect(one).toMatchObject({ deputies: [{ personId: 'di' }], formerDeputies: [] });
  });

  test('is whoever acted for an approver whose place another has taken, each once', () => {
    const one = first(since(given('di', 'bo'), given('di', 'bo', step1), given('hal', 'cy'), moved('bo', 'fay')));
    expect(one.deputies).toMatchObject([{ personId: 'hal', forId: 'cy' }]);
    expect(one.formerDeputies).toEqual([{ personId: 'di', forId: 'bo', at: t1 }]);
  });

  test('is not who is asked in their own name by now, who acts for nobody there any more', () => {
    const one = first(since(given('di', 'bo'), given('di', 'cy'), moved('bo', 'di')));
    expect(one).toMatchObject({ deputies: [], formerDeputies: [] });
    expect(one.approvers.map(({ personId }) => personId)).toEqual(['cy', 'di']);
  });

  test('is whoever acted for somebody who left the company', () => {
    const left = { type: 'approver-left', ...about, personId: 'bo', successor: null, leavesPlace: true } as const;
    const one = first(since(given('di', 'bo'), left));
    expect(one).toMatchObject({ openPlaces: 1, deputies: [], formerDeputies: [{ personId: 'di', forId: 'bo' }] });
  });
});

describe('a vote in the place of another', () => {
  const voted = { type: 'step-voted', ...about, decision: 'approve', comment: null, dataRevision: 1 } as const;

  test('is on that place, with who cast it', () => {
    const one = first(since(given('di', 'bo'), { ...voted, personId: 'di', onBehalfOf: 'bo' }));
    expect(one.approvers).toMatchObject([{ personId: 'bo', vote: { by: 'di', at: t1 } }, { vote: null }]);
  });

  test('names nobody else where it is one’s own', () => {
    const [bo] = first(since({ ...voted, personId: 'bo' })).approvers;
    expect(bo?.vote).toEqual({ decision: 'approve', comment: null, at: t1, dataRevision: 1 });
  });
});

describe('a question', () => {
  const asked = (questionId: string): LaterEvent => {
    return { type: 'question-asked', ...about, questionId, personId: 'bo', text: 'Why?' };
  };
  const answered = (questionId: string): LaterEvent => {
    return { type: 'question-answered', ...about, questionId, text: 'So', resumed: null };
  };

  test('stops the clock from the first one to the last answer', () => {
    const one = evolve(document, asked('q1'), t0);
    const two = evolve(one, asked('q2'), t1);
    expect(first(two)).toMatchObject({ pausedAt: t0 });
    const half = evolve(two, answered('q1'), t1);
    expect(first(half)).toMatchObject({
      pausedAt: t0,
      questions: [{ answer: { text: 'So', at: t1 } }, { answer: null }],
    });
    expect(first(evolve(half, answered('q2'), t2))).toMatchObject({ pausedAt: null });
  });
});

test('what a nudge and a warning leave is their time', () => {
  const nudged = evolve(document, { type: 'document-nudged', documentId: 'd1', personIds: [] }, t1);
  expect(nudged).toMatchObject({ nudgedAt: t1 });
  const warned = evolve(nudged, { type: 'document-expiring', documentId: 'd1', cancelAt: t2 }, t1);
  expect(warned).toMatchObject({ cancelAt: t2 });
});
