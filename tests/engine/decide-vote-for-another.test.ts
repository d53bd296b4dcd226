import { describe, expect, test } from 'vitest';
import { commentCharsMax, type Decide } from '../../src/engine/command.js';
import type { ApprovalDocument } from '../../src/engine/document.js';
import { evolve } from '../../src/engine/evolve.js';
import type { Facts } from '../../src/engine/facts.js';
import type { RefusalCode } from '../../src/engine/refusal.js';
import { away, beside, byDelegation, changed, delegation, deputy, escalated, knowing } from './support/delegations.js';
import { allRule, anyRule, approver, pending, step, t0, t1 } from './support/documents.js';
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

/** Ana asks Bo and Cy, both of whom must agree; Bo is out of office, and Di acts for him. */
const asked = pending(step('first', 0, 0, ['bo', 'cy'], allRule), step('second', 1, 1, ['ed']));
const byDi = deputy('di', 'bo', byDelegation(['bo>di']));
const document = beside(asked, byDi);

const approve: Situation<Decide> = {
  document,
  command: {
    kind: 'approve',
    actorId: 'di',
    documentId: 'd1',
    stepId: 'd1:1:0',
    opening: 1,
    seen: { dataRevision: 1, round: 1 },
    comment: 'Because',
  },
  facts: { ...knowing([delegation('bo', 'di')]), actor: actor('di') },
};

function votedBy(personId: string, place: string): Obstacle<Decide> {
  const vote = { decision: 'approve', comment: null, at: t0, dataRevision: 1 } as const;
  const cast = personId === place ? vote : { ...vote, by: personId };
  return (situation) => {
    const of =
      situation.document &&
      changed(situation.document, ({ approvers }) => ({
        approvers: approvers.map((one) => (one.personId === place ? { ...one, vote: cast } : one)),
      }));
    return { ...situation, document: of };
  };
}

function on(of: ApprovalDocument): Obstacle<Decide> {
  return (situation) => ({ ...situation, document: of });
}

const obstacles: Partial<Record<RefusalCode, Obstacle<Decide>>> = {
  ...badStanding<Decide>(),
  'own-document': withDocument<Decide>({ submitterId: 'di' }),
  'put-oneself': withDocument<Decide>({ authorIds: ['di'] }),
  'wrong-status': withDocument<Decide>({ status: 'returned' }),
  stale: withCommand<Decide>({ seen: { dataRevision: 1, round: 0 } }),
  'no-such-step': withCommand<Decide>({ stepId: 'd1:0:0' }),
  'already-decided': votedBy('bo', 'bo'),
  'step-not-open': withCommand<Decide>({ opening: 2 }),
  'step-closed': (situation) => ({
    ...situation,
    document: situation.document && changed(situation.document, () => ({ status: 'approved', closedAt: t0 })),
  }),
  'delegation-over': (situation) => ({ ...situation, facts: { ...situation.facts, delegations: [] } }),
  'comment-too-long': withCommand<Decide>({ comment: 'x'.repeat(commentCharsMax + 1) }),
};

