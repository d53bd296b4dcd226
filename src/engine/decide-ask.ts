import { type AnswerQuestion, type Ask, commentCharsMax } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import { type ApprovalDocument, type Step, stepById } from './document.js';
import { dueAgain } from './due-at.js';
import type { QuestionAnswered, QuestionAsked } from './event.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import type { Refusal } from './refusal.js';
import {
  firstRefusal,
  unlessOthers,
  unlessSeen,
  unlessStatus,
  unlessSubmitter,
  unlessWorded,
} from './refusal-checks.js';
import { unlessMayAct, votingPlace } from './voting-place.js';

/** Questions that may wait for an answer on one step. */
export const openQuestionsMax = 5;
/** Questions that one step may have at all: what needs more needs a talk. */
export const questionsMax = 25;

/** Whoever may decide may ask first; the step's time does not run until the submitter has answered everything. */
export function decideAsk(document: ApprovalDocument, command: Ask, facts: Facts, now: Instant): Decision {
  const step = stepById(document, command.stepId);
  const refusal = firstRefusal(
    () => unlessOthers(document, command.actorId),
    () => unlessStatus(document, ['pending']),
    () => unlessSeen(document, command.seen, facts),
    () => (step === undefined ? { code: 'no-such-step' } : unlessMayAct(document, step, command, facts, now)),
    () => step && unlessTooMany(step),
    () => unlessWorded(command.question, commentCharsMax),
    () => unlessAnswerable(document, facts),
  );
  if (refusal !== undefined || step === undefined) return refuse(refusal ?? { code: 'no-such-step' });
  const { stepId, nonce: questionId, actorId: personId, question: text } = command;
  const asked: QuestionAsked = { type: 'question-asked', documentId: document.id, stepId, questionId, personId, text };
  return accept(...(votingPlace(document, step, personId, facts, now)?.before ?? []), asked);
}

/** A question that nobody can answer would stop the step's clock for ever. */
function unlessAnswerable({ submitterId }: ApprovalDocument, { isSubmitterGone }: Facts): Refusal | undefined {
  return isSubmitterGone ? { code: 'unable-person', personId: submitterId, why: 'no-answer' } : undefined;
}

function unlessTooMany({ questions }: Step): Refusal | undefined {
  const open = questions.filter(({ answer }) => answer === null).length;
  if (open >= openQuestionsMax) return { code: 'too-many-questions', which: 'open', max: openQuestionsMax };
  return questions.length >= questionsMax
    ? { code: 'too-many-questions', which: 'asked', max: questionsMax }
    : undefined;
}

/** The submitter answers; with the last open question the step's clock goes on where it stood. */
export function decideAnswer(
  document: ApprovalDocument,
  command: AnswerQuestion,
  facts: Facts,
  now: Instant,
): Decision {
  const step = stepById(document, command.stepId);
  const refusal = firstRefusal(
    () => unlessSubmitter(document, command.actorId),
    () => unlessStatus(document, ['pending']),
    () => (step === undefined ? { code: 'no-such-step' } : unlessOpenQuestion(step, command.questionId)),
    () => unlessWorded(command.text, commentCharsMax),
  );
  if (refusal !== undefined || step === undefined) return refuse(refusal ?? { code: 'no-such-step' });
  const { stepId, questionId, text } = command;
  const resumed = resumedTimes(step, questionId, facts, now);
  return accept({ type: 'question-answered', documentId: document.id, stepId, questionId, text, resumed });
}

function unlessOpenQuestion(step: Step, questionId: string): Refusal | undefined {
  if (step.closedAt !== null) return { code: 'step-closed', step: step.name, at: step.closedAt };
  const question = step.questions.find(({ id }) => id === questionId);
  if (question === undefined) return { code: 'no-such-question' };
  return question.answer === null ? undefined : { code: 'answered-already', at: question.answer.at };
}

/** What was left of each time when the clock stopped is left of it now. */
function resumedTimes(
  { sla, pausedAt, dueAt, ladderAt, rungsFired, questions }: Step,
  questionId: string,
  { calendars }: Facts,
  now: Instant,
): QuestionAnswered['resumed'] {
  const isLast = questions.every(({ id, answer }) => answer !== null || id === questionId);
  if (!isLast || sla === null || pausedAt === null || dueAt === null || calendars === undefined) return null;
  const later = (at: Instant) => dueAgain(sla, calendars, at, pausedAt, now);
  return { dueAt: later(dueAt), ladderAt: ladderAt.map((at, rung) => (rung < rungsFired ? at : later(at))) };
}
