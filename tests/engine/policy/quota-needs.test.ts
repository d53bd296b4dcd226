import { describe, expect, test } from 'vitest';
import { quotaNeeds } from '../../../src/engine/policy/quota-needs.js';
import { dates, policy, twelveDays } from './policies.js';

const today = '2026-06-15';

describe('the balances a submit needs', () => {
  test('are none without a quota', () => {
    expect(quotaNeeds([policy(dates({ noticeDays: 3 }))], { days: 1 }, today)).toEqual({ policies: [], years: [] });
  });

  test('are of every policy with a quota, and of every year that is charged', () => {
    const policies = [
      policy(twelveDays({ amount: 'period' }), { key: 'b' }),
      policy(twelveDays(), { key: 'a' }),
      policy(twelveDays({ date: 'on' }), { key: 'c' }),
      policy(dates({ noticeDays: 3 }), { key: 'd' }),
    ];
    const values = { days: 1, on: '2024-02-29', period: { from: '2026-12-30', to: '2027-01-03' } };
    expect(quotaNeeds(policies, values, today)).toEqual({ policies: ['a', 'b', 'c'], years: [2024, 2026, 2027] });
  });

  test('are of ten years before and after where something moves between years', () => {
    const { years } = quotaNeeds([policy(twelveDays({ carryOver: 500 }))], { days: 1 }, today);
    expect(years).toEqual(Array.from({ length: 21 }, (_, at) => 2016 + at));
  });

  test('are of this year where the form is still empty, and of eleven years at most where it asks for an eternity', () => {
    const byRange = [policy(twelveDays({ amount: 'period' }))];
    expect(quotaNeeds(byRange, {}, today).years).toEqual([2026]);
    const period = { from: '0001-01-01', to: '9999-12-31' };
    expect(quotaNeeds(byRange, { period }, today).years).toHaveLength(11);
  });
});
