import { describe, expect, test } from 'vitest';
import { formSchema } from '../../../src/engine/form/field.js';
import { policyProblems } from '../../../src/engine/policy/check-policy.js';
import type { AmountThreshold, CustomCheck, PolicyCheck } from '../../../src/engine/policy/policy.js';
import { dates, policy, step, twelveDays } from './policies.js';

const form = formSchema.parse([
  { name: 'reason', label: 'Reason', type: 'text' },
  { name: 'days', label: 'Days', type: 'integer' },
  { name: 'hours', label: 'Hours', type: 'number' },
  { name: 'weight', label: 'Weight', type: 'number', decimals: 3 },
  { name: 'worked', label: 'Worked', type: 'integer', computed: 'business_days(period.from, period.to)' },
  { name: 'period', label: 'Period', type: 'date_range', required: true },
  { name: 'on', label: 'On', type: 'date' },
  { name: 'at', label: 'At', type: 'datetime' },
  { name: 'amount', label: 'Amount', type: 'money', currencies: ['USD'] },
  { name: 'price', label: 'Price', type: 'money', currencies: ['USD', 'EUR'] },
]);

const threshold: AmountThreshold = {
  kind: 'amount_threshold',
  field: 'amount',
  above: { amountMinor: 50_000, currency: 'USD' },
  step: step('director'),
};
const check: CustomCheck = { kind: 'custom', rule: 'days > 5', effect: 'warn', message: 'Long' };
const never = { from: '2026-12-31', to: '2026-12-01', reason: 'Closing' };

describe('a policy that fits the form', () => {
  test.each<[string, PolicyCheck]>([
    ['a quota of a whole number', twelveDays()],
    ['a quota of a computed number', twelveDays({ amount: 'worked', date: 'period' })],
    ['a quota of a number with two decimals', twelveDays({ amount: 'hours', date: 'on' })],
    ['a quota of a range of days', twelveDays({ amount: 'period', carryOver: 500 })],
    ['a quota with uses before', twelveDays({ used: [{ person: 'ana', year: 2025, amount: 0 }] })],
    ['a threshold', threshold],
    ['notice', dates({ noticeDays: 0 })],
    ['a blackout of one day, on a single date', dates({ field: 'on', blackouts: [{ ...never, to: never.from }] })],
    ['overlap', dates({ overlap: 'refused' })],
    ['a warning', check],
    ['a step by rule', { ...check, effect: 'add_step', step: step('hr') }],
  ])('has no problems: %s', (_what, check) => {
    expect(policyProblems(policy(check), form)).toEqual([]);
  });

  test('may compare one of several currencies where it says when it looks', () => {
    const byCurrency = policy({ ...threshold, field: 'price' }, { when: 'price.currency == "USD"' });
    expect(policyProblems(byCurrency, form)).toEqual([]);
  });
});

describe('a policy that does not fit the form is told what is wrong and the way out', () => {
  test.each<[PolicyCheck, string]>([
    [twelveDays({ amount: 'dayz' }), '"amount" names "dayz", which the form does not have; did you mean "days"?'],
    [
      twelveDays({ amount: 'duration_asked' }),
      '"amount" names "duration_asked", which the form does not have; name one of type integer or number or date_range (days, hours, weight, worked, period)',
    ],
    [
      twelveDays({ amount: 'reason' }),
      '"amount" names "reason", a field of type text; name one of type integer or number or date_range (days, hours, weight, worked, period)',
    ],
    [
      twelveDays({ amount: 'weight' }),
      '"amount" names "weight", which takes 3 decimals; quotas count two: give it "decimals: 2"',
    ],
    [
      twelveDays({ date: 'at' }),
      '"date" names "at", a field of type datetime; name one of type date or date_range (period, on)',
    ],
    [
      twelveDays({ amount: 'period', date: 'on' }),
      '"date" is not needed: the days of "period" are charged to the years they lie in; leave it out',
    ],
    [twelveDays({ limit: -1 }), '"limit" must be a number from 0 with at most two decimals'],
    [twelveDays({ limit: 0.5 }), '"limit" must be a number from 0 with at most two decimals'],
    [twelveDays({ carryOver: -100 }), '"carry_over" must be a number from 0 with at most two decimals'],
    [
      twelveDays({ used: [{ person: 'ana', year: 2025, amount: -1 }] }),
      '"used" of "ana" in 2025 "amount" must be a number from 0 with at most two decimals',
    ],
    [
      twelveDays({ used: [1, 2].map((amount) => ({ person: 'ana', year: 2025, amount })) }),
      '"used" names the use of "ana" in 2025 twice; add them up',
    ],
    [
      { ...threshold, field: 'days' },
      '"field" names "days", a field of type integer; name one of type money (amount, price)',
    ],
    [
      { ...threshold, above: { amountMinor: 1, currency: 'EUR' } },
      '"above" is in EUR and "amount" takes USD only; write it in that currency',
    ],
    [
      { ...threshold, field: 'price' },
      `"above" is in USD and "price" also takes other currencies (USD, EUR), which cannot be compared; leave one in the field, or have a policy for each, this one with when: 'price.currency == "USD"'`,
    ],
    [
      dates({ field: 'days', noticeDays: 3 }),
      '"field" names "days", a field of type integer; name one of type date or date_range (period, on)',
    ],
    [dates({ noticeDays: -1 }), '"notice_days" must be a whole number from 0'],
    [dates({ noticeDays: 1.5 }), '"notice_days" must be a whole number from 0'],
    [
      dates({ blackouts: [never] }),
      '"blackouts" has one that ends before it begins (Closing: 2026-12-31 to 2026-12-01); swap them',
    ],
    [dates({}), '"time_based" checks nothing; give it "notice_days", "blackouts" or "overlap: refused"'],
    [{ ...check, effect: 'add_step' }, '"step" is missing; say which step "add_step" adds'],
    [
      { ...check, effect: 'reject', step: step('hr') },
      '"step" is never asked, because "effect" is reject; remove it or write "effect: add_step"',
    ],
  ])('%j', (check, problem) => {
    expect(policyProblems(policy(check), form)).toEqual([problem]);
  });

  test('where the form has no suitable field at all', () => {
    expect(policyProblems(policy(threshold), form.slice(0, 1))).toEqual([
      '"field" names "amount", which the form does not have; give the form a field of type money',
    ]);
  });

  test('in everything at once, and in five of the uses before', () => {
    const used = Array.from({ length: 9 }, (_, at) => ({ person: `p${at}`, year: 2025, amount: -1 }));
    const problems = policyProblems(policy(twelveDays({ amount: 'x', date: 'y', limit: -1, used })), form);
    expect(problems).toHaveLength(3 + 5);
  });
});
