import { describe, expect, test } from 'vitest';
import { commentCharsMax, type Reassign } from '../../src/engine/command.js';
import type { Step } from '../../src/engine/document.js';
import { evolve } from '../../src/engine/evolve.js';
import { isAsked } from '../../src/engine/may-see.js';
import { outcomeOf } from '../../src/engine/vote-rule.js';
import { allRule, approver, pending, step, t0, t1, t2 } from './support/documents.js';
import { plainFacts } from './support/facts.js';
import { actor } from './support/people.js';
import {
  badStanding,
  decided,
  type Obstacle,
  type Situation,
  testPrecedence,
  withCommand,
  withDocument,
  withFacts,
} from './support/precedence.js';

const gus = actor('gus', ['approval.reassign', 'document.read_all']);

/** Gus puts Di in the place of Bo, who has not voted. */
const reassign: Situation<Reassign> = {
  document: pending(step('first', 0, 0, ['bo', 'cy'], allRule), step('second', 1, 1, ['ed'])),
  command: {
    kind: 'reassign',
    actorId: 'gus',
    documentId: 'd1',
    nonce: 'n1',
    stepId: 'd1:1:0',
    fromId: 'bo',
    toId: 'di',
    reason: 'Bo is on leave',
  },
  facts: { ...plainFacts, actor: gus, newcomer: actor('di') },
};

function withFirst(change: (one: Step) => Step): Obstacle<Reassign> {
  return (situation) => {
    const steps = situation.document?.steps.map((one) => (one.id === 'd1:1:0' ? change(one) : one)) ?? [];
    return withDocument<Reassign>({ steps })(situation);
  };
}

const bosVote = { decision: 'approve', comment: null, at: t0, dataRevision: 1 } as const;
const bosVoteCast = withFirst((one) => ({
  ...one,
  approvers: one.approvers.map((other) => (other.personId === 'bo' ? approver('bo', bosVote) : other)),
}));

describe('reassign', () => {
  testPrecedence(
    reassign,
    {
      ...badStanding<Reassign>(),
      'no-such-document': (situation) => withFacts<Reassign>({ actor: actor('gus', ['approval.reassign']) })(situation),
      'own-document': withDocument<Reassign>({ submitterId: 'gus' }),
      'wrong-status': withDocument<Reassign>({ status: 'returned' }),
      'no-such-step': withCommand<Reassign>({ stepId: 'd1:0:0' }),
      'not-an-approver': withCommand<Reassign>({ fromId: 'zoe' }),
      'already-decided': bosVoteCast,
      'step-closed': withFirst((one) => ({ ...one, status: 'approved', closedAt: t0 })),
      'reason-required': (situation) =>
        withCommand<Reassign>({ reason: ' '.repeat(situation.command.reason.length) })(situation),
      'comment-too-long': withCommand<Reassign>({ reason: 'x'.repeat(commentCharsMax + 1) }),
      'unable-person': withFacts<Reassign>({ newcomer: undefined }),
    },
    [
      // The submitter sees the document.
      'no-such-document + own-document',
      // Whose permissions are gone is told so, whatever else they lack.
      'no-permission + no-such-document',
      // Without being on the step nobody has voted on it.
      'not-an-approver + already-decided',
    ],
  );

  test('says who put whom in whose place, and why', () => {
    expect(decided(reassign)).toEqual({
      refused: false,
      events: [
        {
          type: 'step-reassigned',
          documentId: 'd1',
          stepId: 'd1:1:0',
          from: 'bo',
          to: 'di',
          by: 'gus',
          reason: 'Bo is on leave',
        },
      ],
    });
  });

  test('is possible before the step opens', () => {
    const early = withCommand<Reassign>({ stepId: 'd1:1:1', fromId: 'ed' })(reassign);
    expect(decided(early)).toMatchObject({ refused: false });
  });

  test('fills a step that nobody is on', () => {
    const stuck = withFirst((one) => ({ ...one, approvers: [] }));
    expect(decided(withCommand<Reassign>({ fromId: null })(stuck(reassign)))).toMatchObject({
      events: [{ from: null, to: 'di' }],
    });
  });

  test('fills a place beside others that nobody was found for, and no more than there are', () => {
    const open = withCommand<Reassign>({ fromId: null })(withFirst((one) => ({ ...one, openPlaces: 1 }))(reassign));
    expect(decided(open)).toMatchObject({ events: [{ from: null, to: 'di' }] });
    const { document } = open;
    if (document === undefined) throw new Error('no document');
    const event = { type: 'step-reassigned', documentId: 'd1', stepId: 'd1:1:0', by: 'gus', reason: 'Away' } as const;
    const filled = evolve(document, { ...event, from: null, to: 'di' }, t1);
    expect(filled.steps[0]).toMatchObject({ openPlaces: 0 });
    const again = withCommand<Reassign>({ toId: 'fay' })({ ...open, document: filled });
    expect(decided(again)).toMatchObject({ refusal: { code: 'unable-person', why: 'no-place' } });
    expect(() => evolve(filled, { ...event, from: null, to: 'fay' }, t1)).toThrow('where no place was open');
  });

  test('of one place does not make a step pass that two had to agree to', () => {
    const empty = pending({ ...step('first', 0, 0, [], allRule), openPlaces: 2 });
    const event = { type: 'step-reassigned', documentId: 'd1', stepId: 'd1:1:0', by: 'gus', reason: 'Away' } as const;
    const vote = { type: 'step-voted', documentId: 'd1', stepId: 'd1:1:0', comment: null, dataRevision: 1 } as const;
    const half = evolve(
      evolve(empty, { ...event, from: null, to: 'di' }, t1),
      { ...vote, personId: 'di', decision: 'approve' },
      t2,
    );
    expect(half.steps[0] && outcomeOf(half.steps[0])).toBeUndefined();
    expect(half.steps[0]).toMatchObject({ openPlaces: 1 });
  });

  test.each<[string, string, Obstacle<Reassign>]>([
    ['who has left', 'inactive', withFacts<Reassign>({ newcomer: { ...actor('di'), active: false } })],
    ['who may decide nothing', 'may-not-act', withFacts<Reassign>({ newcomer: actor('di', []) })],
    ['who is unknown', 'inactive', withFacts<Reassign>({ newcomer: undefined })],
    ['who asked', 'submitter', withCommand<Reassign>({ toId: 'ana' })],
    ['who is asked there already', 'asked', withCommand<Reassign>({ toId: 'cy' })],
    ['who is to be replaced', 'asked', withCommand<Reassign>({ toId: 'bo' })],
    ['who wrote what led to the step', 'author', withDocument<Reassign>({ authorIds: ['di'] })],
    ['who does it', 'oneself', withCommand<Reassign>({ toId: 'gus' })],
    ['beside others', 'no-place', withCommand<Reassign>({ fromId: null })],
  ])('never puts there somebody %s', (_who, why, put) => {
    expect(decided(put(reassign))).toMatchObject({ refusal: { code: 'unable-person', why } });
  });

  test('tells what the person who should be replaced decided, and when', () => {
    expect(decided(bosVoteCast(reassign))).toEqual({
      refused: true,
      refusal: { code: 'already-decided', step: 'first', decision: 'approve', at: t0 },
    });
  });
});

