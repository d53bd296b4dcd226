import type { FireRung } from './command.js';
import { type ApprovalDocument, awaitedPlaces, openPlacesOf, type Step, stepById } from './document.js';
import { dueAgain } from './due-at.js';
import { escalatedTo } from './escalation.js';
import type { DomainEvent, StepExpired } from './event.js';
import { evolve } from './evolve.js';
import type { Facts, LadderFacts } from './facts.js';
import type { Instant } from './instant.js';
import { isBeforeOutcome, nextRung } from './ladder.js';
import { knownLadder } from './take-over.js';
import { consequencesOf } from './vote-consequences.js';
import { awaitedOf } from './voting-place.js';

/**
 * What a rung does whose time has come. Only the next one fires, of the opening it was reckoned for: so each does once, in
 * their order, none while the clock stands still and none when the step is closed, whatever the clocks say meanwhile.
 */
export function fireRung(
  document: ApprovalDocument,
  { stepId, opening, rung }: FireRung,
  facts: Facts,
  now: Instant,
): readonly DomainEvent[] {
  const step = stepById(document, stepId);
  const next = step && nextRung(step);
  if (step === undefined || next === undefined) return [];
  if (step.opening !== opening || next.index !== rung || now < next.at) return [];

  const fired = { documentId: document.id, stepId, rung };
  const later = now > next.at && isBeforeOutcome(step) ? { ladderAt: pushedBack(step, next.at, facts, now) } : {};
  switch (next.rung.do) {
    case 'remind':
      return [{ type: 'step-reminded', ...fired, personIds: awaitedOf(step), ...later }];
    case 'escalate': {
      const deputies = escalatedTo(next.rung.to, step, document, knownLadder(facts));
      return [{ type: 'step-escalated', ...fired, deputies, ...later }];
    }
    default: {
      const mayDecide = next.rung.do !== 'approve' || mayBeApproved(document, step, knownLadder(facts));
      const decision = mayDecide ? next.rung.do : null;
      const expired: StepExpired = { type: 'step-expired', ...fired, decision };
      return [expired, ...consequencesOf(evolve(document, expired, now), stepId, facts, now)];
    }
  }
}

/** The outcome that comes next keeps its distance in working time from what should have happened at `planned`. */
function pushedBack(
  { sla, ladderAt, rungsFired }: Step,
  planned: Instant,
  { calendars }: Facts,
  now: Instant,
): readonly Instant[] {
  if (sla === null || calendars === undefined) throw new Error('the calendar of a late rung was not looked up');
  return ladderAt.map((at, rung) => (rung === rungsFired + 1 ? dueAgain(sla, calendars, at, planned, now) : at));
}

/**
 * The system approves only where those who were asked could have decided. Fails closed: nobody found, a rule that failed,
 * people who have left or have no account in chat are no silence that means yes; nor is anybody's own request approved by
 * what they wrote.
 */
function mayBeApproved(document: ApprovalDocument, step: Step, ladder: LadderFacts): boolean {
  const { organisation, mayAct, reachable } = ladder;
  if (isOwnDoing(document) || openPlacesOf(step) > 0 || step.problem !== null) return false;
  const awaited = awaitedPlaces(step).map(({ personId }) => personId);
  const couldAnswer = (id: string) =>
    mayAct.has(id) && reachable.has(id) && organisation.people.get(id)?.active === true;
  const able = awaited.filter(couldAnswer);
  return step.rule.approveWhen === 'all' ? able.length === awaited.length : able.length > 0;
}

/** Whether its submitter wrote a definition that shaped the route. */
export function isOwnDoing({ submitterId, authorIds }: ApprovalDocument): boolean {
  return authorIds.includes(submitterId);
}
