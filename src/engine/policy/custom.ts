import { checkRule } from './check-rule.js';
import type { CustomCheck } from './policy.js';
import type { PolicyInput } from './policy-input.js';
import { failed, finding, nothingSaid, type PolicyOf, said, type Verdict } from './verdict.js';

/** Where the rule holds, the effect comes with the policy's own words. */
export function custom(policy: PolicyOf<CustomCheck>, input: PolicyInput): Verdict {
  const { rule, effect, message, step } = policy.check;
  const outcome = checkRule(rule, input);
  if (!outcome.ok) return outcome;
  if (!outcome.holds) return nothingSaid;
  if (effect !== 'add_step') return said(finding(policy, effect, { kind: 'message', text: message, step: null }));
  if (step === undefined) return failed('it adds a step and does not say which');
  return { ...said(finding(policy, effect, { kind: 'message', text: message, step: step.name })), steps: [step] };
}
