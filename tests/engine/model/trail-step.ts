import assert from 'node:assert/strict';
import type { DecisionKind, Step } from '../../../src/engine/document.js';
import type { StepReassigned } from '../../../src/engine/event.js';
import type { StepOutcome } from '../../../src/engine/vote-rule.js';
import { expectedOutcome } from './expected-outcome.js';

/** One step of the current round, as the events tell of it. */
export interface TrailStep {
  readonly planned: Step;
  openings: number;
  /** Who is on it now, each with who put them there by hand. */
  readonly on: Map<string, string | null>;
  /** Places beside theirs that nobody was found for. */
  open: number;
  /** Who was on it once and is no more, however that came. */
  readonly off: Set<string>;
  readonly cast: { readonly personId: string; readonly decision: DecisionKind }[];
  outcome: StepOutcome | undefined;
}

export function trailStep(planned: Step): TrailStep {
  const on = new Map(planned.approvers.map(({ personId, putBy }) => [personId, putBy]));
  return { planned, openings: 0, on, open: planned.openPlaces, off: new Set(), cast: [], outcome: undefined };
}

/** What is certain about a step by now; nothing before it has opened. */
export function certainOf({ openings, planned, on, open, cast }: TrailStep): StepOutcome | undefined {
  if (openings === 0) return undefined;
  return expectedOutcome(
    planned.rule,
    on.size + open,
    cast.map(({ decision }) => decision),
  );
}

export function castVote(step: TrailStep, personId: string, decision: DecisionKind): void {
  const { id } = step.planned;
  assert.ok(step.on.has(personId), `${personId} was put on ${id} by a recorded event`);
  assert.notEqual(step.on.get(personId), personId, `${personId} did not put themselves on ${id}`);
  assert.ok(step.openings > 0 && step.outcome === undefined, `${id} is open`);
  assert.ok(!step.cast.some((vote) => vote.personId === personId), `${personId} votes once on ${id}`);
  step.cast.push({ personId, decision });
}

export function reassign(step: TrailStep, { from, to, by, reason }: StepReassigned): void {
  assert.equal(step.outcome, undefined, 'only a step that waits is reassigned');
  assert.match(reason, /\S/, 'somebody says why');
  assert.notEqual(to, by, 'nobody puts themselves on a step');
  assert.ok(!step.on.has(to), `${to} is not asked there already`);
  if (from === null) {
    assert.ok(step.open > 0, 'a place is open');
    step.open -= 1;
  } else {
    assert.ok(step.on.delete(from), `${from} was on the step`);
    assert.ok(!step.cast.some((vote) => vote.personId === from), `${from} has not voted`);
    step.off.add(from);
  }
  step.on.set(to, by);
  step.off.delete(to);
}
