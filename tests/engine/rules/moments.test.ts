import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/engine/calendar/calendar.js';
import { ask, compute, no, problemsWith, yes } from './support/ask.js';

const work = [{ from: '09:00', to: '17:00' }];
const fridaysOff: Calendar = {
  key: 'house',
  name: 'House',
  timeZone: 'Europe/Berlin',
  hours: { mon: work, tue: work, wed: work, thu: work, fri: [], sat: [], sun: [] },
  holidays: [{ date: '2026-02-09', name: 'Founders' }],
};

describe('dates', () => {
  test.each([
    ['start == date("2026-02-02")', yes],
    ['start != date("2026-02-02")', no],
    ['start > today', yes],
    ['start >= date("2026-02-03")', no],
    ['start < period.from', yes],
    ['period.from <= period.to', yes],
    ['start in [date("2026-02-01"), date("2026-02-02")]', yes],
    ['today + 7 == start', yes],
    ['start - 7 == today', yes],
    ['date("2026-03-01") - 1 == date("2026-02-28")', yes],
    ['string(start) == "2026-02-02"', yes],
    ['days(today, start) == 8', yes],
    ['days(start, start) == 1', yes],
    ['days(start, today) == 0', yes],
    ['business_days(period.from, period.to) == 3', yes],
    ['business_days(start, today) == 0', yes],
    ['arrival < time("08:30")', yes],
    ['arrival == time("08:00")', yes],
    ['begin == datetime("2026-01-31T09:30:00+01:00")', yes],
    ['begin < datetime("2026-01-31T09:30:00Z")', yes],
    ['string(begin) == "2026-01-31T08:30:00.000Z"', yes],
  ])('%s', (rule, answer) => {
    expect(ask(rule)).toEqual(answer);
  });

  test('of work are those of the calendar: with hours and no holiday', () => {
    const rule = 'business_days(period.from, period.to) == 1';
    expect(ask(rule, {}, { calendar: fridaysOff })).toEqual(yes);
  });

  test('are compared as the calendar runs', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [start, back] = [a, b].map((date) => date.toISOString().slice(0, 10)) as [string, string];
        expect(ask('has(form.back) && start < back', { start, back })).toEqual({ ok: true, value: start < back });
        const count = Math.max(0, (Date.parse(back) - Date.parse(start)) / 86_400_000 + 1);
        const formula = 'has(form.back) ? days(start, back) : 0';
        expect(compute(formula, 'int', { start, back })).toEqual({ ok: true, value: count });
      }),
    );
  });

  test('can be computed', () => {
    expect(compute('period.to + quantity', 'date')).toEqual({ ok: true, value: '2026-02-12' });
  });

  test.each(['start + 9000000 > start', 'start + 4000000 > start'])(
    'outside of all calendars are errors: %s',
    (rule) => {
      expect(ask(rule)).toEqual({ ok: false, error: expect.stringContaining('years') });
    },
  );

  test('that make up no day are no day of submitting', () => {
    const error = expect.stringContaining('"soon" is no day');
    expect(ask('today > start', {}, { today: 'soon' })).toEqual({ ok: false, error });
    expect(ask('urgent', {}, { today: 'soon' })).toEqual(yes);
  });

  test.each([
    ['start > date("2026-02-30")', 'date("2026-02-30") does not exist'],
    ['start > date("31.1.2026")', 'date("31.1.2026") does not exist'],
    ['arrival > time("25:00")', 'time("25:00") does not exist'],
    ['begin > datetime("2026-01-31T09:30:00")', 'does not exist'],
    ['start > date(title)', 'date() needs one text in quotes'],
    ['start > "2026-01-31"', 'write a date as date("2026-01-31")'],
    ['arrival > "09:30"', 'write a time as time("09:30")'],
    ['begin > "2026-01-31"', 'write a moment as datetime('],
    ['period > start', 'its first or its last day'],
    ['start == begin', 'between a date and a moment'],
    ['days(start) > 1', 'write it as days(from, to)'],
    ['business_days(start) > 1', 'business_days() cannot be called with a date; write it as business_days(from, to)'],
    ['days(period.from, "2026-01-01") > 1', 'days() cannot be called with a date and a text'],
  ])('%s is refused when it is saved', (rule, reason) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining(reason)]);
  });
});
