import type { StepDefinition, Template } from './definition.js';
import type { Refusal } from './refusal.js';
import type { Rule } from './rules/rule.js';

/** Whether a rule holds for the document in hand. One that cannot be evaluated is neither true nor false. */
export type RuleCheck = (rule: Rule) => Verdict;

type Verdict = { readonly ok: true; readonly holds: boolean } | { readonly ok: false; readonly error: string };

const always: Verdict = { ok: true, holds: true };

/** The template that applies, with those of its steps that belong to this document. */
export interface ChosenTemplate {
  readonly template: Template;
  /** None of them empty. */
  readonly stages: readonly (readonly ChosenStep[])[];
}

export interface ChosenStep {
  readonly definition: StepDefinition;
  /** Why its condition could not be evaluated; null where it holds. */
  readonly problem: string | null;
}

/**
 * The template of the highest priority whose condition holds and which yields at least one step. A condition that cannot
 * be evaluated ends the search: a lower template would ask other people than the company meant.
 */
export function chooseTemplate(
  templates: readonly Template[],
  check: RuleCheck,
  stepsMax: number,
): ChosenTemplate | Extract<Refusal, { code: 'rule-failed' }> | undefined {
  for (const template of byPriority(templates)) {
    const verdict = template.condition === undefined ? always : check(template.condition);
    if (!verdict.ok) return { code: 'rule-failed', where: template.name, error: verdict.error };
    if (!verdict.holds) continue;
    const stages = stagesOf(template, check);
    const steps = stages.flat().length;
    if (steps > 0 && steps <= stepsMax) return { template, stages };
  }
  return undefined;
}

/** Keys decide between equals, so that the order of files and rows does not. */
function byPriority(templates: readonly Template[]): readonly Template[] {
  return templates.toSorted((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
}

function stagesOf({ stages }: Template, check: RuleCheck): readonly (readonly ChosenStep[])[] {
  const chosen = stages.map(({ steps }) => steps.flatMap((step) => chosenStep(step, check)));
  return chosen.filter((steps) => steps.length > 0);
}

/** A step whose condition fails is neither asked nor skipped: it stands in the route and nobody can decide it. */
export function chosenStep(definition: StepDefinition, check: RuleCheck): readonly ChosenStep[] {
  const verdict = definition.when === undefined ? always : check(definition.when);
  if (!verdict.ok) return [{ definition, problem: verdict.error }];
  return verdict.holds ? [{ definition, problem: null }] : [];
}
