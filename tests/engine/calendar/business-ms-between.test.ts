import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessHours } from '../../../src/engine/calendar/add-business-hours.js';
import { businessMsBetween } from '../../../src/engine/calendar/business-ms-between.js';
import type { Calendar } from '../../../src/engine/calendar/calendar.js';
import { instant } from '../../../src/engine/instant.js';
import { nights, office, officeWithLunch, roundTheClock } from './calendars.js';

const hourMs = 3_600_000;

/** Reckoned by hand with a paper calendar: from, to, hours of work in between. */
type Row = readonly [from: string, to: string, hours: number];

function holds(calendar: Calendar | undefined, rows: readonly Row[]): void {
  test.each(rows)('from %s to %s %d hours pass', (from, to, hours) => {
    expect(businessMsBetween(calendar, at(from), at(to))).toBe(hours * hourMs);
  });
}

function at(local: string): string {
  return instant(Date.parse(local));
}

describe('an office in Berlin', () => {
  holds(office('Europe/Berlin', '2026-04-03'), [
    ['2026-03-27T13:00+01:00', '2026-03-27T13:00+01:00', 0],
    ['2026-03-27T13:00+01:00', '2026-03-27T12:00+01:00', 0],
    ['2026-03-27T13:00+01:00', '2026-03-27T15:30+01:00', 2.5],
    ['2026-03-27T16:00+01:00', '2026-03-30T10:00+02:00', 2],
    ['2026-03-28T11:00+01:00', '2026-03-29T23:00+02:00', 0],
    ['2026-03-27T13:00+01:00', '2026-04-01T13:00+02:00', 24],
    ['2026-04-02T16:00+02:00', '2026-04-06T10:00+02:00', 2],
    ['2026-10-23T16:00+02:00', '2026-10-26T10:00+01:00', 2],
    ['2026-10-23T08:00+02:00', '2026-10-23T23:00+02:00', 8],
  ]);
});

describe('an office that has lunch', () => {
  holds(officeWithLunch('Europe/Berlin'), [
    ['2026-03-27T11:00+01:00', '2026-03-27T14:00+01:00', 2],
    ['2026-03-27T12:15+01:00', '2026-03-27T12:45+01:00', 0],
  ]);
});

describe('round the clock, real hours pass, whatever the clock on the wall does', () => {
  const rows: readonly Row[] = [
    ['2026-03-28T12:00+01:00', '2026-03-29T12:00+02:00', 23],
    ['2026-10-24T12:00+02:00', '2026-10-25T12:00+01:00', 25],
    ['2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00', 1],
  ];
  holds(roundTheClock('Europe/Berlin'), rows);
  holds(undefined, rows);
});

describe('a night shift is an hour shorter in spring and an hour longer in autumn', () => {
  holds(nights('Europe/Berlin'), [
    ['2026-03-28T22:00+01:00', '2026-03-29T06:00+02:00', 7],
    ['2026-10-24T22:00+02:00', '2026-10-25T06:00+01:00', 9],
  ]);
  holds(nights('America/New_York'), [
    ['2026-03-07T22:00-05:00', '2026-03-08T06:00-04:00', 7],
    ['2026-10-31T22:00-04:00', '2026-11-01T06:00-05:00', 9],
  ]);
});

const calendar = fc.constantFrom(
  undefined,
  roundTheClock('America/New_York'),
  office('Europe/Berlin', '2026-03-30', '2026-10-26'),
  officeWithLunch('Asia/Jakarta'),
  nights('Europe/Berlin'),
  nights('Australia/Adelaide'),
);
/** Within two weeks of some change of clocks, to the millisecond. */
const moment = fc
  .tuple(fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01'), fc.integer())
  .map(([date, noise]) => instant(Date.parse(date) + (noise % (14 * 24 * hourMs))));

test('it is what has to be added to reach a moment of work', () => {
  fc.assert(
    fc.property(calendar, moment, fc.integer({ min: 1, max: 200 * hourMs }), (of, from, ms) => {
      const to = addBusinessHours(of, from, ms / hourMs);
      expect(businessMsBetween(of, from, to)).toBe(ms);
      expect(addBusinessHours(of, from, businessMsBetween(of, from, to) / hourMs)).toBe(to);
    }),
  );
});

test('adding it never leads past where it was measured to, and no work lies between', () => {
  fc.assert(
    fc.property(calendar, moment, moment, (of, a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const reached = addBusinessHours(of, from, businessMsBetween(of, from, to) / hourMs);
      expect(reached <= to).toBe(true);
      expect(businessMsBetween(of, reached, to)).toBe(0);
      expect(businessMsBetween(of, to, from)).toBe(0);
    }),
  );
});

test('two stretches that follow each other add up', () => {
  fc.assert(
    fc.property(calendar, moment, moment, moment, (of, ...moments) => {
      const [a, b, c] = moments.toSorted() as [string, string, string];
      const parts = businessMsBetween(of, a, b) + businessMsBetween(of, b, c);
      expect(parts).toBe(businessMsBetween(of, a, c));
    }),
  );
});
