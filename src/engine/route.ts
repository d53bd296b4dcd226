import type { Asking } from './asking.js';
import type { ChosenStep, ChosenTemplate } from './choose-template.js';
import type { StepSla, VoteRule } from './definition.js';
import type { DefinitionRef, Reason, Step } from './document.js';
import { type StepTimes, slaOf } from './ladder.js';
import { nobodyFor, peopleFor } from './route-people.js';

/** The steps a document will take, with the people asked and why. */
export interface Route {
  readonly template: DefinitionRef & { readonly name: string };
  readonly stages: readonly (readonly RouteStep[])[];
}

export interface RouteStep {
  readonly key: string;
  readonly name: string;
  readonly rule: VoteRule;
  /** Why the step is part of the route, in words; null where it always is. */
  readonly because: string | null;
  /** Why its condition could not be evaluated; nobody is asked then. */
  readonly problem: string | null;
  readonly sla: StepSla;
  readonly approvers: readonly RouteApprover[];
  /** Places that nobody could be found for: the step will be stuck until they are filled, and the administrators are told. */
  readonly openPlaces: number;
}

export interface RouteApprover {
  readonly personId: string;
  readonly reasons: readonly Reason[];
  /** The reasons by keys that stay the same when a role or a unit is renamed: what the digest is made of. */
  readonly grounds: readonly string[];
}

/** Turns a document's canonical route text into something short enough to travel with a form. */
export type Digest = (text: string) => string;

/** The route through a chosen template: who is asked on each of its steps, and how long they may take. */
export function routeOf({ template, stages }: ChosenTemplate, asking: Asking, times: StepTimes): Route {
  const { key, version, name } = template;
  return {
    template: { key, version, name },
    stages: stages.map((steps) => steps.map((step) => routeStep(step, asking, times))),
  };
}

function routeStep({ definition, problem }: ChosenStep, asking: Asking, times: StepTimes): RouteStep {
  const { key, name, rule, because, sla } = definition;
  return {
    key,
    name,
    rule,
    because: because ?? null,
    problem,
    sla: slaOf(sla, times),
    ...(problem === null ? peopleFor(definition, asking) : nobodyFor(definition)),
  };
}

/** Everything of a route that would change what the person was told, and no name that is only what something is called. */
export function routeFingerprint({ template, stages }: Route): readonly unknown[] {
  const people = (step: RouteStep) => step.approvers.map((approver) => [approver.personId, approver.grounds]);
  const inShort = (step: RouteStep) => {
    const { key, name, rule, because, problem, sla, openPlaces } = step;
    return [key, name, rule, because, problem, sla, people(step), openPlaces];
  };
  return [template.key, template.version, stages.map((steps) => steps.map(inShort))];
}

/** The steps of one round, waiting. Ids are derived so that planning needs no source of randomness. */
export function stepsOf(route: Route, documentId: string, round: number): readonly Step[] {
  const numbered = route.stages.flatMap((steps, stage) => steps.map((step) => ({ step, stage })));
  return numbered.map(({ step, stage }, bit) => ({
    id: `${documentId}:${round}:${bit}`,
    key: step.key,
    name: step.name,
    round,
    stage,
    bit,
    status: 'waiting',
    rule: step.rule,
    because: step.because,
    problem: step.problem,
    sla: step.sla,
    approvers: step.approvers.map(({ personId, reasons }) => ({ personId, reasons, putBy: null, vote: null })),
    openPlaces: step.openPlaces,
    replaced: [],
    opening: 0,
    openedAt: null,
    dueAt: null,
    ladderAt: [],
    rungsFired: 0,
    expiredAs: null,
    pausedAt: null,
    deputies: [],
    formerDeputies: [],
    questions: [],
    closedAt: null,
  }));
}
