import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formSchema } from '../../../src/engine/form/field.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import { applyPolicies } from '../../../src/engine/policy/apply-policies.js';
import type { AmountThreshold, CustomCheck, Policy } from '../../../src/engine/policy/policy.js';
import type { PolicyInput } from '../../../src/engine/policy/policy-input.js';
import type { Rule } from '../../../src/engine/rules/rule.js';
import { asked, dates, policy, spent, step, twelveDays } from './policies.js';

const form = formSchema.parse([
  { name: 'days', label: 'Days', type: 'integer', required: true },
  { name: 'kind', label: 'Kind', type: 'text' },
  { name: 'amount', label: 'Amount', type: 'money', currencies: ['USD', 'EUR'] },
  { name: 'period', label: 'Period', type: 'date_range' },
]);

function request(values: FormValues, more: Partial<PolicyInput> = {}): PolicyInput {
  return asked(values, { form, ...more });
}

function rule(rule: Rule, more: Partial<CustomCheck> = {}): CustomCheck {
  return { kind: 'custom', rule, effect: 'warn', message: 'Think again', ...more };
}

const over500: AmountThreshold = {
  kind: 'amount_threshold',
  field: 'amount',
  above: { amountMinor: 50_000, currency: 'USD' },
  step: step('director'),
};
const nothing = { ok: true, findings: [], holds: [], steps: [] };

describe('a rule of one’s own', () => {
  test.each<[CustomCheck['effect'], Partial<CustomCheck>, object]>([
    ['warn', {}, { findings: [{ effect: 'warn', explanation: { text: 'Think again', step: null } }], steps: [] }],
    ['reject', {}, { findings: [{ effect: 'reject', explanation: { text: 'Think again', step: null } }], steps: [] }],
    [
      'add_step',
      { step: step('hr') },
      { findings: [{ effect: 'add_step', explanation: { text: 'Think again', step: 'The hr' } }], steps: [step('hr')] },
    ],
  ])('that holds has its effect, %s, and one that does not says nothing', (effect, more, outcome) => {
    const policies = [policy(rule('days > 5', { effect, ...more }))];
    expect(applyPolicies(policies, request({ days: 6 }))).toMatchObject({ ok: true, ...outcome });
    expect(applyPolicies(policies, request({ days: 5 }))).toEqual(nothing);
  });

  test('may be about the requester, the day and the days of work', () => {
    const findings = (text: string) => {
      const outcome = applyPolicies([policy(rule(text))], request({ days: 1 }));
      return outcome.ok ? outcome.findings.length : outcome.error;
    };
    expect(findings('requester.unit == "sales"')).toBe(1);
    expect(findings('"finance" in requester.roles')).toBe(0);
    expect(findings('today == date("2026-06-15")')).toBe(1);
    expect(findings('business_days(today, date("2026-06-22")) == 6')).toBe(1);
  });

  test('may be written as conditions', () => {
    const long: Rule = { any: [{ path: 'days', operator: '>', value: 5 }] };
    expect(applyPolicies([policy(rule(long))], request({ days: 6 }))).toMatchObject({ findings: [{ effect: 'warn' }] });
  });
});

describe('a rule that has no answer', () => {
  test.each<[string, string, RegExp]>([
    ['that does not compile any more', 'dayz > 5', /dayz/],
    ['that reads a field which is empty', 'kind == "x"', /kind/],
    ['that compares two currencies', 'has(form.amount) && amount > money("5.00", "USD")', /EUR|currenc/i],
  ])('%s keeps the request from being taken, and names the policy', (_how, text, error) => {
    const eur = { days: 1, amount: { amountMinor: 100, currency: 'EUR' } };
    const broken = [
      policy(rule(text, { effect: 'warn' }), { name: 'Fine print' }),
      policy(twelveDays(), { name: 'Fine print', when: text }),
    ];
    for (const one of broken) {
      expect(applyPolicies([one], request(eur))).toEqual({
        ok: false,
        where: 'Fine print',
        error: expect.stringMatching(error),
      });
    }
  });

  test('is not outvoted by another policy that rejects', () => {
    const policies = [
      policy(rule('true', { effect: 'reject' }), { priority: 9 }),
      policy(rule('kind == "x"'), { key: 'q' }),
    ];
    expect(applyPolicies(policies, request({ days: 1 })).ok).toBe(false);
  });

  test('that adds a step without one is not passed over', () => {
    expect(applyPolicies([policy(rule('true', { effect: 'add_step' }))], request({ days: 1 }))).toMatchObject({
      ok: false,
    });
  });
});

