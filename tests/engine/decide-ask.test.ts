import { describe, expect, test } from 'vitest';
import { type AnswerQuestion, type Ask, commentCharsMax } from '../../src/engine/command.js';
import { openQuestionsMax, questionsMax } from '../../src/engine/decide-ask.js';
import type { Question, Step } from '../../src/engine/document.js';
import { evolve } from '../../src/engine/evolve.js';
import { nextRung } from '../../src/engine/ladder.js';
import { changed, delegation, knowing } from './support/delegations.js';
import { allRule, pending, step, t0, t1 } from './support/documents.js';
import { noCalendars, plainFacts } from './support/facts.js';
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

const document = pending(step('first', 0, 0, ['bo', 'cy'], allRule), step('second', 1, 1, ['ed']));

function withFirst<C extends Ask | AnswerQuestion>(change: (one: Step) => Partial<Step>): Obstacle<C> {
  return (situation) => ({ ...situation, document: situation.document && changed(situation.document, change) });
}

function question(id: string, isAnswered = false): Question {
  return { id, askedBy: 'bo', text: 'Why?', askedAt: t0, answer: isAnswered ? { text: 'So', at: t0 } : null };
}

const ask: Situation<Ask> = {
  document,
  command: {
    ...{ kind: 'ask', actorId: 'bo', documentId: 'd1', nonce: 'q1', stepId: 'd1:1:0', opening: 1 },
    ...{ seen: { dataRevision: 1, round: 1 }, question: 'Which hotel?' },
  },
  facts: { ...knowing([]), actor: actor('bo') },
};
const withoutBo = withFirst<Ask>(({ approvers }) => ({
  approvers: approvers.filter(({ personId }) => personId !== 'bo'),
}));

describe('asking', () => {
  testPrecedence(
    ask,
    {
      ...badStanding<Ask>(),
      'no-such-document': withoutBo,
      'own-document': withDocument<Ask>({ submitterId: 'bo' }),
      'wrong-status': withDocument<Ask>({ status: 'returned' }),
      stale: withCommand<Ask>({ seen: { dataRevision: 1, round: 0 } }),
      'no-such-step': withCommand<Ask>({ stepId: 'd1:0:0' }),
      'not-an-approver': (situation) =>
        withoutBo(withFacts<Ask>({ relation: { wasApprover: true, managesSubmitter: false } })(situation)),
      'already-decided': withFirst(({ approvers }) => ({
        approvers: approvers.map((one) => {
          const vote = { decision: 'approve', comment: null, at: t0, dataRevision: 1 } as const;
          return one.personId === 'bo' ? { ...one, vote } : one;
        }),
      })),
      'step-not-open': withCommand<Ask>({ opening: 2 }),
      'step-closed': withFirst(() => ({ status: 'approved', closedAt: t0 })),
      'too-many-questions': withFirst(() => ({
        questions: Array.from({ length: openQuestionsMax }, (_, at) => question(`x${at}`)),
      })),
      'reason-required': (situation) =>
        withCommand<Ask>({ question: ' '.repeat(situation.command.question.length) })(situation),
      'comment-too-long': withCommand<Ask>({ question: 'x'.repeat(commentCharsMax + 1) }),
      'unable-person': withFacts<Ask>({ isSubmitterGone: true }),
    },
    [
      // The submitter, and whoever was asked, sees the document.
      'no-such-document + own-document',
      'no-such-document + not-an-approver',
      'no-such-document + already-decided',
      'not-an-approver + already-decided',
    ],
  );

  test('says who asks what, and stops the clock of the step', () => {
    const decision = decided(ask);
    expect(decision).toEqual({
      refused: false,
      events: [
        {
          ...{ type: 'question-asked', documentId: 'd1', stepId: 'd1:1:0', questionId: 'q1' },
          ...{ personId: 'bo', text: 'Which hotel?' },
        },
      ],
    });
    const after = decision.refused
      ? document
      : decision.events.reduce((state, one) => evolve(state, one, t1), document);
    expect(after.steps[0]).toMatchObject({ pausedAt: t1, questions: [{ id: 'q1', askedBy: 'bo', answer: null }] });
    expect(after.steps[1]).toBe(document.steps[1]);
  });

  test('is possible for who acts in the place of another, which is recorded first', () => {
    const facts = { ...knowing([delegation('bo', 'di')]), actor: actor('di') };
    expect(decided(withFacts<Ask>(facts)(withCommand<Ask>({ actorId: 'di' })(ask)))).toMatchObject({
      events: [
        { type: 'approval-delegated', personId: 'di' },
        { type: 'question-asked', personId: 'di' },
      ],
    });
  });

  test('is possible while other questions wait, up to a limit, and says which', () => {
    const waiting = (open: number, done: number) =>
      decided(
        withFirst<Ask>(() => ({
          questions: [
            ...Array.from({ length: done }, (_, at) => question(`a${at}`, true)),
            ...Array.from({ length: open }, (_, at) => question(`x${at}`)),
          ],
        }))(ask),
      );
    expect(waiting(openQuestionsMax - 1, 3)).toMatchObject({ refused: false });
    expect(waiting(openQuestionsMax, 0)).toMatchObject({ refusal: { which: 'open', max: openQuestionsMax } });
    expect(waiting(0, questionsMax - 1)).toMatchObject({ refused: false });
    expect(waiting(0, questionsMax)).toMatchObject({ refusal: { which: 'asked', max: questionsMax } });
  });
});

