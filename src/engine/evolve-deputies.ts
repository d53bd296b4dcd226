import type { Deputy, DeputyGround, FormerDeputy, Step } from './document.js';
import type { ApprovalDelegated, DelegationExpired, StepEscalated } from './event.js';
import type { Instant } from './instant.js';

/** The step with those who may act beside its approvers. A second ground of one kind for the same two replaces the first. */
export function withDeputies(
  step: Step,
  event: ApprovalDelegated | DelegationExpired | StepEscalated,
  at: Instant,
): Step {
  switch (event.type) {
    case 'approval-delegated':
      return withNew(step, [deputy(event, event.ground, at)]);
    case 'delegation-expired':
      return withoutDeputies(step, (one) => isSame(one, event, 'delegation'), at);
    case 'step-escalated': {
      const { rung } = event;
      const escalated = event.deputies.map((one) => deputy(one, { kind: 'escalation', rung, as: one.as }, at));
      return { ...withNew(step, escalated), rungsFired: rung + 1, ladderAt: event.ladderAt ?? step.ladderAt };
    }
  }
}

/** The step without some of its deputies. Who has no ground left to act for an approver could once, which is remembered. */
export function withoutDeputies(step: Step, isOver: (deputy: Deputy) => boolean, at: Instant): Step {
  const deputies = step.deputies.filter((one) => !isOver(one));
  const ended = step.deputies.filter((one) => isOver(one) && !deputies.some((other) => isPair(other, one)));
  if (deputies.length === step.deputies.length) return step;
  const former = ended.map(({ personId, forId }): FormerDeputy => ({ personId, forId, at }));
  const earlier = step.formerDeputies.filter((one) => !former.some((other) => isPair(one, other)));
  return { ...step, deputies, formerDeputies: inOrder([...earlier, ...eachPairOnce(former)]) };
}

interface Pair {
  readonly personId: string;
  readonly forId: string;
}

function deputy({ personId, forId }: Pair, ground: DeputyGround, since: Instant): Deputy {
  return { personId, forId, ground, since };
}

function withNew(step: Step, more: readonly Deputy[]): Step {
  const kept = step.deputies.filter((one) => !more.some((other) => isSame(one, other, other.ground.kind)));
  const former = step.formerDeputies.filter((one) => !more.some((other) => isPair(one, other)));
  return { ...step, deputies: inOrder([...kept, ...more]), formerDeputies: former };
}

function isSame(one: Deputy, pair: Pair, kind: DeputyGround['kind']): boolean {
  return isPair(one, pair) && one.ground.kind === kind;
}

function isPair(one: Pair, other: Pair): boolean {
  return one.personId === other.personId && one.forId === other.forId;
}

function eachPairOnce<T extends Pair>(pairs: readonly T[]): readonly T[] {
  return pairs.filter((one, at) => pairs.findIndex((other) => isPair(one, other)) === at);
}

/** By person, approver and ground, as rows come back. */
function inOrder<T extends Pair & Partial<Pick<Deputy, 'ground'>>>(deputies: readonly T[]): readonly T[] {
  return deputies.toSorted((a, b) => byText(a.personId, b.personId) || byText(a.forId, b.forId) || byGround(a, b));
}

function byGround(a: Partial<Pick<Deputy, 'ground'>>, b: Partial<Pick<Deputy, 'ground'>>): number {
  return byText(a.ground?.kind ?? '', b.ground?.kind ?? '');
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
