import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessHours } from '../../../src/engine/calendar/add-business-hours.js';
import { type Calendar, type Weekday, weekdays } from '../../../src/engine/calendar/calendar.js';
import { epochMs, instant } from '../../../src/engine/instant.js';
import { calendarOf, roundTheClock } from './calendars.js';

const quarterMs = 15 * 60 * 1000;

const zone = fc.constantFrom(
  'UTC',
  'Asia/Jakarta',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Australia/Adelaide',
);
/** Edges where none of these zones changes its clocks, so that "is it working time" has one answer per local time. */
const day = fc.constantFrom('', '', '00:00-24:00', '00:00-06:00 22:00-24:00', '09:00-17:00', '08:00-12:00 13:15-17:30');
const week = fc.record(Object.fromEntries(weekdays.map((weekday) => [weekday, day])) as Record<Weekday, typeof day>);
const holidays = fc.array(
  fc.integer({ min: 0, max: 800 }).map((days) => instant(Date.UTC(2026, 0, 1 + days)).slice(0, 10)),
  { maxLength: 30 },
);
const calendar = fc
  .tuple(zone, week, holidays)
  .filter(([, hours]) => Object.values(hours).some((periods) => periods !== ''))
  .map(([timeZone, hours, dates]) => calendarOf(timeZone, hours, dates));

const changes = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2027-03-14',
  '2027-03-28',
  '2027-10-31',
  '2027-11-07',
];
/** Mostly within a few days of some change of clocks, on a quarter of an hour. */
const from = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -300, max: 300 }))
  .map(([date, quarters]) => instant(Date.parse(date) + quarters * quarterMs));
const quarters = fc.integer({ min: 0, max: 200 });

describe('adding business hours', () => {
  test('round the clock is adding hours, in every zone', () => {
    fc.assert(
      fc.property(zone, from, quarters, (timeZone, start, count) => {
        const due = addBusinessHours(roundTheClock(timeZone), start, count / 4);
        expect(due).toBe(addBusinessHours(undefined, start, count / 4));
      }),
    );
  });

  test('in two portions ends where adding both at once does', () => {
    fc.assert(
      fc.property(calendar, from, quarters, quarters, (of, start, a, b) => {
        const inPortions = addBusinessHours(of, addBusinessHours(of, start, a / 4), b / 4);
        expect(inPortions).toBe(addBusinessHours(of, start, (a + b) / 4));
      }),
    );
  });

  test('ends later, or at the same time, where it starts later or has more to add', () => {
    fc.assert(
      fc.property(calendar, from, quarters, quarters, quarters, (of, start, later, hours, more) => {
        const due = addBusinessHours(of, start, hours / 4);
        const startedLater = instant(epochMs(start) + later * quarterMs);
        expect(addBusinessHours(of, startedLater, hours / 4) >= due).toBe(true);
        expect(addBusinessHours(of, start, (hours + more) / 4) >= due).toBe(true);
      }),
    );
  });

  test('passes exactly that much time in which the clocks of the zone show working time, and ends in it', () => {
    fc.assert(
      fc.property(calendar, from, fc.integer({ min: 1, max: 60 }), (of, start, count) => {
        const dueMs = epochMs(addBusinessHours(of, start, count / 4));
        let passed = 0;
        for (let ms = epochMs(start); ms < dueMs; ms += quarterMs) if (isWorking(of, ms)) passed++;
        expect(passed).toBe(count);
        expect(isWorking(of, dueMs - quarterMs)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Told by Intl, by the definition and not by reckoning. */
function isWorking(calendar: Calendar, ms: number): boolean {
  const clock =
    clocks.get(calendar.timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: calendar.timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  clocks.set(calendar.timeZone, clock);
  const shown = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
  const date = `${shown.year}-${shown.month}-${shown.day}`;
  if (calendar.holidays.some((holiday) => holiday.date === date)) return false;
  const time = `${shown.hour}:${shown.minute}`;
  const weekday = (shown.weekday ?? '').slice(0, 3).toLowerCase() as Weekday;
  return calendar.hours[weekday].some((period) => period.from <= time && time < period.to);
}
