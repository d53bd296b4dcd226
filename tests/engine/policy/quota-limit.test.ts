import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/engine/calendar/calendar.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { QuotaLimit } from '../../../src/engine/policy/policy.js';
import type { PolicyInput } from '../../../src/engine/policy/policy-input.js';
import { quotaLimit } from '../../../src/engine/policy/quota-limit.js';
import { office } from '../calendar/calendars.js';
import { asked, policy, spent, twelveDays } from './policies.js';

function judge(check: QuotaLimit, values: FormValues, more: Partial<PolicyInput> = {}, calendar?: Calendar) {
  const verdict = quotaLimit(policy(check), asked(values, more, calendar));
  if (!verdict.ok) throw new Error(verdict.error);
  const sums = verdict.findings.map(({ effect, explanation }) => ({ effect, ...explanation }));
  return { sums, holds: verdict.holds.map(({ year, amount }) => [year, amount]) };
}

describe('a quota of twelve days', () => {
  test('of which eight are spent refuses five and shows the sum', () => {
    const verdict = quotaLimit(policy(twelveDays()), asked({ days: 5 }, { balances: [spent(2026, 800)] }));
    expect(verdict).toEqual({
      ok: true,
      holds: [],
      steps: [],
      findings: [
        {
          policy: 'p',
          name: 'P',
          effect: 'reject',
          explanation: {
            kind: 'quota',
            unit: 'days',
            year: 2026,
            limit: 1200,
            carried: 0,
            spent: 800,
            held: 0,
            asked: 500,
          },
        },
      ],
    });
  });

  test('of which eight are spent holds four, to the last of them', () => {
    const verdict = quotaLimit(policy(twelveDays()), asked({ days: 4 }, { balances: [spent(2026, 800)] }));
    expect(verdict).toMatchObject({
      findings: [{ effect: 'pass', explanation: { spent: 800, asked: 400 } }],
      holds: [{ policy: 'p', personId: 'ana', year: 2026, amount: 400, state: 'held' }],
    });
  });

  test.each([
    ['what waits', [spent(2026, 0, 800)], [], 'reject'],
    ['what was used before the bot came', [], [{ person: 'ana', year: 2026, amount: 800 }], 'reject'],
    ['all three', [spent(2026, 300, 250)], [{ person: 'ana', year: 2026, amount: 250 }], 'reject'],
    [
      'another person’s use',
      [spent(2026, 800, 0, { personId: 'bo' })],
      [{ person: 'bo', year: 2026, amount: 800 }],
      'pass',
    ],
    ['another quota’s use', [spent(2026, 800, 0, { policy: 'sick' })], [], 'pass'],
    ['last year’s use', [spent(2025, 800)], [{ person: 'ana', year: 2025, amount: 800 }], 'pass'],
  ] as const)(
    'counts its own person, year and policy: with %s, five are judged so',
    (_what, balances, used, effect) => {
      expect(judge(twelveDays({ used }), { days: 5 }, { balances }).sums).toMatchObject([{ effect }]);
    },
  );

  test('shows what was used before with what was spent since', () => {
    const used = [{ person: 'ana', year: 2026, amount: 250 }];
    const { sums } = judge(twelveDays({ used }), { days: 5 }, { balances: [spent(2026, 300, 150)] });
    expect(sums).toMatchObject([{ effect: 'pass', spent: 550, held: 150, asked: 500 }]);
  });

  test.each<[string, FormValues, (readonly [number, number])[]]>([
    ['a whole number', { days: 3 }, [[2026, 300]]],
    ['a number with decimals', { days: '2.5' }, [[2026, 250]]],
    ['a number with two decimals', { days: '0.01' }, [[2026, 1]]],
    ['nothing', {}, []],
    ['zero', { days: 0 }, []],
    ['a negative number', { days: -3 }, []],
    ['a negative number with decimals', { days: '-0.5' }, []],
  ])('holds %s in hundredths, and only what is above 0', (_what, values, holds) => {
    const judged = judge(twelveDays(), values);
    expect(judged.holds).toEqual(holds);
    expect(judged.sums).toHaveLength(holds.length);
  });

  test.each<[FormValues]>([
    [{ days: '0.005' }],
    [{ days: 'many' }],
    [{ days: true }],
    [{ days: Number.MAX_SAFE_INTEGER }],
    [{ days: { amountMinor: 1, currency: 'USD' } }],
  ])('cannot judge %j, and says which field is wrong', (values) => {
    expect(quotaLimit(policy(twelveDays()), asked(values))).toEqual({
      ok: false,
      error: expect.stringContaining('"days" is no quantity'),
    });
  });

  test('is not fooled by a field that every object has', () => {
    expect(judge(twelveDays({ amount: 'constructor' }), {}).holds).toEqual([]);
  });
});