const answer: Situation<AnswerQuestion> = {
  document: changed(document, () => ({ questions: [question('q1')], pausedAt: t0 })),
  command: {
    ...{ kind: 'answer', actorId: 'ana', documentId: 'd1', nonce: 'n1' },
    ...{ stepId: 'd1:1:0', questionId: 'q1', text: 'The cheap one' },
  },
  facts: plainFacts,
};

describe('answering', () => {
  testPrecedence(
    answer,
    {
      ...badStanding<AnswerQuestion>(),
      'not-the-submitter': (situation) =>
        withFacts<AnswerQuestion>({ actor: actor('bo') })(withCommand<AnswerQuestion>({ actorId: 'bo' })(situation)),
      'wrong-status': withDocument<AnswerQuestion>({ status: 'returned' }),
      'no-such-step': withCommand<AnswerQuestion>({ stepId: 'd1:0:0' }),
      'step-closed': withFirst(() => ({ status: 'approved', closedAt: t0 })),
      'no-such-question': withCommand<AnswerQuestion>({ questionId: 'q9' }),
      'answered-already': withFirst(({ questions }) => ({
        questions: questions.map((one) => ({ ...one, answer: { text: 'So', at: t0 } })),
      })),
      'reason-required': (situation) =>
        withCommand<AnswerQuestion>({ text: ' '.repeat(situation.command.text.length) })(situation),
      'comment-too-long': withCommand<AnswerQuestion>({ text: 'x'.repeat(commentCharsMax + 1) }),
    },
    [
      // What was never asked was not answered.
      'no-such-question + answered-already',
    ],
  );

  test('is kept with its time', () => {
    expect(decided(answer)).toMatchObject({
      events: [{ type: 'question-answered', stepId: 'd1:1:0', questionId: 'q1', text: 'The cheap one', resumed: null }],
    });
  });

  test('tells when it was answered already', () => {
    const again = withFirst<AnswerQuestion>(() => ({ questions: [question('q1', true)] }))(answer);
    expect(decided(again)).toEqual({ refused: true, refusal: { code: 'answered-already', at: t0 } });
  });
});

describe('the clock of a step', () => {
  const ladder = [
    { do: 'remind', afterHours: 1 },
    { do: 'remind', afterHours: 4 },
    { do: 'escalate', afterHours: 6, to: [{ kind: 'manager' }] },
  ] as const;
  // Asked at 09:30, after the first rung fired at 09:10, and answered at 10:00.
  const asked = changed(document, () => ({
    ...{ sla: { hours: 4, ladder }, dueAt: '2026-03-02T13:00:00.000Z', rungsFired: 1 },
    ladderAt: ['2026-03-02T09:10:00.000Z', '2026-03-02T13:00:00.000Z', '2026-03-02T15:00:00.000Z'],
    ...{ questions: [question('q1')], pausedAt: '2026-03-02T09:30:00.000Z' },
  }));
  const timed: Situation<AnswerQuestion> = {
    ...answer,
    document: asked,
    facts: { ...plainFacts, calendars: noCalendars },
  };

  function answered(situation: Situation<AnswerQuestion>): Step | undefined {
    const decision = decided(situation);
    if (decision.refused || situation.document === undefined) throw new Error('refused');
    return decision.events.reduce((state, one) => evolve(state, one, t1), situation.document).steps[0];
  }

  test('goes on with the answer, and what was left of each time is left', () => {
    expect(answered(timed)).toMatchObject({
      pausedAt: null,
      dueAt: '2026-03-02T13:30:00.000Z',
      ladderAt: ['2026-03-02T09:10:00.000Z', '2026-03-02T13:30:00.000Z', '2026-03-02T15:30:00.000Z'],
    });
  });

  test('stands still while another question is open', () => {
    const two = withFirst<AnswerQuestion>(({ questions }) => ({ questions: [...questions, question('q2')] }))(timed);
    const step = answered(two);
    expect(step).toMatchObject({ pausedAt: '2026-03-02T09:30:00.000Z', dueAt: '2026-03-02T13:00:00.000Z' });
    expect(step && nextRung(step)).toBeUndefined();
  });

  test('gives no time back that had passed before the question', () => {
    const late = withFirst<AnswerQuestion>(() => ({ dueAt: '2026-03-02T09:15:00.000Z' }))(timed);
    expect(answered(late)).toMatchObject({ dueAt: '2026-03-02T09:15:00.000Z' });
  });

  test('does not go backwards where the answer bears an earlier time than its question', () => {
    const ahead = withFirst<AnswerQuestion>(() => ({ pausedAt: '2026-03-02T10:30:00.000Z' }))(timed);
    expect(answered(ahead)).toMatchObject({ dueAt: '2026-03-02T13:00:00.000Z' });
  });

  test('needs no calendars where the step has no time', () => {
    expect(answered(answer)).toMatchObject({ pausedAt: null, dueAt: null });
  });
});
