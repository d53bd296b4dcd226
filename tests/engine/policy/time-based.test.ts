import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { Blackout, TimeBased } from '../../../src/engine/policy/policy.js';
import type { PolicyInput } from '../../../src/engine/policy/policy-input.js';
import { timeBased } from '../../../src/engine/policy/time-based.js';
import { asked, dates, policy } from './policies.js';

function judge(check: Partial<TimeBased>, values: FormValues, more: Partial<PolicyInput> = {}) {
  const verdict = timeBased(policy(dates(check)), asked(values, more));
  if (!verdict.ok) throw new Error(verdict.error);
  expect([verdict.holds, verdict.steps]).toEqual([[], []]);
  expect(verdict.findings.every(({ effect }) => effect === 'reject')).toBe(true);
  return verdict.findings.map(({ explanation }) => explanation);
}

function period(from: string, to = from): FormValues {
  return { period: { from, to } };
}

describe('notice', () => {
  test.each([
    [3, '2026-06-18', true],
    [3, '2026-06-17', false],
    [3, '2026-06-15', false],
    [3, '2026-06-14', false],
    [0, '2026-06-15', true],
    [0, '2026-06-14', false],
    [17, '2026-07-02', true],
    [17, '2026-07-01', false],
    [200, '2027-01-01', true],
    [200, '2026-12-31', false],
  ])('of %d days, asked on 15 June 2026 for %s, is kept: %s', (noticeDays, from, isKept) => {
    const told = judge({ noticeDays }, period(from));
    expect(told).toEqual(isKept ? [] : [expect.objectContaining({ kind: 'notice', days: noticeDays })]);
  });

  test('that is too short says which day is the earliest', () => {
    expect(judge({ noticeDays: 20 }, period('2026-06-16', '2026-08-01'))).toEqual([
      { kind: 'notice', days: 20, earliest: '2026-07-05' },
    ]);
  });

  test('that nobody asks for lets the past pass', () => {
    expect(judge({}, period('2020-01-01'))).toEqual([]);
  });

  test('counts for a single date as well', () => {
    const check = { field: 'on', noticeDays: 3 };
    expect(judge(check, { on: '2026-06-17' })).toHaveLength(1);
    expect(judge(check, { on: '2026-06-18' })).toEqual([]);
  });
});

describe('blackouts', () => {
  const yearEnd: Blackout = { from: '2026-12-20', to: '2026-12-31', reason: 'Closing the books' };
  const fair: Blackout = { from: '2026-09-07', to: '2026-09-07', reason: 'The fair' };

  test.each([
    ['the day before', '2026-12-19', '2026-12-19', false],
    ['up to its first day', '2026-12-01', '2026-12-20', true],
    ['inside', '2026-12-24', '2026-12-26', true],
    ['from its last day on', '2026-12-31', '2027-01-08', true],
    ['the day after', '2027-01-01', '2027-01-08', false],
    ['all around it', '2026-12-01', '2027-01-31', true],
  ])('refuse every range that shares a day with them: %s', (_what, from, to, isMet) => {
    expect(judge({ blackouts: [yearEnd, fair] }, period(from, to))).toEqual(
      isMet ? [{ kind: 'blackout', ...yearEnd }] : [],
    );
  });

  test('are all named, the earliest first, five at most', () => {
    expect(judge({ blackouts: [yearEnd, fair] }, period('2026-07-01', '2027-01-31'))).toEqual([
      { kind: 'blackout', ...fair },
      { kind: 'blackout', ...yearEnd },
    ]);
    const days = Array.from({ length: 9 }, (_, at) => `2026-07-0${at + 1}`);
    const daily = days.map((day) => ({ from: day, to: day, reason: 'Busy' }));
    const told = judge({ blackouts: daily.reverse() }, period('2026-07-01', '2026-07-31'));
    expect(told.map((one) => 'from' in one && one.from)).toEqual(days.slice(0, 5));
  });
});

describe('overlap with an earlier request', () => {
  const otherRequests: PolicyInput['otherRequests'] = [
    { documentId: 'd2', number: 'LV-2026-0002', data: period('2026-07-06', '2026-07-10') },
    { documentId: 'd1', number: 'LV-2026-0001', data: period('2026-07-01', '2026-07-03') },
    { documentId: 'd3', number: 'LV-2026-0003', data: { period: '2026-07-20' } },
    { documentId: 'd4', number: 'LV-2026-0004', data: {} },
    { documentId: 'd5', number: 'LV-2026-0005', data: { period: 'all of July' } },
    {
      documentId: 'd6',
      number: 'LV-2026-0006',
      data: { period: ['2026-07-01'], other: { from: '2026-07-01', to: '2026-07-31' } },
    },
  ];

  test.each([
    ['between two', '2026-07-04', '2026-07-05', []],
    ['the last day of one', '2026-07-03', '2026-07-05', ['LV-2026-0001']],
    ['the first day of one', '2026-07-05', '2026-07-06', ['LV-2026-0002']],
    ['within one', '2026-07-07', '2026-07-08', ['LV-2026-0002']],
    ['all of July', '2026-07-01', '2026-07-31', ['LV-2026-0001', 'LV-2026-0002', 'LV-2026-0003']],
  ])('is refused with its number: %s', (_what, from, to, numbers) => {
    const told = judge({ overlap: 'refused' }, period(from, to), { otherRequests });
    expect(told.map((one) => one.kind === 'overlap' && one.number)).toEqual(numbers);
  });

  test('says which days it is about', () => {
    expect(judge({ overlap: 'refused' }, period('2026-07-08', '2026-07-20'), { otherRequests })).toEqual([
      { kind: 'overlap', number: 'LV-2026-0002', from: '2026-07-06', to: '2026-07-10' },
      { kind: 'overlap', number: 'LV-2026-0003', from: '2026-07-20', to: '2026-07-20' },
    ]);
  });

  test('is nobody’s business where the policy allows it', () => {
    expect(judge({ overlap: 'allowed' }, period('2026-07-01', '2026-07-31'), { otherRequests })).toEqual([]);
  });
});

describe('a request', () => {
  test('with an empty field asks for no days', () => {
    const check = { noticeDays: 3, blackouts: [{ from: '2026-01-01', to: '2026-12-31', reason: 'Never' }] };
    expect(judge({ ...check, overlap: 'refused' }, {})).toEqual([]);
  });

  test('is told everything that is wrong with it at once', () => {
    const check = { noticeDays: 3, blackouts: [{ from: '2026-06-16', to: '2026-06-16', reason: 'Fair' }] };
    const otherRequests = [{ documentId: 'd1', number: 'LV-2026-0001', data: period('2026-06-16') }];
    const told = judge({ ...check, overlap: 'refused' }, period('2026-06-16'), { otherRequests });
    expect(told.map(({ kind }) => kind)).toEqual(['notice', 'blackout', 'overlap']);
  });

  test('meets a blackout if, and only if, some day of it is blocked', () => {
    const day = fc
      .integer({ min: 0, max: 40 })
      .map((days) => new Date(Date.UTC(2026, 6, 1 + days)).toISOString().slice(0, 10));
    const range = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
    fc.assert(
      fc.property(range, range, (blocked, wanted) => {
        const told = judge({ blackouts: [{ ...blocked, reason: 'R' }] }, { period: wanted });
        expect(told.length > 0).toBe(daysOf(wanted).some((date) => daysOf(blocked).includes(date)));
      }),
    );
  });
});

function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000)
    days.push(new Date(ms).toISOString().slice(0, 10));
  return days;
}
