import { describe, expect, test } from 'vitest';
import { commentCharsMax, type DelegateStep } from '../../src/engine/command.js';
import { evolve } from '../../src/engine/evolve.js';
import { away, beside, byDelegation, changed, deputy } from './support/delegations.js';
import { allRule, approver, pending, step, t0, t1 } from './support/documents.js';
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

/** Bo lets Di act beside him on the first step. */
const give: Situation<DelegateStep> = {
  document: pending(step('first', 0, 0, ['bo', 'cy'], allRule), step('second', 1, 1, ['ed'])),
  command: {
    ...{ kind: 'delegate-step', actorId: 'bo', documentId: 'd1', nonce: 'n1' },
    ...{ stepId: 'd1:1:0', opening: 1, toId: 'di', note: 'You know more of it' },
  },
  facts: { ...plainFacts, actor: actor('bo'), newcomer: actor('di') },
};

function withFirst(change: Parameters<typeof changed>[1]): Obstacle<DelegateStep> {
  return (situation) => ({ ...situation, document: situation.document && changed(situation.document, change) });
}

const withoutBo = withFirst(({ approvers }) => ({ approvers: approvers.filter(({ personId }) => personId !== 'bo') }));
const voted = (by?: string) =>
  withFirst(({ approvers }) => ({
    approvers: approvers.map((one) => {
      const vote = { decision: 'approve', comment: null, at: t0, dataRevision: 1 } as const;
      return one.personId === 'bo' ? { ...one, vote: by === undefined ? vote : { ...vote, by } } : one;
    }),
  }));

describe('giving a step away', () => {
  testPrecedence(
    give,
    {
      ...badStanding<DelegateStep>(),
      'no-such-document': withoutBo,
      'own-document': withDocument<DelegateStep>({ submitterId: 'bo' }),
      'wrong-status': withDocument<DelegateStep>({ status: 'returned' }),
      'no-such-step': withCommand<DelegateStep>({ stepId: 'd1:0:0' }),
      'not-an-approver': (situation) =>
        withoutBo(withFacts<DelegateStep>({ relation: { wasApprover: true, managesSubmitter: false } })(situation)),
      'already-decided': voted(),
      'step-not-open': withCommand<DelegateStep>({ opening: 2 }),
      'step-closed': withFirst(() => ({ status: 'approved', closedAt: t0 })),
      'delegation-off': withFacts<DelegateStep>({ settings: { ...plainFacts.settings, allowsDelegation: false } }),
      'comment-too-long': withCommand<DelegateStep>({ note: 'x'.repeat(commentCharsMax + 1) }),
      'unable-person': withFacts<DelegateStep>({ newcomer: undefined }),
    },
    [
      // The submitter, and whoever was asked, sees the document.
      'no-such-document + own-document',
      'no-such-document + not-an-approver',
      'no-such-document + already-decided',
      'not-an-approver + already-decided',
    ],
  );

  test('says who may act for whom, on which step, and why', () => {
    expect(decided(give)).toEqual({
      refused: false,
      events: [
        {
          ...{ type: 'approval-delegated', documentId: 'd1', stepId: 'd1:1:0', personId: 'di', forId: 'bo' },
          ground: { kind: 'step', note: 'You know more of it' },
        },
      ],
    });
  });

  test('needs no word', () => {
    expect(decided(withCommand<DelegateStep>({ note: null })(give))).toMatchObject({ refused: false });
  });

  test.each<[string, string, Obstacle<DelegateStep>]>([
    ['who has left', 'inactive', withFacts<DelegateStep>({ newcomer: away('di') })],
    ['who may decide nothing', 'may-not-act', withFacts<DelegateStep>({ newcomer: actor('di', []) })],
    ['who asked', 'submitter', withCommand<DelegateStep>({ toId: 'ana' })],
    ['who gives it', 'oneself', withCommand<DelegateStep>({ toId: 'bo' })],
    ['who wrote what led to the step', 'author', withDocument<DelegateStep>({ authorIds: ['di'] })],
    [
      'who put the giver there',
      'chose-approver',
      withFirst(() => ({ approvers: [{ ...approver('bo'), putBy: 'di' }, approver('cy')] })),
    ],
    ['who is asked there already', 'asked', withCommand<DelegateStep>({ toId: 'cy' })],
    ['to whom it was given already', 'asked', withFirst(() => ({ deputies: [deputy('di', 'bo')] }))],
    [
      'who has voted there for another',
      'asked',
      withFirst(({ approvers: [bo = approver('bo'), cy = approver('cy')] }) => {
        const vote = { decision: 'approve', comment: null, at: t0, dataRevision: 1, by: 'di' } as const;
        return { approvers: [bo, { ...cy, vote }] };
      }),
    ],
  ])('is impossible to somebody %s', (_who, why, put) => {
    expect(decided(put(give))).toMatchObject({ refusal: { code: 'unable-person', why } });
  });

  test('is possible to five people, of whom those who act otherwise are none', () => {
    const others = (count: number) => ['fay', 'gil', 'hal', 'ida', 'jon'].slice(0, count).map((id) => deputy(id, 'bo'));
    const otherwise = [deputy('ed', 'cy'), deputy('kim', 'bo', byDelegation(['bo>kim']))];
    const having = (count: number) => decided(withFirst(() => ({ deputies: [...others(count), ...otherwise] }))(give));
    expect(having(4)).toMatchObject({ refused: false });
    expect(having(5)).toMatchObject({ refusal: { code: 'unable-person', why: 'given-enough' } });
  });

  test('is possible to who acts already by a delegation, which ends before the step may', () => {
    const acting = withFirst(() => ({ deputies: [deputy('di', 'bo', byDelegation(['bo>di'])), deputy('di', 'cy')] }));
    expect(decided(acting(give))).toMatchObject({ refused: false });
  });

  test('is not for who acts in the place of another', () => {
    const asDi = withFacts<DelegateStep>({ actor: actor('di') })(
      withCommand<DelegateStep>({ actorId: 'di', toId: 'fay' })(give),
    );
    const { document } = asDi;
    const of = document && beside(document, deputy('di', 'bo'));
    expect(decided({ ...asDi, document: of })).toMatchObject({ refusal: { code: 'not-an-approver' } });
  });

  test('tells who decided for the giver meanwhile', () => {
    expect(decided(voted('hal')(give))).toMatchObject({ refusal: { code: 'already-decided', by: 'hal' } });
  });

  test('leaves the giver on the step', () => {
    const decision = decided(give);
    const { document } = give;
    if (decision.refused || document === undefined) throw new Error('refused');
    const after = decision.events.reduce((state, event) => evolve(state, event, t1), document);
    expect(after.steps[0]?.approvers.map(({ personId }) => personId)).toEqual(['bo', 'cy']);
    expect(after.steps[0]?.deputies).toEqual([
      { personId: 'di', forId: 'bo', ground: { kind: 'step', note: 'You know more of it' }, since: t1 },
    ]);
  });
});
