import { describe, expect, test } from 'vitest';
import { cardView } from '../../../src/bot/view/card.js';
import type { CardView } from '../../../src/bot/view/card-view.js';
import { detailView } from '../../../src/bot/view/detail.js';
import { plain } from '../../../src/bot/view/plain.js';
import type { Rich } from '../../../src/bot/view/text.js';
import { mostTelling, type QuestionView } from '../../../src/bot/view/thread.js';
import type { CardRole } from '../../../src/engine/card.js';
import type { Question, Step } from '../../../src/engine/document.js';
import { approver, at, documentOf, dossier, step } from '../support/dossier.js';

const reader = { locale: 'en', timeZone: 'UTC' };
const text = (rich: Rich) => plain(rich, reader);
const said = (texts: readonly Rich[]) => texts.map(text).join(' | ');
const lines = ({ thread }: Pick<CardView, 'thread'>) => thread.flatMap((one) => one.lines.map(text));
const question = (id: string, minute: number, answer: string | null = null): Question => {
  const given = answer === null ? null : { text: answer, at: at(minute + 1) };
  return { id, askedBy: 'bo', text: `Why ${id}?`, askedAt: at(minute), answer: given };
};
const asked = (questions: readonly Question[], changes: Partial<Step> = {}) => {
  const first = step({ id: 's1', name: 'Manager', dueAt: at(55), pausedAt: at(10), questions, ...changes });
  return dossier(documentOf({ steps: [first] }));
};
const card = (given: ReturnType<typeof asked>, role: CardRole, personId: string, subject = 's1') =>
  cardView({ role, personId, subject }, given, reader);

describe('questions', () => {
  const given = asked([question('q1', 10, 'Because\nthey break'), question('q2', 20)]);

  test.each<[CardRole, string, string]>([
    ['approver', 'bo', 's1'],
    ['submitter', 'ana', 'doc-1'],
  ])('and answers stand on the card of the %s, oldest first', (role, personId, subject) => {
    expect(lines(card(given, role, personId, subject))).toEqual([
      'Bo asked Mar 2, 2026, 9:10 AM UTC: “Why q1?”',
      'Ana answered Mar 2, 2026, 9:11 AM UTC: “Because / they break”',
      'Bo asked Mar 2, 2026, 9:20 AM UTC: “Why q2?”',
      'Not answered yet.',
    ]);
  });

  test('stop the clock, which the step says in place of when it is due', () => {
    const [stage] = card(given, 'approver', 'bo').stages;
    const title = text(stage?.steps[0]?.text ?? []);
    expect(title).toContain('the clock stands still since Mar 2, 2026, 9:10 AM UTC');
    expect(title).not.toContain('due');
    const [going] = card(asked([], { pausedAt: null }), 'approver', 'bo').stages;
    expect(text(going?.steps[0]?.text ?? [])).toContain('due Mar 2, 2026, 9:55 AM UTC');
  });

  test('that wait are the first thing the submitter reads, with a button for the oldest', () => {
    const view = card(given, 'submitter', 'ana', 'doc-1');
    expect(text(view.state[0] ?? [])).toBe(
      'Bo asked you something about Manager. The time for it stands still until you answer.',
    );
    expect(view.actions.map(({ kind }) => kind)).toEqual(['answer-question', 'nudge', 'cancel']);
    expect(view.actions[0]?.target).toMatchObject({ documentId: 'doc-1', step: { id: 's1' }, questionId: 'q2' });
    const own = detailView(given, 'ana', reader);
    expect(said(own.state)).toContain('asked you something');
    expect(own.actions[0]?.actions[0]?.kind).toBe('answer-question');
  });

  test('leave no button once all are answered, or the step is closed', () => {
    const kinds = (view: CardView) => view.actions.map(({ kind }) => kind);
    const answered = asked([question('q1', 10, 'So')], { pausedAt: null });
    expect(kinds(card(answered, 'submitter', 'ana', 'doc-1'))).toEqual(['nudge', 'cancel']);
    const closed = asked([question('q1', 10)], { status: 'approved', approvers: [approver('bo', {})] });
    const view = card(closed, 'submitter', 'ana', 'doc-1');
    expect(kinds(view)).toEqual(['cancel']);
    expect(lines(view)[1]).toBe('It was not answered.');
  });

  test('say which step they are about where several have some', () => {
    const both = documentOf({
      steps: [
        step({ id: 's1', name: 'Manager', questions: [question('q2', 20)] }),
        step({ id: 's2', name: 'Finance', questions: [question('q1', 10)] }),
      ],
    });
    expect(lines(card(dossier(both), 'submitter', 'ana', 'doc-1')).filter((line) => line.includes('asked'))).toEqual([
      'Bo asked about Finance Mar 2, 2026, 9:10 AM UTC: “Why q1?”',
      'Bo asked about Manager Mar 2, 2026, 9:20 AM UTC: “Why q2?”',
    ]);
  });

  test('of a former round stand with that round', () => {
    const former = [
      step({
        ...{ id: 'old', status: 'returned', approvers: [approver('bo', { decision: 'return' })] },
        questions: [question('q1', 10, 'So')],
      }),
    ];
    const now = documentOf({ round: 2, steps: [step({ id: 'new', round: 2 })] });
    const view = detailView(dossier(now, { formerSteps: former }), 'bo', reader);
    expect(view.thread).toEqual([]);
    expect(view.former.map(lines)).toEqual([
      ['Bo asked Mar 2, 2026, 9:10 AM UTC: “Why q1?”', 'Ana answered Mar 2, 2026, 9:11 AM UTC: “So”'],
    ]);
  });
});

test('where there is no room for all, those that wait are kept before the newest, in their order', () => {
  const views = ['a', 'b', 'c', 'd'].map((name): QuestionView => {
    return { isOpen: name === 'a', lines: [[{ kind: 'text', text: name, strong: false }]] };
  });
  const kept = (max: number) => mostTelling(views, max).map((view) => said(view.lines));
  expect([kept(4), kept(2), kept(1), kept(0)]).toEqual([['a', 'b', 'c', 'd'], ['a', 'd'], ['a'], []]);
});