describe('a policy', () => {
  test('is for every request of its type, or only where its rule holds', () => {
    const long = policy(dates({ noticeDays: 30 }), { when: 'days > 5' });
    const period = { from: '2026-06-16', to: '2026-06-16' };
    expect(applyPolicies([long], request({ days: 6, period }))).toMatchObject({ findings: [{ effect: 'reject' }] });
    expect(applyPolicies([long], request({ days: 5, period }))).toEqual(nothing);
  });

  test('is heard with all others, by priority and then by key', () => {
    const policies = [
      policy(rule('true', { message: 'c' }), { key: 'c' }),
      policy(rule('true', { message: 'z' }), { key: 'z', priority: 1 }),
      policy(rule('true', { message: 'a' }), { key: 'a' }),
      policy(twelveDays(), { key: 'b' }),
    ];
    const outcome = applyPolicies(policies, request({ days: 2 }));
    expect(outcome.ok && outcome.findings.map((finding) => finding.policy)).toEqual(['z', 'a', 'b', 'c']);
  });

  test('that rejects is shown with everything else, and nothing is held and nobody added', () => {
    const policies = [
      policy(twelveDays(), { key: 'quota' }),
      policy({ ...over500 }, { key: 'over', authorId: 'kim' }),
      policy(rule('days == 2', { effect: 'reject', message: 'Never two' }), { key: 'two' }),
    ];
    const values = { days: 2, amount: { amountMinor: 62_000, currency: 'USD' } };
    const outcome = applyPolicies(policies, request(values));
    expect(outcome).toMatchObject({ ok: true, holds: [], steps: [] });
    expect(outcome.ok && outcome.findings.map(({ effect }) => effect)).toEqual(['add_step', 'pass', 'reject']);
  });

  test('limits a quota beside another one', () => {
    const policies = [policy(twelveDays(), { key: 'days' }), policy(twelveDays({ limit: 500 }), { key: 'short' })];
    const balances = [spent(2026, 300, 0, { policy: 'short' }), spent(2026, 300, 0, { policy: 'days' })];
    const outcome = applyPolicies(policies, request({ days: 2 }, { balances }));
    expect(outcome.ok && outcome.holds.map(({ policy, amount }) => [policy, amount])).toEqual([
      ['days', 200],
      ['short', 200],
    ]);
    expect(applyPolicies(policies, request({ days: 3 }, { balances }))).toMatchObject({
      findings: [{ effect: 'pass' }, { effect: 'reject' }],
      holds: [],
    });
  });
});

describe('steps that policies add', () => {
  const values = { days: 6, amount: { amountMinor: 62_000, currency: 'USD' } };

  test('stand in the order of the policies', () => {
    const policies = [
      policy(rule('true', { effect: 'add_step', step: step('it') }), { key: 'c' }),
      policy({ ...over500 }, { key: 'a' }),
      policy(rule('true', { effect: 'add_step', step: step('hr') }), { key: 'b' }),
    ];
    expect(applyPolicies(policies, request(values))).toMatchObject({
      steps: [step('director'), step('hr'), step('it')],
    });
  });
});

test('nothing depends on the order in which policies, balances and earlier requests are listed', () => {
  const checks = [
    twelveDays(),
    twelveDays({ limit: 400, amount: 'period', carryOver: 200 }),
    { ...over500 },
    dates({ noticeDays: 3, overlap: 'refused' as const }),
    rule('days > 3', { effect: 'reject' }),
    rule('days > 1', { effect: 'add_step', step: step('hr') }),
    rule('kind == "x"'),
  ];
  const anyPolicy = fc.record({ check: fc.constantFrom(...checks), priority: fc.integer({ min: 0, max: 2 }) });
  const values = fc.record<FormValues>({
    days: fc.integer({ min: -1, max: 6 }),
    amount: fc.record({ amountMinor: fc.constantFrom(49_999, 62_000), currency: fc.constantFrom('USD', 'USD', 'EUR') }),
    period: fc.constantFrom({ from: '2026-06-16', to: '2026-06-18' }, { from: '2026-12-29', to: '2027-01-06' }),
  });
  const otherRequests = ['2026-06-18', '2026-12-31', '2026-06-16'].map((day, at) => ({
    documentId: `d${at}`,
    number: `LV-${at}`,
    data: { period: { from: day, to: day } },
  }));
  fc.assert(
    fc.property(
      fc.array(anyPolicy, { maxLength: 6 }),
      values,
      fc.integer({ min: 0, max: 1200 }),
      (drawn, filled, use) => {
        const policies: Policy[] = drawn.map(({ check, priority }, at) => policy(check, { key: `p${at}`, priority }));
        const balances = policies.flatMap(({ key }) => [
          spent(2026, use, 0, { policy: key }),
          spent(2025, 900, 0, { policy: key }),
        ]);
        const forwards = applyPolicies(policies, request(filled, { balances, otherRequests }));
        const backwards = applyPolicies(
          [...policies].reverse(),
          request(filled, { balances: [...balances].reverse(), otherRequests: [...otherRequests].reverse() }),
        );
        expect(backwards).toEqual(forwards);
      },
    ),
  );
});
