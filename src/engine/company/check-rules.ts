import { compileRule } from '../rules/compile.js';
import { ruleShape } from '../rules/rule-shape.js';
import { scopeOf } from '../rules/scope.js';
import type { TypeContent } from './company.js';
import type { Finding } from './finding.js';
import { type Place, select, textOf } from './select.js';

/** Every rule of a template and of a policy, seen from the entry. Those of forms are checked with their form. */
const RULES: readonly (readonly [section: string, pattern: string])[] = [
  ['templates', 'when'],
  ['templates', 'stages.*.steps.*.when'],
  ['policies', 'when'],
  ['policies', 'custom.rule'],
  ['policies', 'custom.step.when'],
  ['policies', 'amount_threshold.step.when'],
];

/** Rules must make sense for the form of the type that they are about. */
export function checkRules(data: unknown, types: readonly TypeContent[]): readonly Finding[] {
  const byKey = new Map(types.map((type) => [type.key, type]));
  return RULES.flatMap(([section, pattern]) =>
    select(data, `${section}.*`).flatMap((entry) => {
      const type = byKey.get(textOf(entry.value, 'type') ?? '');
      return type === undefined ? [] : select(entry.value, pattern).flatMap((rule) => checkRule(rule, entry, type));
    }),
  );
}

function checkRule({ path, value }: Place, entry: Place, { form }: TypeContent): readonly Finding[] {
  const rule = ruleShape.safeParse(value);
  if (!rule.success) return [];
  const compiled = compileRule(rule.data, scopeOf(form));
  if (compiled.ok) return [];
  return compiled.problems.map((message) => ({ path: [...entry.path, ...path], message }));
}
