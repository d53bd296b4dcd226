import { type Approver, approverOf, openPlacesOf, type ReplacedApprover, type Step } from './document.js';
import type { ApproverLeft, StepReassigned } from './event.js';
import { withoutDeputies } from './evolve-deputies.js';
import type { Instant } from './instant.js';

/** The step with one person in the place of another, or of nobody. Whoever is put back is no longer among the replaced. */
export function reassigned(step: Step, event: StepReassigned, at: Instant): Step {
  const { from, to } = event;
  const leaving = from === null ? undefined : approverOf(step, from);
  if (from !== null && leaving === undefined) throw new Error(`${from} was taken off ${step.id} without being on it`);
  const openPlaces = from === null ? openPlacesOf(step) - 1 : step.openPlaces;
  if (openPlaces < 0) throw new Error(`${to} was put on ${step.id} where no place was open`);
  const approvers = step.approvers.filter((one) => one !== leaving);
  const replaced = step.replaced.filter(({ personId }) => personId !== to);
  return {
    ...afterMove(step, [from, to], at),
    approvers: byPerson([...approvers, newcomer(event)]),
    openPlaces,
    replaced: leaving === undefined ? replaced : byPerson([...replaced, former(leaving, step, at)]),
  };
}

/**
 * The step without somebody who has left the company: with who was found in their place, or with an open one. Whoever
 * put the leaver there has led the step to the successor too, and so acts for neither.
 */
export function left(step: Step, { personId, successor, leavesPlace }: ApproverLeft, at: Instant): Step {
  const leaving = approverOf(step, personId);
  if (leaving === undefined) throw new Error(`${personId} left ${step.id} without being on it`);
  const others = step.approvers.filter((one) => one !== leaving);
  const replaced = step.replaced.filter((one) => one.personId !== successor?.personId);
  const approvers =
    successor === null ? others : byPerson([...others, { ...successor, putBy: leaving.putBy, vote: null }]);
  return {
    ...afterMove(step, [personId, successor?.personId ?? null], at),
    approvers,
    openPlaces: step.openPlaces + (leavesPlace ? 1 : 0),
    replaced: byPerson([...replaced, former(leaving, step, at)]),
  };
}

/**
 * Nobody acts any more for whoever is not on the step, nor beside others who is an approver of it now: that one is asked
 * in their own name, and is no former deputy.
 */
function afterMove(step: Step, [leaving, coming]: readonly [string | null, string | null], at: Instant): Step {
  const deputies = step.deputies.filter(({ personId }) => personId !== coming);
  const formerDeputies = step.formerDeputies.filter(({ personId }) => personId !== coming);
  return withoutDeputies({ ...step, deputies, formerDeputies }, ({ forId }) => forId === leaving, at);
}

function newcomer({ from, to, by, reason }: StepReassigned): Approver {
  return { personId: to, reasons: [{ kind: 'reassigned', by, from, text: reason }], putBy: by, vote: null };
}

function former({ personId, reasons, putBy }: Approver, { openedAt }: Step, at: Instant): ReplacedApprover {
  return { personId, reasons, putBy, at, wasAsked: openedAt !== null };
}

/** As a route lists people, and as rows come back. */
function byPerson<T extends { readonly personId: string }>(people: readonly T[]): readonly T[] {
  return people.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
}