describe('the year that is charged', () => {
  test.each<[string, Partial<QuotaLimit>, FormValues, number]>([
    ['the day of submitting', {}, { days: 1 }, 2026],
    ['the date named', { date: 'on' }, { days: 1, on: '2027-01-01' }, 2027],
    [
      'the first day of the range named',
      { date: 'on' },
      { days: 1, on: { from: '2025-12-31', to: '2026-01-04' } },
      2025,
    ],
    ['the day of submitting where the date is empty', { date: 'on' }, { days: 1 }, 2026],
  ])('is that of %s', (_which, more, values, year) => {
    expect(judge(twelveDays(more), values).holds).toEqual([[year, 100]]);
  });
});

describe('a range of days as the amount', () => {
  const byRange = twelveDays({ amount: 'period' });
  const calendar = office('Asia/Jakarta', '2027-01-01');

  test.each([
    ['one Monday', '2026-06-15', '2026-06-15', [[2026, 100]]],
    ['Thursday to Tuesday', '2026-06-18', '2026-06-23', [[2026, 400]]],
    ['a weekend', '2026-06-20', '2026-06-21', []],
    // Wednesday and Thursday; then Friday, a holiday, and the weekend.
    ['30 December to 3 January', '2026-12-30', '2027-01-03', [[2026, 200]]],
    [
      '30 December to 5 January',
      '2026-12-30',
      '2027-01-05',
      [
        [2026, 200],
        [2027, 200],
      ],
    ],
    ['1 and 2 January, holiday and Saturday', '2027-01-01', '2027-01-02', []],
  ])('charges its days of work to the years they lie in: %s', (_what, from, to, holds) => {
    expect(judge(byRange, { period: { from, to } }, {}, calendar).holds).toEqual(holds);
  });

  test('counts Monday to Friday for a company without a calendar', () => {
    expect(judge(byRange, { period: { from: '2026-12-30', to: '2027-01-03' } }).holds).toEqual([
      [2026, 200],
      [2027, 100],
    ]);
  });

  test('is refused where one of its years has not enough left, with the sums of both', () => {
    const period = { from: '2026-12-30', to: '2027-01-05' };
    const { sums, holds } = judge(byRange, { period }, { balances: [spent(2026, 1100)] }, calendar);
    expect(sums).toMatchObject([
      { effect: 'reject', year: 2026, spent: 1100, asked: 200 },
      { effect: 'pass', year: 2027, spent: 0, asked: 200 },
    ]);
    expect(holds).toEqual([]);
  });

  test('over more than eleven years cannot be judged', () => {
    const period = { from: '2026-06-15', to: '2037-01-01' };
    expect(quotaLimit(policy({ ...byRange, limit: 100_000 }), asked({ period }))).toEqual({
      ok: false,
      error: '"period" spans more than 11 years; ask for fewer days at a time',
    });
    const eternity = { from: '0001-01-01', to: '9999-12-31' };
    expect(quotaLimit(policy(byRange), asked({ period: eternity })).ok).toBe(false);
  });
});