describe('a vote in the place of another', () => {
  testPrecedence(approve, obstacles);

  test('names both, and fills the place of who is away', () => {
    const decision = decided(approve);
    expect(decision).toEqual({
      refused: false,
      events: [
        {
          ...{ type: 'step-voted', documentId: 'd1', stepId: 'd1:1:0', personId: 'di', onBehalfOf: 'bo' },
          ...{ decision: 'approve', comment: 'Because', dataRevision: 1 },
        },
      ],
    });
    const after = decision.refused
      ? document
      : decision.events.reduce((state, one) => evolve(state, one, t1), document);
    expect(after.steps[0]?.approvers[0]?.vote).toMatchObject({ decision: 'approve', by: 'di' });
  });

  test('is recorded first where no event has said yet that they may', () => {
    expect(decided(on(asked)(approve))).toMatchObject({
      events: [
        { type: 'approval-delegated', personId: 'di', forId: 'bo', ground: { kind: 'delegation', path: ['bo>di'] } },
        { type: 'step-voted', personId: 'di', onBehalfOf: 'bo' },
      ],
    });
  });

  test('is recorded anew where another way leads there by now', () => {
    const chain = [delegation('bo', 'hal'), delegation('hal', 'di')];
    const facts: Facts = { ...knowing(chain), actor: actor('di') };
    expect(decided(withFacts<Decide>(facts)(approve))).toMatchObject({
      events: [{ type: 'approval-delegated', ground: { path: ['bo>hal', 'hal>di'] } }, { type: 'step-voted' }],
    });
  });

  test('reaches a document of which they knew nothing before', () => {
    const fresh = withFacts<Decide>({ delegations: [] })(on(asked)(approve));
    expect(decided(fresh)).toEqual({ refused: true, refusal: { code: 'no-such-document' } });
    expect(decided(on(asked)(approve))).toMatchObject({ refused: false });
  });

  test('closes the step like their own', () => {
    expect(decided(votedBy('cy', 'cy')(approve))).toMatchObject({
      events: [{ type: 'step-voted' }, { type: 'step-completed', outcome: 'approved' }, { type: 'stage-opened' }],
    });
    expect(decided(withCommand<Decide>({ kind: 'reject' })(approve))).toMatchObject({
      events: [{ type: 'step-voted' }, { type: 'step-completed' }, { type: 'document-rejected' }],
    });
  });

  test('leaves the approver nothing to decide, who is told who did', () => {
    const bo = withFacts<Decide>({ actor: actor('bo') })(withCommand<Decide>({ actorId: 'bo' })(approve));
    expect(decided(votedBy('di', 'bo')(bo))).toEqual({
      refused: true,
      refusal: { code: 'already-decided', step: 'first', decision: 'approve', at: t0, by: 'di' },
    });
    expect(decided(votedBy('bo', 'bo')(approve))).toMatchObject({ refusal: { code: 'already-decided', by: 'bo' } });
  });

  test('keeps nobody from deciding first who is away', () => {
    const bo = withFacts<Decide>({ actor: actor('bo') })(withCommand<Decide>({ actorId: 'bo' })(approve));
    expect(decided(bo)).toMatchObject({ events: [{ type: 'step-voted', personId: 'bo' }] });
  });
});

describe('one human', () => {
  const both = beside(asked, byDi, deputy('di', 'cy', byDelegation(['cy>di'])));
  const forBoth = withFacts<Decide>(knowing([delegation('bo', 'di'), delegation('cy', 'di')]));
  const ofDi = (situation: Situation<Decide>) => withFacts<Decide>({ actor: actor('di') })(forBoth(situation));

  test('who acts for two fills one place, the first by id', () => {
    expect(decided(ofDi(on(both)(approve)))).toMatchObject({ events: [{ type: 'step-voted', onBehalfOf: 'bo' }] });
    const second = votedBy('bo', 'bo')(ofDi(on(both)(approve)));
    expect(decided(second)).toMatchObject({ events: [{ onBehalfOf: 'cy' }, {}, {}] });
  });

  test('votes once on a step, in whatever place', () => {
    const again = votedBy('di', 'bo')(ofDi(on(both)(approve)));
    expect(decided(again)).toEqual({
      refused: true,
      refusal: { code: 'already-decided', step: 'first', decision: 'approve', at: t0 },
    });
  });

  test('who is asked acts in no other place, though they were named', () => {
    const cy = withFacts<Decide>({ ...knowing([delegation('bo', 'cy')]), actor: actor('cy') })(
      withCommand<Decide>({ actorId: 'cy' })(on(asked)(approve)),
    );
    expect(decided(cy)).toMatchObject({ events: [{ type: 'step-voted', personId: 'cy' }] });
    expect(decided(votedBy('cy', 'cy')(cy))).toMatchObject({ refusal: { code: 'already-decided' } });
  });

  test('never decides in the place of somebody whom they put there', () => {
    const put = changed(asked, () => ({ approvers: [{ ...approver('bo'), putBy: 'di' }, approver('cy')] }));
    expect(decided(on(beside(put, deputy('di', 'bo', escalated)))(approve))).toMatchObject({ refused: true });
  });
});

