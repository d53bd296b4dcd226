import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, localDate, yearOf } from '../../../src/engine/calendar/local-date.js';

describe('the day on a zone’s calendars', () => {
  test.each([
    ['2026-12-31T16:59:59.999Z', 'Asia/Jakarta', '2026-12-31'],
    ['2026-12-31T17:00:00.000Z', 'Asia/Jakarta', '2027-01-01'],
    ['2027-01-01T04:59:59.999Z', 'America/New_York', '2026-12-31'],
    ['2027-01-01T05:00:00.000Z', 'America/New_York', '2027-01-01'],
    ['2026-07-01T03:59:59.999Z', 'America/New_York', '2026-06-30'],
    ['2026-07-01T04:00:00.000Z', 'America/New_York', '2026-07-01'],
    ['2026-03-28T23:00:00.000Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T21:59:59.999Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T22:00:00.000Z', 'Europe/Berlin', '2026-03-30'],
    ['2026-06-01T11:30:00.000Z', 'Pacific/Kiritimati', '2026-06-02'],
    ['2026-06-01T10:30:00.000Z', 'Pacific/Pago_Pago', '2026-05-31'],
    ['2026-01-01T00:00:00.000Z', 'UTC', '2026-01-01'],
    ['1969-12-31T23:59:59.999Z', 'UTC', '1969-12-31'],
  ])('at %s in %s is %s', (at, zone, date) => {
    expect(localDate(at, zone)).toBe(date);
  });

  test('of a zone that does not exist is refused by its name', () => {
    expect(() => localDate('2026-01-01T00:00:00.000Z', 'Mars/Olympus')).toThrow('Mars/Olympus');
  });
});

describe('days', () => {
  test.each([
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-01-15', 0, '2026-01-15'],
  ])('%s and %d more is %s, however long the day was', (date, days, then) => {
    expect(addDays(date, days)).toBe(then);
    expect(daysBetween(date, then)).toBe(days);
    expect(daysBetween(then, date)).toBe(0 - days);
  });

  test('belong to the year they begin with', () => {
    expect([yearOf('2026-12-31'), yearOf('0999-01-01')]).toEqual([2026, 999]);
  });

  test('that do not exist are refused', () => {
    expect(() => addDays('soon', 1)).toThrow('"soon" is not a day');
  });
});
