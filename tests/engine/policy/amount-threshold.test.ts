import { describe, expect, test } from 'vitest';
import type { FormValues } from '../../../src/engine/form/values.js';
import { amountThreshold } from '../../../src/engine/policy/amount-threshold.js';
import type { AmountThreshold } from '../../../src/engine/policy/policy.js';
import { asked, policy, step } from './policies.js';

const over500: AmountThreshold = {
  kind: 'amount_threshold',
  field: 'amount',
  above: usd(50_000),
  step: step('director'),
};

function usd(amountMinor: number) {
  return { amountMinor, currency: 'USD' };
}

function judge(values: FormValues) {
  return amountThreshold(policy(over500), asked(values));
}

describe('a threshold of 500 dollars', () => {
  test.each([50_001, 62_000, Number.MAX_SAFE_INTEGER])('adds its step at %d cents, and tells both amounts', (cents) => {
    expect(judge({ amount: usd(cents) })).toEqual({
      ok: true,
      holds: [],
      steps: [step('director')],
      findings: [
        {
          policy: 'p',
          name: 'P',
          effect: 'add_step',
          explanation: { kind: 'threshold', amount: usd(cents), above: usd(50_000), step: 'The director' },
        },
      ],
    });
  });

  test.each<[string, FormValues]>([
    ['exactly 500 dollars', { amount: usd(50_000) }],
    ['less', { amount: usd(49_999) }],
    ['nothing', { amount: usd(0) }],
    ['an empty field', {}],
    ['another field', { other: usd(62_000) }],
  ])('says nothing to %s', (_what, values) => {
    expect(judge(values)).toEqual({ ok: true, holds: [], steps: [], findings: [] });
  });

  test.each<[FormValues, string]>([
    [
      { amount: { amountMinor: 1, currency: 'EUR' } },
      '"amount" is in EUR and the threshold in USD: they cannot be compared',
    ],
    [
      { amount: { amountMinor: 99_999_999, currency: 'JPY' } },
      '"amount" is in JPY and the threshold in USD: they cannot be compared',
    ],
    [{ amount: 62_000 }, '"amount" is no amount of money, which the threshold is about'],
    [{ amount: '620.00' }, '"amount" is no amount of money, which the threshold is about'],
    [{ amount: ['620.00'] }, '"amount" is no amount of money, which the threshold is about'],
  ])('cannot judge %j, and never lets it pass', (values, error) => {
    expect(judge(values)).toEqual({ ok: false, error });
  });
});
