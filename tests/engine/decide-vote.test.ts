import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../src/engine/calendar/calendar.js';
import { commentCharsMax, type Decide } from '../../src/engine/command.js';
import type { Completion, VoteRule } from '../../src/engine/definition.js';
import { type ApprovalDocument, type DecisionKind, decisions, type Step } from '../../src/engine/document.js';
import type { DomainEvent } from '../../src/engine/event.js';
import { evolve } from '../../src/engine/evolve.js';
import type { Facts } from '../../src/engine/facts.js';
import type { RefusalCode } from '../../src/engine/refusal.js';
import { allRule, anyRule, pending, step, t0, t1, tripType } from './support/documents.js';
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

const facts: Facts = { ...plainFacts, actor: actor('bo') };

/** Bo and Cy are asked first, then Di. */
const document = pending(step('first', 0, 0, ['bo', 'cy'], allRule), step('second', 1, 1, ['di']));

function vote(kind: DecisionKind, by = 'bo', on = 'd1:1:0', of = document): Situation<Decide> {
  return {
    document: of,
    command: {
      kind,
      actorId: by,
      documentId: 'd1',
      stepId: on,
      opening: 1,
      seen: { dataRevision: 1, round: 1 },
      comment: 'Because',
    },
    facts: { ...facts, actor: actor(by) },
  };
}

/** Changes the step that is voted on. */
function withStep(change: (one: Step) => Step): Obstacle<Decide> {
  return (situation) => {
    const steps = situation.document?.steps.map((one) => (one.id === 'd1:1:0' ? change(one) : one)) ?? [];
    return withDocument<Decide>({ steps })(situation);
  };
}

const withoutBo = withStep((one) => ({ ...one, approvers: one.approvers.filter(({ personId }) => personId !== 'bo') }));
const bosVote = { decision: 'approve', comment: null, at: t0, dataRevision: 1 } as const;

const obstacles: Partial<Record<RefusalCode, Obstacle<Decide>>> = {
  ...badStanding<Decide>(),
  'no-such-document': withoutBo,
  'own-document': withDocument<Decide>({ submitterId: 'bo' }),
  'put-oneself': withDocument<Decide>({ authorIds: ['bo'] }),
  'wrong-status': withDocument<Decide>({ status: 'returned' }),
  stale: withCommand<Decide>({ seen: { dataRevision: 1, round: 0 } }),
  'no-such-step': withCommand<Decide>({ stepId: 'd1:0:0' }),
  // Asked in a former round: may see, may not vote.
  'not-an-approver': (situation) =>
    withoutBo(withFacts<Decide>({ relation: { wasApprover: true, managesSubmitter: false } })(situation)),
  'already-decided': withStep((one) => ({
    ...one,
    approvers: one.approvers.map((other) => (other.personId === 'bo' ? { ...other, vote: bosVote } : other)),
  })),
  'step-not-open': withCommand<Decide>({ opening: 2 }),
  'step-closed': withStep((one) => ({ ...one, status: 'approved', closedAt: t0 })),
  'comment-too-long': withCommand<Decide>({ comment: 'x'.repeat(commentCharsMax + 1) }),
};
const exclusive = [
  // The submitter, and whoever was asked, sees the document.
  'no-such-document + own-document',
  'no-such-document + not-an-approver',
  'no-such-document + already-decided',
  // Without being on a step nobody has voted on it.
  'not-an-approver + already-decided',
];

describe.each(decisions)('%s', (kind) => {
  const spaces: Obstacle<Decide> = (situation) =>
    withCommand<Decide>({ comment: ' '.repeat(situation.command.comment?.length ?? 0) })(situation);
  testPrecedence(vote(kind), kind === 'approve' ? obstacles : { ...obstacles, 'reason-required': spaces }, exclusive);

  test.each(['draft', 'approved', 'rejected', 'returned', 'cancelled', 'completed'] as const)(
    'is impossible in %s',
    (status) => {
      expect(decided(withDocument<Decide>({ status })(vote(kind)))).toMatchObject({
        refusal: { code: 'wrong-status' },
      });
    },
  );

  test('of one step records who, what, why and which content they saw', () => {
    const decision = decided(vote(kind));
    expect(decision).toMatchObject({
      events: [
        {
          type: 'step-voted',
          documentId: 'd1',
          stepId: 'd1:1:0',
          personId: 'bo',
          decision: kind,
          comment: 'Because',
          dataRevision: 1,
        },
        ...(kind === 'approve' ? [] : [{ type: 'step-completed' }, { type: `document-${kind}ed` }]),
      ],
    });
  });

  test(`with a comment of ${commentCharsMax} characters is counted`, () => {
    expect(decided(withCommand<Decide>({ comment: 'x'.repeat(commentCharsMax) })(vote(kind)))).toMatchObject({
      refused: false,
    });
  });

  test('is not stale because of another person’s vote', () => {
    const [, ...consequences] = accepted(vote('approve', 'cy'));
    expect(consequences).toEqual([]);
    const after = folded(document, accepted(vote('approve', 'cy')));
    expect(decided(vote(kind, 'bo', 'd1:1:0', after))).toMatchObject({ refused: false });
  });
});

