import type { Asking } from './asking.js';
import { authorsOf } from './authors.js';
import type { Calendars } from './calendar/calendar.js';
import { type ChosenStep, type ChosenTemplate, chooseTemplate, chosenStep, type RuleCheck } from './choose-template.js';
import type { DocumentType, StepDefinition, Template } from './definition.js';
import { dueAt } from './due-at.js';
import type { FormValues } from './form/values.js';
import type { Instant } from './instant.js';
import type { Actor, Organisation } from './organisation.js';
import { applyPolicies, isRejected } from './policy/apply-policies.js';
import { checkRule } from './policy/check-rule.js';
import type { Policy, PolicyFinding, QuotaBalance, QuotaHold } from './policy/policy.js';
import { policyInput } from './policy-input.js';
import type { OtherRequest } from './ports/document-store.js';
import { progressBitsMax } from './progress.js';
import type { Refusal } from './refusal.js';
import { type Digest, type Route, routeFingerprint, routeOf } from './route.js';

/** All that the plan of a submission depends on besides the document's content. */
export interface PlanningFacts {
  readonly type: DocumentType;
  readonly submitter: Actor;
  readonly templates: readonly Template[];
  readonly policies: readonly Policy[];
  readonly organisation: Organisation;
  readonly calendars: Calendars;
  readonly balances: readonly QuotaBalance[];
  readonly otherRequests: readonly OtherRequest[];
  /** Business hours of a step that does not say how long it may take. */
  readonly slaHours: number;
  /** Business hours after which its approvers are reminded. */
  readonly reminderHours: number;
}

/** What a submit would do, and does. */
export interface SubmissionPlan {
  /** Without any stage where a policy rejects. */
  readonly route: Route;
  readonly findings: readonly PolicyFinding[];
  readonly holds: readonly QuotaHold[];
  /**
   * Who wrote in chat at anything that this type's requests are led by, sorted: at the type with its form, at its
   * templates, also those that stepped aside, and at its policies, whatever they said.
   */
  readonly authorIds: readonly string[];
  /** By when each step would be due, by stage and step, if every one before took all of its time. */
  readonly expected: readonly (readonly Instant[])[];
}

/** What a submit of this content would do at this moment. The preview, the submit and a simulation are all made of it. */
export function planSubmission(facts: PlanningFacts, values: FormValues, now: Instant): SubmissionPlan | Refusal {
  const input = policyInput(facts, values, now);
  const check: RuleCheck = (rule) => checkRule(rule, input);
  const chosen = chooseTemplate(facts.templates, check, progressBitsMax);
  if (chosen === undefined) return { code: 'no-template', typeKey: facts.type.key };
  if ('code' in chosen) return chosen;
  const said = applyPolicies(facts.policies, input);
  if (!said.ok) return { code: 'rule-failed', where: said.where, error: said.error };

  const { findings, holds } = said;
  const whole = isRejected(findings) ? { ...chosen, stages: [] } : withAdded(chosen, said.steps, check);
  if (whole.stages.flat().length > progressBitsMax) return tooLong(chosen);
  const { type, submitter, organisation, calendars } = facts;
  const authorIds = authorsOf([type, ...facts.templates, ...facts.policies]);
  const asking: Asking = { submitter, organisation, form: type.form, values, authorIds };
  const route = routeOf(whole, asking, facts);
  return { route, findings, holds, authorIds, expected: expectedTimes(route, calendars, now) };
}

/** What policies add comes behind the template's stages, one after the other; two policies may add the same step. */
function withAdded(chosen: ChosenTemplate, added: readonly StepDefinition[], check: RuleCheck): ChosenTemplate {
  const stages = [...chosen.stages];
  for (const step of added) {
    const further = chosenStep(step, check);
    const isMissing = !stages.flat().some((one) => asksTheSame(one, step));
    if (further.length > 0 && isMissing) stages.push(further);
  }
  return { ...chosen, stages };
}

/** A step is not taken twice because a template and a policy both know it; one that only bears its name is another. */
function asksTheSame({ definition }: ChosenStep, { key, who, rule }: StepDefinition): boolean {
  const same = JSON.stringify([key, who, rule]);
  return JSON.stringify([definition.key, definition.who, definition.rule]) === same;
}

function tooLong({ template }: ChosenTemplate): Refusal {
  const error = `with what policies add the route has more than ${progressBitsMax} steps; shorten it`;
  return { code: 'rule-failed', where: template.name, error };
}

function expectedTimes({ stages }: Route, calendars: Calendars, now: Instant): readonly (readonly Instant[])[] {
  let opensAt = now;
  return stages.map((steps) => {
    const due = steps.map(({ sla }) => dueAt(sla, calendars, opensAt));
    opensAt = due.reduce((latest, at) => (at > latest ? at : latest), opensAt);
    return due;
  });
}

/** Everything the person was told, but for the times, which pass. */
export function planDigest({ route, findings, holds }: SubmissionPlan, digest: Digest): string {
  return digest(JSON.stringify([routeFingerprint(route), findings, holds]));
}
