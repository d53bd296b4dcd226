import assert from 'node:assert/strict';
import type { Rung } from '../../../src/engine/definition.js';
import type { ApproverLeft, StepEscalated, StepExpired, StepReminded } from '../../../src/engine/event.js';
import { type ActingScene, heirsOf, mayDecide } from './expected-acting.js';
import { canTakeOver, expectedEscalation } from './expected-ladder.js';
import { standInsFor } from './expected-people.js';
import { add, openQuestions } from './trail-deputies.js';
import { awaitedOn, freePlaces, hasVoted, isOpen, leave, type TrailStep } from './trail-step.js';

/** The rung that comes next on an open step whose clock runs, where there is one. */
export function rungNext(step: TrailStep): Rung | undefined {
  if (!isOpen(step) || openQuestions(step) > 0) return undefined;
  return step.planned.sla?.ladder[step.rungs];
}

type Rungs = Pick<StepReminded, 'rung' | 'ladderAt'>;

function fired({ step, at, company }: ActingScene, { rung, ladderAt }: Rungs): Rung {
  const next = rungNext(step);
  assert.ok(next, 'a rung fires on an open step whose clock runs');
  assert.equal(rung, step.rungs, 'rungs fire in their order, each once');
  assert.ok(at >= (step.ladderAt[rung] ?? ''), 'its time has come');
  step.rungs += 1;
  const [planned, outcomeAt] = [step.ladderAt[rung] ?? '', step.ladderAt[rung + 1] ?? ''];
  const isPushed = at > planned && outcomes.includes(step.planned.sla?.ladder[rung + 1]?.do ?? '');
  assert.equal(ladderAt !== undefined, isPushed, 'an outcome waits where what comes before it was late');
  if (ladderAt === undefined) return next;
  const times = step.ladderAt.with(rung + 1, ladderAt[rung + 1] ?? '');
  assert.deepEqual(ladderAt, times, 'nothing else is put off');
  const { byKey, defaultKey } = company.calendars;
  const hasCalendar = defaultKey !== null || byKey.has(step.planned.sla?.calendar ?? '');
  const kept = new Date(Date.parse(at) + Date.parse(outcomeAt) - Date.parse(planned)).toISOString();
  if (hasCalendar) assert.ok((times[rung + 1] ?? '') >= outcomeAt, 'nothing comes earlier by it');
  else assert.equal(times[rung + 1], kept, 'as long after it as the template says');
  step.ladderAt = times;
  return next;
}

const outcomes: readonly string[] = ['approve', 'reject', 'return'];

export function recordReminded(scene: ActingScene, event: StepReminded): void {
  const { personIds } = event;
  assert.equal(fired(scene, event).do, 'remind');
  assert.deepEqual(personIds, awaitedOn(scene.step), 'everybody who is awaited is reminded');
}

export function recordEscalated(scene: ActingScene, event: StepEscalated): void {
  const { deputies } = event;
  const next = fired(scene, event);
  assert.ok(next.do === 'escalate');
  const told = deputies.map(({ personId, forId }) => `${personId} for ${forId}`);
  assert.deepEqual(told.toSorted(), expectedEscalation(next.to, scene), 'whom the template lets act');
  for (const { personId, forId, as } of deputies) {
    assert.ok(next.to.some(({ kind }) => kind === as));
    add(scene.step, { personId, forId, kind: 'escalation' });
  }
}

/** The system decides as the template says, but never yes where nobody could have said so. */
export function recordDecided(scene: ActingScene, { rung, decision }: StepExpired): void {
  const next = fired(scene, { rung });
  assert.notEqual(next.do, 'remind');
  const isSilenced = next.do === 'approve' && !couldApprove(scene);
  assert.equal(decision, isSilenced ? null : next.do, 'what the template says, or nothing');
  scene.step.expiredAs = decision;
}

function couldApprove({ step, company, document }: ActingScene): boolean {
  if (document.authors.has(document.submitterId) || step.planned.problem !== null) return false;
  if (step.open > 0 || step.on.size === 0) return false;
  const free = freePlaces(step);
  const able = free.filter((id) => mayDecide(company, id));
  return step.planned.rule.approveWhen === 'all' ? able.length === free.length : able.length > 0;
}

/** Somebody left: whom they gave their approvals to comes first, then who would have stood in for them. */
export function recordLeft(scene: ActingScene, event: ApproverLeft): void {
  const { step, company } = scene;
  const { personId, successor, leavesPlace } = event;
  assert.equal(company.people.get(personId)?.active, false, `${personId} has left`);
  const heirs = heirsOf(scene, personId).filter((id) => !hasVoted(step, id));
  const others = standInsFor(personId, company).filter((id) => canTakeOver(scene, personId, id));
  const [expected] = [...heirs, ...others];
  assert.equal(successor?.personId, expected, 'the nearest who can takes the place');
  if (successor !== null) {
    const isHeir = heirs.length > 0;
    const [reason] = successor.reasons;
    assert.ok(reason?.kind === 'stand-in' && reason.for === personId && (reason.as === 'delegate') === isHeir);
  }
  const isEnough = step.planned.rule.approveWhen === 'any' && freePlaces(step).some((id) => id !== personId);
  assert.equal(leavesPlace, expected === undefined && !isEnough, 'a place stays where it is needed');
  leave(step, event);
}
