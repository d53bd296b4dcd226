import assert from 'node:assert/strict';
import type {
  ApprovalDelegated,
  DelegationExpired,
  QuestionAnswered,
  QuestionAsked,
} from '../../../src/engine/event.js';
import type { Instant } from '../../../src/engine/instant.js';
import { type ActingScene, actsFor, isParty, mayDecide, placeOf } from './expected-acting.js';
import { freePlaces, hasVoted, isOpen, type TrailDeputy, type TrailStep } from './trail-step.js';

const system = '~system';

/** Somebody may act for another from now on; `actorId` caused it. */
export function recordDelegated(scene: ActingScene, event: ApprovalDelegated, actorId: string): void {
  const { step } = scene;
  const { personId, forId, ground } = event;
  assert.ok(isOpen(step) && freePlaces(step).includes(forId), `${forId} is awaited`);
  assert.ok(!step.on.has(personId) && !hasVoted(step, personId), `${personId} has no part in the step yet`);
  assert.ok(!isParty(scene, forId, personId), `${personId} did not bring it there`);
  assert.ok(mayDecide(scene.company, personId), `${personId} may decide`);
  if (ground.kind === 'step') {
    assert.equal(actorId, forId, 'an approver gives away what is theirs');
    assert.ok(scene.allowsDelegation, 'delegating is allowed');
    add(step, { personId, forId, kind: 'step' });
    return;
  }
  assert.ok(actorId === personId || actorId === system, 'it is recorded when it is needed, or by the clock');
  const { path, until } = ground;
  assert.deepEqual({ ids: path, until }, actsFor(scene, forId).get(personId), 'delegations lead there, by this way');
  add(step, { personId, forId, kind: 'delegation', path, until });
}

export function recordExpired(scene: ActingScene, { personId, forId }: DelegationExpired, actorId: string): void {
  const { step } = scene;
  assert.equal(actorId, system);
  assert.ok(isOpen(step), 'only on open steps somebody is taken off');
  const over = step.beside.find((one) => isSame(one, { personId, forId, kind: 'delegation' }));
  assert.ok(over, `${personId} acted for ${forId}`);
  assert.ok(!actsFor(scene, forId).has(personId), `nothing lets ${personId} act for ${forId} any more`);
  step.beside = step.beside.filter((one) => one !== over);
  const stays = step.beside.some((one) => one.personId === personId && one.forId === forId);
  if (!stays) step.once.add(`${personId} for ${forId}`);
}

export function add(step: TrailStep, deputy: TrailDeputy): void {
  step.beside = [...step.beside.filter((one) => !isSame(one, deputy)), deputy];
  step.once.delete(`${deputy.personId} for ${deputy.forId}`);
}

function isSame(one: TrailDeputy, { personId, forId, kind }: Pick<TrailDeputy, 'personId' | 'forId' | 'kind'>) {
  return one.personId === personId && one.forId === forId && one.kind === kind;
}

/** Of a deputy who decides or asks: an event said before that they may. */
export function isRecorded(step: TrailStep, personId: string, forId: string, at: Instant): boolean {
  const grounds = step.beside.filter((one) => one.personId === personId && one.forId === forId);
  return grounds.some(({ until }) => until === undefined || at < until);
}

export const openQuestionsMax = 5;
export const questionsMax = 25;

export function openQuestions({ questions }: TrailStep): number {
  return [...questions.values()].filter(({ isAnswered }) => !isAnswered).length;
}

export function recordQuestion(scene: ActingScene, event: QuestionAsked, actorId: string): void {
  const { step, at } = scene;
  const { personId, questionId, text } = event;
  assert.equal(personId, actorId, 'everybody asks for themselves');
  assert.ok(isOpen(step), 'the step is open');
  const forId = placeOf(scene, personId);
  assert.ok(forId, `${personId} could decide, and so may ask`);
  if (forId !== personId) assert.ok(isRecorded(step, personId, forId, at), 'it was recorded why they may');
  assert.match(text, /\S/, 'something is asked');
  assert.ok(!step.questions.has(questionId), 'a question is asked once');
  assert.ok(openQuestions(step) < openQuestionsMax && step.questions.size < questionsMax, 'not without end');
  step.questions.set(questionId, { askedBy: personId, isAnswered: false });
  step.pausedAt ??= at;
}

/** With the last answer the clock goes on: nothing comes earlier by it, and without a calendar all is as much later as was waited. */
export function recordAnswer({ step, at, company }: ActingScene, event: QuestionAnswered): void {
  const { questionId, text, resumed } = event;
  const question = step.questions.get(questionId);
  assert.ok(isOpen(step) && question?.isAnswered === false, 'an open question is answered');
  assert.match(text, /\S/, 'something is answered');
  question.isAnswered = true;
  if (openQuestions(step) > 0) {
    assert.equal(resumed, null, 'the clock stands still while something is open');
    return;
  }
  const { pausedAt } = step;
  assert.ok(pausedAt !== null, 'the clock stood still');
  step.pausedAt = null;
  if (resumed === null) {
    assert.equal(step.dueAt, null, 'only what has no time needs none');
    return;
  }
  const { byKey, defaultKey } = company.calendars;
  const hasCalendar = defaultKey !== null || byKey.has(step.planned.sla?.calendar ?? '');
  const before = [step.dueAt ?? '', ...step.ladderAt];
  const after = [resumed.dueAt, ...resumed.ladderAt];
  assert.equal(after.length, before.length, 'every rung keeps its time');
  for (const [which, was] of before.entries()) {
    const fired = which > 0 && which <= step.rungs;
    const plain: Instant = fired || was <= pausedAt ? was : later(was, pausedAt, at);
    if (hasCalendar) assert.ok((after[which] ?? '') >= was, 'nothing comes earlier by an answer');
    else assert.equal(after[which], plain, 'what was left is left');
  }
  step.dueAt = resumed.dueAt;
  step.ladderAt = resumed.ladderAt;
}

function later(was: Instant, pausedAt: Instant, at: Instant): Instant {
  const waitedMs = Math.max(0, Date.parse(at) - Date.parse(pausedAt));
  return new Date(Date.parse(was) + waitedMs).toISOString();
}