function accepted(situation: Situation<Decide>): readonly DomainEvent[] {
  const decision = decided(situation);
  if (decision.refused) throw new Error(`refused: ${decision.refusal.code}`);
  return decision.events;
}

function folded(before: ApprovalDocument, events: readonly DomainEvent[]): ApprovalDocument {
  return events.reduce((state, event) => evolve(state, event, t1), before);
}

describe('nobody votes on what they caused to reach them', () => {
  test('neither who put themselves on the step', () => {
    const own = withStep((one) => ({
      ...one,
      approvers: one.approvers.map((other) => (other.personId === 'bo' ? { ...other, putBy: 'bo' } : other)),
    }));
    expect(decided(own(vote('approve')))).toEqual({
      refused: true,
      refusal: { code: 'put-oneself', how: 'reassigned' },
    });
  });

  test('nor who wrote a definition that led to it, on whichever step', () => {
    const written = withDocument<Decide>({ authorIds: ['bo'] });
    expect(decided(written(vote('approve')))).toEqual({
      refused: true,
      refusal: { code: 'put-oneself', how: 'wrote-the-definition' },
    });
    expect(decided(written(vote('approve', 'cy')))).toMatchObject({ refused: false });
  });

  test('but who was put there by somebody else does', () => {
    const put = withStep((one) => ({
      ...one,
      approvers: one.approvers.map((other) => (other.personId === 'bo' ? { ...other, putBy: 'gus' } : other)),
    }));
    expect(decided(put(vote('approve')))).toMatchObject({ refused: false });
  });
});

describe('the words of a decision', () => {
  test.each([
    ['an approval', 'approve', null, 'accepted'],
    ['an approval', 'approve', '', 'accepted'],
    ['a rejection', 'reject', null, 'reason-required'],
    ['a rejection', 'reject', '', 'reason-required'],
    ['a rejection', 'reject', ' \n\t', 'reason-required'],
    ['a return', 'return', null, 'reason-required'],
    ['a return', 'return', 'No', 'accepted'],
  ] as const)('%s (%s) with the text %j is %s', (_what, kind, comment, expected) => {
    const decision = decided(withCommand<Decide>({ comment })(vote(kind)));
    expect(decision.refused ? decision.refusal.code : 'accepted').toBe(expected);
  });

  test('a comment that is too long is told its length and the limit', () => {
    expect(decided(withCommand<Decide>({ comment: 'x'.repeat(1500) })(vote('approve')))).toEqual({
      refused: true,
      refusal: { code: 'comment-too-long', chars: 1500, charsMax: 1000 },
    });
  });
});

describe('what a refusal tells', () => {
  test('who has decided is told what and when, also after the step has closed', () => {
    const refusal = { code: 'already-decided', step: 'first', decision: 'approve', at: t1 };
    const once = folded(document, accepted(vote('approve', 'bo')));
    expect(decided(vote('reject', 'bo', 'd1:1:0', once))).toEqual({ refused: true, refusal });
    const closed = folded(once, accepted(vote('approve', 'cy', 'd1:1:0', once)));
    expect(decided(vote('reject', 'bo', 'd1:1:0', closed))).toEqual({ refused: true, refusal });
  });

  test('who is asked later and may see the document is told that their step is not open', () => {
    const early = withFacts<Decide>({ actor: actor('di', ['approval.act', 'document.read_all']) })(
      vote('approve', 'di', 'd1:1:1'),
    );
    expect(decided(early)).toEqual({ refused: true, refusal: { code: 'step-not-open', step: 'second' } });
  });

  test('who is asked later and may not see the document yet is told that there is none', () => {
    expect(decided(vote('approve', 'di', 'd1:1:1'))).toMatchObject({ refusal: { code: 'no-such-document' } });
  });

  test('who comes too late is told when the step closed', () => {
    const two = pending(step('any', 0, 0, ['bo', 'cy'], anyRule), step('beside', 0, 1, ['di']));
    const after = folded(two, accepted(vote('approve', 'cy', 'd1:1:0', two)));
    expect(decided(vote('approve', 'bo', 'd1:1:0', after))).toEqual({
      refused: true,
      refusal: { code: 'step-closed', step: 'any', at: t1 },
    });
  });
});

