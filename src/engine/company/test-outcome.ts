import type { SubmissionPlan } from '../plan-submission.js';
import type { Refusal } from '../refusal.js';
import type { RouteStep } from '../route.js';
import type { Finding } from './finding.js';
import type { Expectation, ExpectedStep } from './policy-test.js';

/** Where what a test expects and what came of its request differ; paths are inside the test. */
export function disappointments(expect: Expectation, outcome: SubmissionPlan | Refusal): readonly Finding[] {
  const missed = 'code' in outcome ? missedByRefusal(expect, outcome) : missedByPlan(expect, outcome);
  const came = 'code' in outcome ? refusalText(outcome) : planText(outcome);
  return missed.map(({ of, wanted }) => ({
    path: ['expect', ...(of === undefined ? [] : [of])],
    message: `expected ${wanted}; ${came}`,
  }));
}

interface Missed {
  /** The property of `expect` as files call it; absent where none says so, but it goes without saying. */
  readonly of?: string;
  readonly wanted: string;
}

function missedByRefusal({ invalid }: Expectation, refusal: Refusal): readonly Missed[] {
  if (invalid === undefined) return [{ wanted: 'the request to be taken' }];
  const refused = refusal.code === 'invalid-form' ? refusal.errors.map((error) => error.field) : [];
  return sameWords(invalid, refused) ? [] : [{ of: 'invalid', wanted: `the form to refuse ${invalid.join(', ')}` }];
}

function missedByPlan(expect: Expectation, plan: SubmissionPlan): readonly Missed[] {
  const { invalid, steps = [], notSteps = [], findings = [] } = expect;
  const keys = plan.route.stages.flat().map((step) => step.key);
  const missing = steps.filter((key) => !keys.includes(key));
  const unwanted = notSteps.filter((key) => keys.includes(key));
  const silent = findings.filter((policy) => !saying(plan, 'warn', 'reject', 'add_step').includes(policy));
  return [
    ...(invalid === undefined ? [] : [{ of: 'invalid', wanted: `the form to refuse ${invalid.join(', ')}` }]),
    ...missedRejection(expect, plan),
    ...missedRoute(expect, plan),
    ...(missing.length === 0 ? [] : [{ of: 'steps', wanted: `${missing.join(', ')} in the route` }]),
    ...(unwanted.length === 0 ? [] : [{ of: 'not_steps', wanted: `no ${unwanted.join(', ')} in the route` }]),
    ...(silent.length === 0 ? [] : [{ of: 'findings', wanted: `${silent.join(', ')} to say something` }]),
  ];
}

function missedRejection({ rejectedBy, invalid }: Expectation, plan: SubmissionPlan): readonly Missed[] {
  const rejecting = saying(plan, 'reject');
  if (rejectedBy === undefined) {
    return rejecting.length === 0 || invalid !== undefined ? [] : [{ wanted: 'the request not to be rejected' }];
  }
  return rejecting.includes(rejectedBy) ? [] : [{ of: 'rejected_by', wanted: `${rejectedBy} to reject it` }];
}

function missedRoute({ route }: Expectation, plan: SubmissionPlan): readonly Missed[] {
  if (route === undefined) return [];
  const { stages } = plan.route;
  const same = route.length === stages.length && route.every((stage, at) => isStage(stages[at] ?? [], stage));
  return same ? [] : [{ of: 'route', wanted: route.map(expectedStage).join(', then ') }];
}

function isStage(steps: readonly RouteStep[], expected: readonly ExpectedStep[]): boolean {
  const keys = (list: readonly { readonly key: string }[]) => list.map((one) => one.key);
  if (!sameWords(keys(expected), keys(steps))) return false;
  return expected.every(({ key, people }) => {
    const step = steps.find((one) => one.key === key);
    return people === undefined || (step !== undefined && sameWords(people, askedIn(step)));
  });
}

function sameWords(expected: readonly string[], found: readonly string[]): boolean {
  return JSON.stringify([...new Set(expected)].sort()) === JSON.stringify([...new Set(found)].sort());
}

function expectedStage(steps: readonly ExpectedStep[]): string {
  return steps.map(({ key, people }) => (people === undefined ? key : stepText(key, people))).join(' and ');
}

type Effect = SubmissionPlan['findings'][number]['effect'];

function saying({ findings }: SubmissionPlan, ...effects: readonly Effect[]): readonly string[] {
  return findings.filter((finding) => effects.includes(finding.effect)).map((finding) => finding.policy);
}

function askedIn(step: RouteStep): readonly string[] {
  return step.approvers.map((approver) => approver.personId);
}

/** `it goes to manager (bo) and procurement (cy, di), then finance (ed)`. */
function planText(plan: SubmissionPlan): string {
  const rejecting = saying(plan, 'reject');
  if (rejecting.length > 0) return `it is rejected by ${rejecting.join(', ')}`;
  const stages = plan.route.stages.map((steps) => steps.map((step) => routeStepText(step)).join(' and '));
  const others = saying(plan, 'warn', 'add_step');
  const policies = others.length === 0 ? '' : `; something is said by ${others.join(', ')}`;
  return `it goes to ${stages.join(', then ')}${policies}`;
}

function routeStepText(step: RouteStep): string {
  return step.problem === null ? stepText(step.key, askedIn(step)) : `${step.key} (stuck: ${step.problem})`;
}

const PEOPLE_SHOWN_MAX = 6;

function stepText(key: string, people: readonly string[]): string {
  const shown = people.slice(0, PEOPLE_SHOWN_MAX).join(', ');
  const more = people.length - PEOPLE_SHOWN_MAX;
  return `${key} (${people.length === 0 ? 'nobody' : more > 0 ? `${shown} and ${more} more` : shown})`;
}

function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case 'invalid-form':
      return `the form refuses ${refusal.errors.map(({ field, code, params }) => `${field} (${[code, ...Object.values(params)].join(' ')})`).join(', ')}`;
    case 'no-template':
      return 'no template is for such a request';
    case 'rule-failed':
      return `the rule of "${refusal.where}" fails: ${refusal.error}`;
    case 'inactive-person':
      return 'the person is inactive';
    case 'no-permission':
      return `the person lacks the permission ${refusal.permission}`;
    default:
      return `it is refused (${refusal.code})`;
  }
}