describe('somebody whose delegation does not reach is told why', () => {
  const cap = { amountMinor: 100, currency: 'USD' };
  const because = (facts: Facts, of = document) =>
    decided(withFacts<Decide>({ ...facts, actor: actor('di') })(on(of)(approve)));
  const costly = { ...document, data: { goal: 'Oslo', cost: { amountMinor: 200, currency: 'USD' } } };

  test.each<[string, Facts, ApprovalDocument]>([
    ['ended', knowing([]), document],
    ['amount', knowing([delegation('bo', 'di', { cap })]), costly],
    ['type', knowing([delegation('bo', 'di', { types: ['leave'] })]), document],
    ['type', knowing([delegation('bo', 'di', { types: ['leave'], cap })]), costly],
    ['unable', knowing([delegation('bo', 'di')], { bo: away('bo') }), document],
    ['unable', knowing([delegation('bo', 'di')], { bo: actor('bo', []) }), document],
  ])('%s', (why, facts, of) => {
    expect(because(facts, of)).toEqual({ refused: true, refusal: { code: 'delegation-over', forId: 'bo', why } });
  });

  test('off', () => {
    const facts = knowing([delegation('bo', 'di')]);
    expect(because({ ...facts, settings: { ...facts.settings, allowsDelegation: false } })).toMatchObject({
      refusal: { code: 'delegation-over', why: 'off' },
    });
  });

  test('also where they could act once and their place went to another', () => {
    const moved = evolve(
      document,
      { type: 'step-reassigned', documentId: 'd1', stepId: 'd1:1:0', from: 'bo', to: 'fay', by: 'gus', reason: 'Away' },
      t1,
    );
    expect(because(knowing([delegation('bo', 'di')]), moved)).toMatchObject({
      refusal: { code: 'delegation-over', forId: 'bo', why: 'ended' },
    });
  });
});

describe('a deputy for another reason than a delegation', () => {
  const given = on(beside(asked, deputy('di', 'bo')));
  const late = on(beside(asked, deputy('di', 'bo', escalated)));
  const none = withFacts<Decide>({ ...knowing([]), actor: actor('di') });

  test.each([
    ['who was given the step', given],
    ['who may act because nobody did in time', late],
  ])('%s decides in the place of the approver', (_who, put) => {
    expect(decided(put(none(approve)))).toMatchObject({ events: [{ type: 'step-voted', onBehalfOf: 'bo' }] });
  });

  test('decides no more with what they were given by somebody who may not decide any more, or where delegating is off', () => {
    const left = withFacts<Decide>({ ...knowing([], { bo: away('bo') }), actor: actor('di') });
    expect(decided(given(left(approve)))).toMatchObject({ refusal: { code: 'delegation-over', why: 'unable' } });
    expect(decided(late(left(approve)))).toMatchObject({ refused: false });
    const { settings } = approve.facts;
    const off = withFacts<Decide>({ settings: { ...settings, allowsDelegation: false } });
    expect(decided(given(off(none(approve))))).toMatchObject({ refusal: { code: 'delegation-over', why: 'off' } });
    expect(decided(late(off(none(approve))))).toMatchObject({ refused: false });
  });
});

test('where one is enough the vote of who acts for another is enough', () => {
  const any = beside(pending(step('first', 0, 0, ['bo', 'cy'], anyRule)), byDi);
  expect(decided(on(any)(approve))).toMatchObject({
    events: [{ type: 'step-voted' }, { type: 'step-completed', outcome: 'approved' }, { type: 'document-approved' }],
  });
});
