import assert from 'node:assert/strict';
import type { DecisionKind, Step } from '../../../src/engine/document.js';
import type { ApproverLeft, StepReassigned } from '../../../src/engine/event.js';
import type { Instant } from '../../../src/engine/instant.js';
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
  /** Whose place got which vote, and from whom. */
  readonly cast: { readonly placeId: string; readonly voterId: string; readonly decision: DecisionKind }[];
  /** Who may act beside whom, on each ground once. */
  beside: readonly TrailDeputy[];
  /** Who could once, in words. */
  readonly once: Set<string>;
  readonly questions: Map<string, { readonly askedBy: string; isAnswered: boolean }>;
  dueAt: Instant | null;
  ladderAt: readonly Instant[];
  /** Rungs that have fired. */
  rungs: number;
  pausedAt: Instant | null;
  expiredAs: DecisionKind | null;
  outcome: StepOutcome | undefined;
}

export interface TrailDeputy {
  readonly personId: string;
  readonly forId: string;
  readonly kind: 'delegation' | 'step' | 'escalation';
  /** Of a delegation: when it ends, and the way there. */
  readonly until?: Instant;
  readonly path?: readonly string[];
}

export function trailStep(planned: Step): TrailStep {
  const on = new Map(planned.approvers.map(({ personId, putBy }) => [personId, putBy]));
  return {
    ...{ planned, openings: 0, on, open: planned.openPlaces, off: new Set(), cast: [], beside: [], once: new Set() },
    ...{ questions: new Map(), dueAt: null, ladderAt: [], rungs: 0, pausedAt: null, expiredAs: null },
    outcome: undefined,
  };
}

/** What is certain about a step by now; nothing before it has opened. */
export function certainOf({ openings, planned, on, open, cast, expiredAs }: TrailStep): StepOutcome | undefined {
  if (openings === 0) return undefined;
  if (expiredAs !== null) return ({ approve: 'approved', reject: 'rejected', return: 'returned' } as const)[expiredAs];
  return expectedOutcome(
    planned.rule,
    on.size + open,
    cast.map(({ decision }) => decision),
  );
}

export function isOpen({ openings, outcome }: TrailStep): boolean {
  return openings > 0 && outcome === undefined;
}

/** Places without a vote, by id. */
export function freePlaces({ on, cast }: TrailStep): readonly string[] {
  return [...on.keys()].filter((id) => !cast.some(({ placeId }) => placeId === id)).sort();
}

export function hasVoted({ cast }: TrailStep, personId: string): boolean {
  return cast.some(({ voterId }) => voterId === personId);
}

/** Everybody whose vote would count somewhere on it, by id. */
export function awaitedOn(step: TrailStep): readonly string[] {
  if (!isOpen(step)) return [];
  const free = freePlaces(step);
  const deputies = step.beside.filter(({ forId, personId }) => free.includes(forId) && !hasVoted(step, personId));
  return [...new Set([...free, ...deputies.map(({ personId }) => personId)])].sort();
}

export function castVote(step: TrailStep, placeId: string, voterId: string, decision: DecisionKind): void {
  const { id } = step.planned;
  assert.ok(step.on.has(placeId), `${placeId} was put on ${id} by a recorded event`);
  assert.notEqual(step.on.get(placeId), voterId, `${voterId} did not put themselves on ${id}`);
  assert.ok(isOpen(step), `${id} is open`);
  assert.ok(freePlaces(step).includes(placeId), `the place of ${placeId} on ${id} is free`);
  assert.ok(!hasVoted(step, voterId), `${voterId} votes once on ${id}`);
  step.cast.push({ placeId, voterId, decision });
}

export function reassign(step: TrailStep, { from, to, by, reason }: StepReassigned): void {
  assert.match(reason, /\S/, 'somebody says why');
  assert.notEqual(to, by, 'nobody puts themselves on a step');
  replace(step, from, to, by);
}

/** Somebody takes the place of another who left, as whoever put that one there left it, or nobody does. */
export function leave(step: TrailStep, { personId, successor, leavesPlace }: ApproverLeft): void {
  if (successor !== null) replace(step, personId, successor.personId, step.on.get(personId) ?? null);
  else takeOff(step, personId);
  if (leavesPlace) step.open += 1;
}

function replace(step: TrailStep, from: string | null, to: string, by: string | null): void {
  assert.equal(step.outcome, undefined, 'only a step that waits gets other people');
  assert.ok(!step.on.has(to), `${to} is not asked there already`);
  assert.ok(!hasVoted(step, to), `${to} has not voted there for somebody`);
  if (from === null) {
    assert.ok(step.open > 0, 'a place is open');
    step.open -= 1;
  } else takeOff(step, from);
  step.on.set(to, by);
  step.off.delete(to);
  step.beside = step.beside.filter(({ personId }) => personId !== to);
  for (const pair of step.once) if (pair.startsWith(`${to} for `)) step.once.delete(pair);
}

function takeOff(step: TrailStep, from: string): void {
  assert.ok(freePlaces(step).includes(from), `${from} was on the step and has not voted`);
  step.on.delete(from);
  step.off.add(from);
  for (const { personId, forId } of step.beside) if (forId === from) step.once.add(`${personId} for ${forId}`);
  step.beside = step.beside.filter(({ forId }) => forId !== from);
}
