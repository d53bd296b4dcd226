import type { Deputy, DeputyGround, Step } from './document.js';
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
      return { ...step, deputies: added(step.deputies, [deputy(event, event.ground, at)]) };
    case 'delegation-expired':
      return { ...step, deputies: step.deputies.filter((one) => !isSame(one, event, 'delegation')) };
    case 'step-escalated': {
      const { rung } = event;
      const escalated = event.deputies.map((one) => deputy(one, { kind: 'escalation', rung, as: one.as }, at));
      return { ...step, rungsFired: rung + 1, deputies: added(step.deputies, escalated) };
    }
  }
}

interface Pair {
  readonly personId: string;
  readonly forId: string;
}

function deputy({ personId, forId }: Pair, ground: DeputyGround, since: Instant): Deputy {
  return { personId, forId, ground, since };
}

/** By person, approver and ground, as rows come back. */
function added(deputies: readonly Deputy[], more: readonly Deputy[]): readonly Deputy[] {
  const kept = deputies.filter((one) => !more.some((other) => isSame(one, other, other.ground.kind)));
  return [...kept, ...more].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isSame(one: Deputy, { personId, forId }: Pair, kind: DeputyGround['kind']): boolean {
  return one.personId === personId && one.forId === forId && one.ground.kind === kind;
}

function keyOf({ personId, forId, ground }: Deputy): string {
  return JSON.stringify([personId, forId, ground.kind]);
}
