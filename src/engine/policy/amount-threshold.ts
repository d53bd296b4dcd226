import type { FieldValue } from '../form/field-type.js';
import type { Money } from '../money.js';
import { fieldValue } from './field-value.js';
import type { AmountThreshold } from './policy.js';
import type { PolicyInput } from './policy-input.js';
import { failed, finding, nothingSaid, type PolicyOf, said, type Verdict } from './verdict.js';

/**
 * Adds the step to a request for more than the threshold; the threshold itself is not more. An empty field asks for no
 * money. Currencies are never converted: another one than the threshold's cannot be judged, so the request is not taken.
 */
export function amountThreshold(policy: PolicyOf<AmountThreshold>, { ruleInput }: PolicyInput): Verdict {
  const { field, above, step } = policy.check;
  const amount = fieldValue(ruleInput.values, field);
  if (amount === undefined) return nothingSaid;
  if (!isMoney(amount)) return failed(`"${field}" is no amount of money, which the threshold is about`);
  if (amount.currency !== above.currency) {
    return failed(
      `"${field}" is in ${amount.currency} and the threshold in ${above.currency}: they cannot be compared`,
    );
  }
  if (amount.amountMinor <= above.amountMinor) return nothingSaid;
  return {
    ...said(finding(policy, 'add_step', { kind: 'threshold', amount, above, step: step.name })),
    steps: [step],
  };
}

function isMoney(value: FieldValue): value is Money {
  return typeof value === 'object' && 'amountMinor' in value;
}