describe('a step that was reassigned', () => {
  const { document } = reassign;
  if (document === undefined) throw new Error('no document');
  const event = { type: 'step-reassigned', documentId: 'd1', stepId: 'd1:1:0', by: 'gus', reason: 'Away' } as const;
  const after = evolve(document, { ...event, from: 'bo', to: 'di' }, t1);

  test('has the newcomer among its approvers, by id, with who put them there and why', () => {
    expect(after.steps[0]?.approvers).toEqual([
      approver('cy'),
      {
        personId: 'di',
        reasons: [{ kind: 'reassigned', by: 'gus', from: 'bo', text: 'Away' }],
        putBy: 'gus',
        vote: null,
      },
    ]);
  });

  test('remembers who left, and when', () => {
    const bo = { personId: 'bo', reasons: [{ kind: 'user' }], putBy: null, at: t1, wasAsked: true };
    expect(after.steps[0]?.replaced).toEqual([bo]);
  });

  test('lets whoever was asked see it still, though their command arrived before the one that opened the step', () => {
    expect(t0 < t1).toBe(true);
    const opened = { ...document, steps: document.steps.map((one) => (one.openedAt ? { ...one, openedAt: t1 } : one)) };
    expect(isAsked(evolve(opened, { ...event, from: 'bo', to: 'di' }, t0), 'bo')).toBe(true);
    const waiting = { ...event, stepId: 'd1:1:1', from: 'ed', to: 'di' };
    expect(isAsked(evolve(document, waiting, t2), 'ed')).toBe(false);
  });

  test('forgets that again of somebody who is put back', () => {
    const back = evolve(after, { ...event, from: 'di', to: 'bo' }, t2);
    expect(back.steps[0]?.approvers.map(({ personId }) => personId)).toEqual(['bo', 'cy']);
    expect(back.steps[0]?.replaced.map(({ personId }) => personId)).toEqual(['di']);
  });

  test('needs the newcomer where all must agree, and the one who left no more', () => {
    const vote = { type: 'step-voted', documentId: 'd1', stepId: 'd1:1:0', comment: null, dataRevision: 1 } as const;
    const half = evolve(after, { ...vote, personId: 'cy', decision: 'approve' }, t2);
    expect(half.steps[0] && outcomeOf(half.steps[0])).toBeUndefined();
    const whole = evolve(half, { ...vote, personId: 'di', decision: 'approve' }, t2);
    expect(whole.steps[0] && outcomeOf(whole.steps[0])).toBe('approved');
  });

  test('in whose place somebody is put who is not there breaks the trail', () => {
    expect(() => evolve(document, { ...event, from: 'zoe', to: 'di' }, t1)).toThrow('without being on it');
  });
});
