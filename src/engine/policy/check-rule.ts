import { compileRule } from '../rules/compile.js';
import { evaluate } from '../rules/evaluate.js';
import type { Rule } from '../rules/rule.js';
import { scopeOf } from '../rules/scope.js';
import type { PolicyInput } from './policy-input.js';
import { type Failed, failed } from './verdict.js';

/** Whether a policy's rule holds for the request; failed where it has no answer. */
export function checkRule(
  rule: Rule,
  { form, ruleInput }: PolicyInput,
): { readonly ok: true; readonly holds: boolean } | Failed {
  const compiled = compileRule(rule, scopeOf(form));
  if (!compiled.ok) return failed(compiled.problems.join('; '));
  const outcome = evaluate(compiled.rule, ruleInput);
  return outcome.ok ? { ok: true, holds: outcome.value } : failed(outcome.error);
}
