import { openQuestionsMax, questionsMax } from './decide-ask.js';
import { nudgeRestMs } from './decide-nudge.js';
import { type ApprovalDocument, approverOf, awaitedPlaces, hasVotedOn, type Step, stepById } from './document.js';
import type { DocumentNudged, QuestionAnswered, QuestionAsked } from './event.js';
import { epochMs, type Instant } from './instant.js';
import type { Deed } from './lawful.js';
import { unlawfulDeputy } from './lawful-votes.js';
import { awaitedOf } from './voting-place.js';

/** What is wrong with a recorded question: only who could decide then asks, and not without end. */
export function unlawfulQuestion(
  document: ApprovalDocument,
  { stepId, questionId, personId, text }: QuestionAsked,
  { actorId, at }: Deed,
): string | undefined {
  const step = stepById(document, stepId);
  if (document.status !== 'pending' || step?.status !== 'pending') return 'the step was not open';
  if (personId !== actorId) return 'somebody asked for another';
  if (personId === document.submitterId) return 'the submitter asked themselves';
  if (text.trim() === '') return 'nothing was asked';
  if (step.questions.some(({ id }) => id === questionId)) return 'it was asked before';
  const open = step.questions.filter(({ answer }) => answer === null).length;
  if (open >= openQuestionsMax || step.questions.length >= questionsMax) return 'too much was asked already';
  return unlawfulAsker(step, personId, at);
}

function unlawfulAsker(step: Step, personId: string, at: Instant): string | undefined {
  if (hasVotedOn(step, personId)) return 'who asked had decided';
  const own = approverOf(step, personId);
  if (own !== undefined) return own.vote === null ? undefined : 'who asked had decided';
  const reasons = awaitedPlaces(step).map((place) => unlawfulDeputy(step, place.personId, personId, at));
  return reasons.includes(undefined) ? undefined : 'who asked could not decide';
}

/** What is wrong with a recorded answer. With the last one the clock goes on, and no time comes earlier by it. */
export function unlawfulAnswer(
  document: ApprovalDocument,
  { stepId, questionId, text, resumed }: QuestionAnswered,
): string | undefined {
  const step = stepById(document, stepId);
  if (document.status !== 'pending' || step?.status !== 'pending') return 'the step was not open';
  const question = step.questions.find(({ id }) => id === questionId);
  if (question?.answer !== null) return 'no such question was open';
  if (text.trim() === '') return 'nothing was answered';
  const others = step.questions.filter(({ id, answer }) => id !== questionId && answer === null);
  const goesOn = others.length === 0 && step.dueAt !== null;
  if (goesOn !== (resumed !== null)) return 'the clock went on, or stood still, against the rules';
  return resumed === null || isLater(step, resumed) ? undefined : 'its times are not those of the step';
}

function isLater({ dueAt, ladderAt }: Step, resumed: NonNullable<QuestionAnswered['resumed']>): boolean {
  if (dueAt === null || resumed.dueAt < dueAt || resumed.ladderAt.length !== ladderAt.length) return false;
  return ladderAt.every((at, rung) => at <= (resumed.ladderAt[rung] ?? ''));
}

/** What is wrong with a recorded nudge. */
export function unlawfulNudge(
  document: ApprovalDocument,
  { personIds }: DocumentNudged,
  at: Instant,
): string | undefined {
  if (document.status !== 'pending') return 'nobody was awaited';
  const isTooSoon = document.nudgedAt !== null && epochMs(at) < epochMs(document.nudgedAt) + nudgeRestMs;
  if (isTooSoon) return 'it came too soon after the one before';
  const awaited = [...new Set(document.steps.flatMap(awaitedOf))].sort();
  return String(awaited) === String(personIds) ? undefined : 'others were awaited';
}