describe('what a year leaves', () => {
  const withFive = twelveDays({ carryOver: 500 });

  test.each<[string, Partial<QuotaLimit>, PolicyInput['balances'], number]>([
    ['four of twelve are left', {}, [spent(2025, 800)], 400],
    ['ten are left', {}, [spent(2025, 200)], 500],
    ['none is left', {}, [spent(2025, 1200)], 0],
    ['more was spent than there was', {}, [spent(2025, 1500)], 0],
    ['some of the rest waits for a decision', {}, [spent(2025, 800, 150)], 250],
    ['the year’s use stands in the policy', { used: [{ person: 'ana', year: 2025, amount: 900 }] }, [], 300],
    ['the policy says that nothing was used', { used: [{ person: 'ana', year: 2025, amount: 0 }] }, [], 500],
    ['only somebody else’s use stands there', { used: [{ person: 'bo', year: 2025, amount: 0 }] }, [], 0],
    ['nobody knows whether the person was there', {}, [], 0],
    ['all that is known was withdrawn again', {}, [spent(2025, 0, 0)], 0],
    ['all that is known still waits', {}, [spent(2025, 0, 100)], 0],
    ['nothing moves', { carryOver: 0 }, [spent(2025, 200)], 0],
    // 2024 hands on 5; of 17 in 2025, 15 were spent.
    ['it was handed some itself', {}, [spent(2024, 400), spent(2025, 1500)], 200],
    ['nothing was asked for after the person came', {}, [spent(2024, 400)], 500],
    ['it is longer ago than ten years', {}, [spent(2015, 400)], 0],
    ['it is ten years ago', {}, [spent(2016, 400)], 500],
  ])('moves to the next up to the maximum: where %s', (_what, more, balances, carried) => {
    expect(judge({ ...withFive, ...more }, { days: 1 }, { balances }).sums).toMatchObject([{ year: 2026, carried }]);
  });

  test('can be asked for to the last day', () => {
    const balances = [spent(2025, 800), spent(2026, 1100)];
    expect(judge(withFive, { days: 5 }, { balances }).sums).toMatchObject([{ effect: 'pass', carried: 400 }]);
    expect(judge(withFive, { days: 6 }, { balances }).sums).toMatchObject([{ effect: 'reject', carried: 400 }]);
  });

  test('is gone for that year once requests for the next have taken it', () => {
    const balances = [spent(2026, 500), spent(2027, 0, 1600)];
    const { sums } = judge(withFive, { days: 4 }, { balances });
    expect(sums).toMatchObject([{ effect: 'reject', limit: 1200, carried: 0, spent: 500, moved: 400, asked: 400 }]);
    expect(judge(withFive, { days: 3 }, { balances }).sums).toMatchObject([{ effect: 'pass', moved: 400 }]);
  });

  test('is no less for what the next has of its own', () => {
    const [sum] = judge(withFive, { days: 4 }, { balances: [spent(2026, 500), spent(2027, 1200)] }).sums;
    expect(sum).toMatchObject({ effect: 'pass' });
    expect(sum).not.toHaveProperty('moved');
  });

  test('is handed on over a year that has taken more than its own', () => {
    // 2028 took one beyond its own, 2027 five: so 2026 must leave six, of which no more than five ever move.
    const balances = [spent(2026, 100), spent(2027, 1700), spent(2028, 1300)];
    expect(judge(withFive, { days: 1 }, { balances }).sums).toMatchObject([{ moved: 500 }]);
  });

  test('is less by what the same request takes of it', () => {
    const byRange = { ...withFive, amount: 'period' };
    // Two days of 2026, of which ten are spent, leave nothing for 2027, of which eleven are spent.
    const period = { from: '2026-12-30', to: '2027-01-04' };
    const balances = [spent(2026, 1000), spent(2027, 1100)];
    expect(judge(byRange, { period }, { balances }).sums).toMatchObject([
      { effect: 'pass', year: 2026, carried: 0, asked: 200 },
      { effect: 'reject', year: 2027, carried: 0, asked: 200 },
    ]);
    const sooner = { from: '2026-12-31', to: '2027-01-04' };
    expect(judge(byRange, { period: sooner }, { balances }).sums).toMatchObject([
      { effect: 'pass', year: 2026, carried: 0, asked: 100 },
      { effect: 'pass', year: 2027, carried: 100, asked: 200 },
    ]);
  });
});
