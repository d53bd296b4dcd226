import type { Question, Step } from './document.js';
import type { QuestionAnswered, QuestionAsked } from './event.js';
import type { Instant } from './instant.js';

/** The clock stands still from the first open question until none is open. */
export function questioned(step: Step, event: QuestionAsked | QuestionAnswered, at: Instant): Step {
  if (event.type === 'question-asked') {
    const { questionId: id, personId: askedBy, text } = event;
    const asked: Question = { id, askedBy, text, askedAt: at, answer: null };
    return { ...step, pausedAt: step.pausedAt ?? at, questions: [...step.questions, asked] };
  }
  const answer = { text: event.text, at };
  const questions = step.questions.map((one) => (one.id === event.questionId ? { ...one, answer } : one));
  const pausedAt = questions.some((one) => one.answer === null) ? step.pausedAt : null;
  return { ...step, questions, pausedAt, ...event.resumed };
}
