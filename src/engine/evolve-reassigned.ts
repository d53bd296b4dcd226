import { type Approver, approverOf, openPlacesOf, type ReplacedApprover, type Step } from './document.js';
import type { StepReassigned } from './event.js';
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
    ...step,
    approvers: byPerson([...approvers, newcomer(event)]),
    openPlaces,
    replaced: leaving === undefined ? replaced : byPerson([...replaced, left(leaving, step, at)]),
  };
}

function newcomer({ from, to, by, reason }: StepReassigned): Approver {
  return { personId: to, reasons: [{ kind: 'reassigned', by, from, text: reason }], putBy: by, vote: null };
}

function left({ personId, reasons, putBy }: Approver, { openedAt }: Step, at: Instant): ReplacedApprover {
  return { personId, reasons, putBy, at, wasAsked: openedAt !== null };
}

/** As a route lists people, and as rows come back. */
function byPerson<T extends { readonly personId: string }>(people: readonly T[]): readonly T[] {
  return people.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
}