describe('what follows from a vote', () => {
  const cases: readonly [string, readonly Step[], readonly [string, string, DecisionKind][], readonly string[]][] = [
    [
      'a vote that settles nothing stands alone',
      [step('a', 0, 0, ['bo', 'cy'], allRule)],
      [['bo', '0', 'approve']],
      ['step-voted'],
    ],
    [
      'the last approval of the last step approves the document',
      [step('a', 0, 0, ['bo', 'cy'], allRule)],
      [
        ['bo', '0', 'approve'],
        ['cy', '0', 'approve'],
      ],
      ['step-voted', 'step-completed approved', 'document-approved'],
    ],
    [
      'a step approved beside an open one opens nothing',
      [step('a', 0, 0, ['bo']), step('b', 0, 1, ['cy']), step('c', 1, 2, ['di'])],
      [['bo', '0', 'approve']],
      ['step-voted', 'step-completed approved'],
    ],
    [
      'the last approval of a stage opens the next one',
      [step('a', 0, 0, ['bo']), step('b', 0, 1, ['cy']), step('c', 1, 2, ['di']), step('d', 2, 3, ['ed'])],
      [
        ['bo', '0', 'approve'],
        ['cy', '1', 'approve'],
      ],
      ['step-voted', 'step-completed approved', 'stage-opened 1'],
    ],
    [
      'a rejection ends the document, whatever else is open',
      [step('a', 0, 0, ['bo']), step('b', 0, 1, ['cy']), step('c', 1, 2, ['di'])],
      [['cy', '1', 'reject']],
      ['step-voted', 'step-completed rejected', 'document-rejected'],
    ],
    [
      'one return sends the document back, whatever the rule',
      [step('a', 0, 0, ['bo', 'cy', 'di'], { approveWhen: 'all', rejectWhen: 'all' })],
      [
        ['bo', '0', 'approve'],
        ['cy', '0', 'return'],
      ],
      ['step-voted', 'step-completed returned', 'document-returned'],
    ],
    [
      'a step that can no longer pass rejects the document at once',
      [step('a', 0, 0, ['bo', 'cy', 'di'], { approveWhen: 'all', rejectWhen: 'all' } satisfies VoteRule)],
      [['bo', '0', 'reject']],
      ['step-voted', 'step-completed rejected', 'document-rejected'],
    ],
    [
      'a stage with a stuck step beside stays open',
      [step('a', 0, 0, ['bo']), step('stuck', 0, 1, []), step('c', 1, 2, ['di'])],
      [['bo', '0', 'approve']],
      ['step-voted', 'step-completed approved'],
    ],
    [
      'a stage that nobody can decide opens all the same, and the document waits',
      [step('a', 0, 0, ['bo']), step('stuck', 1, 1, [])],
      [['bo', '0', 'approve']],
      ['step-voted', 'step-completed approved', 'stage-opened 1'],
    ],
  ];

  test.each(cases)('%s', (_rule, steps, votes, expected) => {
    let current = pending(...steps);
    let last: readonly DomainEvent[] = [];
    for (const [who, bit, kind] of votes) {
      last = accepted(vote(kind, who, `d1:1:${bit}`, current));
      current = folded(current, last);
    }
    expect(last.map(inWords)).toEqual(expected);
  });
});

describe('the last approval', () => {
  const alone = pending(step('a', 0, 0, ['bo']));
  const withType = (completion: Completion | undefined) => {
    const type = { ...tripType, ...(completion && { completion }) };
    return withFacts<Decide>({ type })(vote('approve', 'bo', 'd1:1:0', alone));
  };

  test.each<[string, Completion | undefined, readonly string[]]>([
    ['is the end where the type says nothing', undefined, ['document-approved']],
    [
      'completes the document where the type says so',
      { kind: 'automatic' },
      ['document-approved', 'document-completed'],
    ],
    ['leaves that to others where a role completes it', { kind: 'role', role: 'finance' }, ['document-approved']],
  ])('%s', (_rule, completion, expected) => {
    expect(accepted(withType(completion)).slice(2).map(inWords)).toEqual(expected);
  });
});

describe('the stage that opens', () => {
  const office: Calendar = {
    ...{ key: 'office', name: 'Office', timeZone: 'UTC', holidays: [] },
    hours: {
      mon: [{ from: '09:00', to: '17:00' }],
      tue: [{ from: '09:00', to: '17:00' }],
      wed: [],
      thu: [],
      fri: [],
      sat: [],
      sun: [],
    },
  };
  const calendars = { byKey: new Map([['office', office]]), defaultKey: null, timeZone: 'UTC' };
  const next: readonly Step[] = [
    { ...step('by-the-clock', 1, 1, ['di']), sla: { hours: 10, ladder: [{ do: 'remind', afterHours: 5 }] } },
    { ...step('in-the-office', 1, 2, ['ed']), sla: { hours: 10, calendar: 'office', ladder: [] } },
    step('without', 1, 3, ['fay']),
  ];
  const before = vote('approve', 'bo', 'd1:1:0', pending(step('a', 0, 0, ['bo']), ...next));

  test('says by when its steps are due, each by its own calendar', () => {
    expect(accepted(withFacts<Decide>({ calendars })(before)).at(-1)).toEqual({
      type: 'stage-opened',
      documentId: 'd1',
      stage: 1,
      // A Monday, 10:00.
      dueAt: { 'd1:1:1': '2026-03-02T20:00:00.000Z', 'd1:1:2': '2026-03-03T12:00:00.000Z' },
      ladderAt: { 'd1:1:1': ['2026-03-02T15:00:00.000Z'], 'd1:1:2': [] },
    });
  });

  test('without the calendars it needs is a bug and no refusal', () => {
    expect(() => decided(before)).toThrow('without its calendars');
  });
});

function inWords(event: DomainEvent): string {
  if (event.type === 'step-completed') return `${event.type} ${event.outcome}`;
  return event.type === 'stage-opened' ? `${event.type} ${event.stage}` : event.type;
}
