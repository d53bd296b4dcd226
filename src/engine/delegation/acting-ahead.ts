import type { ApprovalDocument } from '../document.js';
import type { Instant } from '../instant.js';
import { type Route, stepsOf } from '../route.js';
import { type Acting, type ActingFacts, actingFor } from './acting-for.js';

/** Of those whom a route would ask: who could decide in their place if it were now, by the key of the step. */
export type ActingAhead = ReadonlyMap<string, readonly Acting[]>;

export function actingAhead(document: ApprovalDocument, route: Route, facts: ActingFacts, now: Instant): ActingAhead {
  const steps = stepsOf(route, document.id, document.round + 1);
  return new Map(
    steps.map((step) => [
      step.key,
      step.approvers.flatMap(({ personId }) => actingFor(document, step, personId, facts, now)),
    ]),
  );
}
