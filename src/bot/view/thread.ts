import type { Question, Step } from '../../engine/document.js';
import { type Names, nameOf, oneLine, shortNames } from './people.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

/** One question and its answer, a line each. */
export interface QuestionView {
  readonly isOpen: boolean;
  readonly lines: readonly Rich[];
}

/** What was asked about the steps of a round, oldest first. */
export function threadOf(steps: readonly Step[], submitterId: string, names: Names, words: Words): QuestionView[] {
  const asked = steps.filter(({ questions }) => questions.length > 0);
  const isOne = asked.length === 1;
  const all = asked.flatMap((step) => step.questions.map((question) => ({ step, question })));
  return all
    .sort((a, b) => (a.question.askedAt < b.question.askedAt ? -1 : 1))
    .map(({ step, question }) => {
      const { askedBy, askedAt, text, answer } = question;
      const about = isOne ? null : step.name;
      const first = words.card.questionAsked(nameOf(names, askedBy), about, askedAt, oneLine(text));
      const isOpen = isAwaited(step, question);
      const unanswered = isOpen ? words.card.questionWaits : words.card.questionOver;
      const second =
        answer === null
          ? unanswered
          : words.card.questionAnswered(nameOf(names, submitterId), answer.at, oneLine(answer.text));
      return { isOpen, lines: [first, second] };
    });
}

/** Where there is no room for all: the newest, and before them those that wait for an answer. */
export function mostTelling(thread: readonly QuestionView[], max: number): readonly QuestionView[] {
  const order = [...thread.keys()].sort((a, b) => Number(thread[b]?.isOpen) - Number(thread[a]?.isOpen) || b - a);
  const kept = new Set(order.slice(0, max));
  return thread.filter((_question, at) => kept.has(at));
}

/** Steps of which it is said above everything else that their clocks stand still; the thread has all questions. */
const OWED_MAX = 3;

/** What the submitter owes an answer to, step by step. */
export function owedAnswers(steps: readonly Step[], names: Names, words: Words): readonly Rich[] {
  const owed = steps.flatMap((step) => {
    const askers = new Set(awaitedOn(step).map(({ askedBy }) => nameOf(names, askedBy)));
    return askers.size === 0 ? [] : [words.card.youOweAnswers(shortNames([...askers]), step.name)];
  });
  return owed.slice(0, OWED_MAX);
}

/** The questions of an open step that wait for an answer, oldest first. */
export function awaitedOn(step: Step): readonly Question[] {
  return step.questions.filter((question) => isAwaited(step, question));
}

function isAwaited({ status }: Step, { answer }: Question): boolean {
  return answer === null && status === 'pending';
}
