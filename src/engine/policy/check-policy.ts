import type { FormField } from '../form/field-types.js';
import { namedField } from './check-named-field.js';
import { quotaProblems } from './check-quota.js';
import type { AmountThreshold, Blackout, CustomCheck, Policy, TimeBased } from './policy.js';

/**
 * What is wrong with a policy for documents of this form: sentences for the admin who wrote it, each with the property
 * as it is called in the files. Its rules, and the people of its step, are checked with those of templates.
 */
export function policyProblems(
  { check, when }: Pick<Policy, 'check' | 'when'>,
  form: readonly FormField[],
): readonly string[] {
  switch (check.kind) {
    case 'quota_limit':
      return quotaProblems(check, form);
    case 'amount_threshold':
      return thresholdProblems(check, form, when !== undefined);
    case 'time_based':
      return dateProblems(check, form);
    case 'custom':
      return customProblems(check);
  }
}

/**
 * A field of several currencies is refused, for an amount in another one could not be judged and nobody could ask for
 * it; unless the policy has a rule of its own for when it looks, such as `amount.currency == "USD"`.
 */
function thresholdProblems(
  { field, above }: AmountThreshold,
  form: readonly FormField[],
  isLimited: boolean,
): readonly string[] {
  const named = namedField(form, 'field', field, ['money']);
  if (!named.ok) return [named.problem];
  const { currencies } = named.field;
  const taken = currencies.join(', ');
  if (!currencies.includes(above.currency)) {
    return [`"above" is in ${above.currency} and "${field}" takes ${taken} only; write it in that currency`];
  }
  if (currencies.length === 1 || isLimited) return [];
  return [
    `"above" is in ${above.currency} and "${field}" also takes other currencies (${taken}), which cannot be compared; ` +
      `leave one in the field, or have a policy for each, this one with when: '${field}.currency == "${above.currency}"'`,
  ];
}

function dateProblems(check: TimeBased, form: readonly FormField[]): readonly string[] {
  const { field, noticeDays, blackouts, overlap } = check;
  const named = namedField(form, 'field', field, ['date', 'date_range']);
  const problems = named.ok ? [] : [named.problem];
  if (noticeDays !== undefined && !(Number.isSafeInteger(noticeDays) && noticeDays >= 0)) {
    problems.push('"notice_days" must be a whole number from 0');
  }
  problems.push(...blackouts.flatMap(blackoutProblems));
  if (noticeDays === undefined && blackouts.length === 0 && overlap === 'allowed') {
    problems.push('"time_based" checks nothing; give it "notice_days", "blackouts" or "overlap: refused"');
  }
  return problems;
}

function blackoutProblems({ from, to, reason }: Blackout): readonly string[] {
  return from <= to ? [] : [`"blackouts" has one that ends before it begins (${reason}: ${from} to ${to}); swap them`];
}

function customProblems({ effect, step }: CustomCheck): readonly string[] {
  if (effect === 'add_step' && step === undefined) return ['"step" is missing; say which step "add_step" adds'];
  if (effect !== 'add_step' && step !== undefined) {
    return [`"step" is never asked, because "effect" is ${effect}; remove it or write "effect: add_step"`];
  }
  return [];
}
