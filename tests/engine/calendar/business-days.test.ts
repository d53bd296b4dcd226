import { describe, expect, test } from 'vitest';
import { businessDays } from '../../../src/engine/calendar/business-days.js';
import { calendarOf, office } from './calendars.js';

describe('days of work, both ends included', () => {
  test.each([
    ['a Wednesday', '2026-03-25', '2026-03-25', 1],
    ['a Saturday', '2026-03-28', '2026-03-28', 0],
    ['Friday to Monday over the change of the clocks', '2026-03-27', '2026-03-30', 2],
    ['a week from Monday to Sunday', '2026-03-23', '2026-03-29', 5],
    ['a week from Thursday to Wednesday', '2026-03-26', '2026-04-01', 5],
    ['eight days from Saturday to Saturday', '2026-03-28', '2026-04-04', 5],
    ['the turn of the year', '2026-12-30', '2027-01-03', 3],
    ['a leap day', '2028-02-28', '2028-03-01', 3],
    ['all of 2026', '2026-01-01', '2026-12-31', 261],
    ['an end before its start', '2026-03-30', '2026-03-27', 0],
  ])('Monday to Friday: %s (%s to %s) has %d', (_what, from, to, days) => {
    expect(businessDays(undefined, from, to)).toBe(days);
    expect(businessDays(office('Asia/Jakarta'), from, to)).toBe(days);
  });

  test.each([
    ['a holiday in between', '2026-04-02', '2026-04-07', 2],
    ['a holiday at each end', '2026-04-03', '2026-04-06', 0],
    ['a holiday on a free day', '2026-04-04', '2026-04-05', 0],
    ['no holiday', '2026-04-07', '2026-04-10', 4],
  ])('a holiday counts for a day of work only: %s (%s to %s) leaves %d', (_what, from, to, days) => {
    const easter = office('Europe/Berlin', '2026-04-03', '2026-04-04', '2026-04-06', '2026-04-06');
    expect(businessDays(easter, from, to)).toBe(days);
  });

  test('a weekday with any hours at all is a day of work', () => {
    const sundayToThursday = calendarOf('Asia/Riyadh', {
      sun: '08:00-16:00',
      mon: '08:00-16:00',
      tue: '08:00-16:00',
      wed: '08:00-16:00',
      thu: '08:00-08:30',
    });
    expect(businessDays(sundayToThursday, '2026-03-27', '2026-04-02')).toBe(5);
    expect(businessDays(calendarOf('UTC', {}), '2026-03-27', '2026-04-02')).toBe(0);
  });

  test('eight thousand years are counted without walking them', () => {
    const startedMs = performance.now();
    for (let times = 0; times < 200; times++) {
      expect(businessDays(undefined, '2000-01-01', '9999-12-31')).toBe(2_087_100);
    }
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
});
