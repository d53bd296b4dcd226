import { describe, expect, test } from 'vitest';
import { addBusinessHours } from '../../../src/engine/calendar/add-business-hours.js';
import type { Calendar } from '../../../src/engine/calendar/calendar.js';
import { instant } from '../../../src/engine/instant.js';
import { calendarOf, nights, office, officeWithLunch, roundTheClock } from './calendars.js';

/** Reckoned by hand with a paper calendar: from, hours, due. Local times with what the clock is ahead of UTC. */
type Row = readonly [from: string, hours: number, due: string];

const [jakarta, berlin, newYork] = ['Asia/Jakarta', 'Europe/Berlin', 'America/New_York'];

function holds(calendar: Calendar | undefined, rows: readonly Row[]): void {
  test.each(rows)('from %s, %d hours end at %s', (from, hours, due) => {
    expect(addBusinessHours(calendar, at(from), hours)).toBe(at(due));
  });
}

function at(local: string): string {
  return instant(Date.parse(local));
}

describe('round the clock a due time is as many real hours away, whatever the clock on the wall does', () => {
  const rows: Readonly<Record<string, readonly Row[]>> = {
    [berlin]: [
      ['2026-03-28T12:00+01:00', 24, '2026-03-29T13:00+02:00'],
      ['2026-10-24T12:00+02:00', 24, '2026-10-25T11:00+01:00'],
      ['2027-03-27T12:00+01:00', 24, '2027-03-28T13:00+02:00'],
      ['2027-10-30T12:00+02:00', 24, '2027-10-31T11:00+01:00'],
      ['2026-03-29T01:30+01:00', 1, '2026-03-29T03:30+02:00'],
      ['2026-10-25T02:30+02:00', 1, '2026-10-25T02:30+01:00'],
      ['2026-10-25T02:30+01:00', 0.5, '2026-10-25T03:00+01:00'],
    ],
    [newYork]: [
      ['2026-03-07T12:00-05:00', 24, '2026-03-08T13:00-04:00'],
      ['2026-10-31T12:00-04:00', 24, '2026-11-01T11:00-05:00'],
      ['2027-03-13T12:00-05:00', 24, '2027-03-14T13:00-04:00'],
      ['2027-11-06T12:00-04:00', 24, '2027-11-07T11:00-05:00'],
      ['2026-03-08T01:30-05:00', 1, '2026-03-08T03:30-04:00'],
      ['2026-11-01T01:30-04:00', 1, '2026-11-01T01:30-05:00'],
    ],
    [jakarta]: [
      ['2026-03-28T12:00+07:00', 24, '2026-03-29T12:00+07:00'],
      ['2026-10-24T12:00+07:00', 24, '2026-10-25T12:00+07:00'],
      ['2026-12-31T12:00+07:00', 24, '2027-01-01T12:00+07:00'],
      ['2027-03-27T12:00+07:00', 0.25, '2027-03-27T12:15+07:00'],
    ],
  };
  describe.each(Object.entries(rows))('in %s', (zone, of) => holds(roundTheClock(zone), of));
  describe.each(Object.entries(rows))('without a calendar, told in the times of %s', (_zone, of) =>
    holds(undefined, of),
  );
});

describe('an office that works from nine to five on weekdays', () => {
  describe('in Berlin', () => {
    holds(office(berlin), [
      ['2026-03-27T16:00+01:00', 2, '2026-03-30T10:00+02:00'],
      ['2026-03-27T13:00+01:00', 24, '2026-04-01T13:00+02:00'],
      ['2026-03-27T09:00+01:00', 8, '2026-03-27T17:00+01:00'],
      ['2026-03-27T17:00+01:00', 8, '2026-03-30T17:00+02:00'],
      ['2026-03-28T11:00+01:00', 1, '2026-03-30T10:00+02:00'],
      ['2026-03-29T02:00+01:00', 0.5, '2026-03-30T09:30+02:00'],
      ['2026-10-23T16:00+02:00', 2, '2026-10-26T10:00+01:00'],
      ['2026-10-25T02:30+01:00', 40, '2026-10-30T17:00+01:00'],
      ['2027-03-26T16:30+01:00', 1, '2027-03-29T09:30+02:00'],
      ['2027-10-29T16:59+02:00', 8.5, '2027-11-02T09:29+01:00'],
    ]);
  });

  describe('in New York', () => {
    holds(office(newYork), [
      ['2026-03-06T16:00-05:00', 2, '2026-03-09T10:00-04:00'],
      ['2026-03-06T13:00-05:00', 24, '2026-03-11T13:00-04:00'],
      ['2026-03-08T03:00-04:00', 1, '2026-03-09T10:00-04:00'],
      ['2026-10-30T16:00-04:00', 2, '2026-11-02T10:00-05:00'],
      ['2026-10-31T20:00-04:00', 16, '2026-11-03T17:00-05:00'],
      ['2027-03-12T16:00-05:00', 2, '2027-03-15T10:00-04:00'],
      ['2027-11-05T16:00-04:00', 2, '2027-11-08T10:00-05:00'],
    ]);
  });

  describe('in Jakarta', () => {
    holds(office(jakarta), [
      ['2026-03-27T16:00+07:00', 2, '2026-03-30T10:00+07:00'],
      ['2026-10-23T16:00+07:00', 2, '2026-10-26T10:00+07:00'],
      ['2027-03-28T23:00+07:00', 1, '2027-03-29T10:00+07:00'],
      ['2026-07-07T00:00+07:00', 0.1, '2026-07-07T09:06+07:00'],
      // Before its day has begun in UTC: it is Monday 08:30 there and Monday 01:30 here.
      ['2026-07-06T01:30Z', 1, '2026-07-06T03:00Z'],
      // It is Saturday 00:30 there already.
      ['2026-07-10T17:30Z', 1, '2026-07-13T03:00Z'],
    ]);
  });

  describe('with an hour of lunch', () => {
    holds(officeWithLunch(berlin), [
      ['2026-03-27T11:30+01:00', 1, '2026-03-27T13:30+01:00'],
      ['2026-03-27T12:20+01:00', 1, '2026-03-27T14:00+01:00'],
      ['2026-03-27T09:00+01:00', 3, '2026-03-27T12:00+01:00'],
      ['2026-03-27T09:00+01:00', 7.5, '2026-03-30T09:30+02:00'],
    ]);
  });
});

describe('holidays', () => {
  describe('in Berlin at Easter', () => {
    holds(office(berlin, '2026-04-03', '2026-04-06'), [
      ['2026-04-02T16:00+02:00', 2, '2026-04-07T10:00+02:00'],
      ['2026-04-03T10:00+02:00', 8, '2026-04-07T17:00+02:00'],
    ]);
  });
  describe('in Jakarta on Independence Day', () => {
    holds(office(jakarta, '2026-08-17'), [['2026-08-14T16:00+07:00', 2, '2026-08-18T10:00+07:00']]);
  });
  describe('in New York over the turn of the year', () => {
    holds(office(newYork, '2026-12-25', '2027-01-01'), [['2026-12-31T16:00-05:00', 2, '2027-01-04T10:00-05:00']]);
  });
  describe('take a day as it is in the zone of the calendar', () => {
    holds(calendarOf(jakarta, { mon: '00:00-24:00', tue: '00:00-24:00' }, ['2026-08-17']), [
      ['2026-08-16T16:59Z', 1, '2026-08-17T18:00Z'],
      ['2026-08-17T17:00Z', 1, '2026-08-17T18:00Z'],
    ]);
  });
});

describe('a night shift from ten to six', () => {
  describe('in Berlin', () => {
    holds(nights(berlin), [
      ['2026-03-27T22:00+01:00', 8, '2026-03-28T06:00+01:00'],
      ['2026-03-28T22:00+01:00', 7, '2026-03-29T06:00+02:00'],
      ['2026-03-28T22:00+01:00', 8, '2026-03-29T23:00+02:00'],
      ['2026-10-24T22:00+02:00', 8, '2026-10-25T05:00+01:00'],
      ['2026-10-24T22:00+02:00', 9, '2026-10-25T06:00+01:00'],
      ['2027-03-27T22:00+01:00', 7.5, '2027-03-28T22:30+02:00'],
      ['2027-10-30T22:00+02:00', 10, '2027-10-31T23:00+01:00'],
    ]);
  });
  describe('in New York', () => {
    holds(nights(newYork), [
      ['2026-03-07T22:00-05:00', 7, '2026-03-08T06:00-04:00'],
      ['2026-10-31T22:00-04:00', 9, '2026-11-01T06:00-05:00'],
      ['2027-03-13T22:00-05:00', 8, '2027-03-14T23:00-04:00'],
      ['2027-11-06T22:00-04:00', 8, '2027-11-07T05:00-05:00'],
    ]);
  });
  describe('in Jakarta', () => {
    holds(nights(jakarta), [['2026-03-28T22:00+07:00', 9, '2026-03-29T23:00+07:00']]);
  });
});

describe('a period whose edge the clock skips begins or ends where the gap does', () => {
  describe('from half past two in Berlin', () => {
    holds(calendarOf(berlin, { sun: '02:30-06:00' }), [
      ['2026-03-29T00:00+01:00', 1, '2026-03-29T04:00+02:00'],
      ['2026-03-29T00:00+01:00', 3, '2026-03-29T06:00+02:00'],
    ]);
  });
  describe('until half past two in Berlin', () => {
    holds(calendarOf(berlin, { sun: '00:00-02:30' }), [
      ['2026-03-29T00:00+01:00', 2, '2026-03-29T03:00+02:00'],
      ['2026-03-29T00:00+01:00', 2.5, '2026-04-05T00:30+02:00'],
    ]);
  });
  describe('inside the gap', () => {
    holds(calendarOf(berlin, { sun: '02:15-02:45' }), [['2026-03-29T00:00+01:00', 0.25, '2026-04-05T02:30+02:00']]);
  });
  describe('from half past two in New York', () => {
    holds(calendarOf(newYork, { sun: '02:30-06:00' }), [['2026-03-08T00:00-05:00', 1, '2026-03-08T04:00-04:00']]);
  });
});

describe('a period whose edge comes twice takes the first', () => {
  describe('from half past two in Berlin', () => {
    holds(calendarOf(berlin, { sun: '02:30-06:00' }), [
      ['2026-10-25T00:00+02:00', 1, '2026-10-25T02:30+01:00'],
      ['2026-10-25T00:00+02:00', 4.5, '2026-10-25T06:00+01:00'],
    ]);
  });
  describe('until half past two in Berlin', () => {
    holds(calendarOf(berlin, { sun: '00:00-02:30' }), [
      ['2026-10-25T00:00+02:00', 2.5, '2026-10-25T02:30+02:00'],
      ['2026-10-25T00:00+02:00', 2.75, '2026-11-01T00:15+01:00'],
    ]);
  });
  describe('two periods that meet there', () => {
    holds(calendarOf(berlin, { sun: '00:00-02:30 02:30-06:00' }), [
      ['2026-10-25T00:00+02:00', 7, '2026-10-25T06:00+01:00'],
    ]);
  });
  describe('until half past one in New York', () => {
    holds(calendarOf(newYork, { sun: '00:00-01:30' }), [['2026-11-01T00:00-04:00', 2, '2026-11-08T00:30-05:00']]);
  });
});

describe('clocks that change in other ways', () => {
  describe('at midnight, back into the day before (Santiago)', () => {
    holds(calendarOf('America/Santiago', { sat: '22:00-24:00' }), [
      ['2026-04-04T22:00-03:00', 3, '2026-04-05T00:00-04:00'],
    ]);
    holds(calendarOf('America/Santiago', { sun: '00:00-02:00' }), [
      ['2026-04-04T22:00-03:00', 1, '2026-04-05T01:00-04:00'],
    ]);
  });
  describe('at midnight, so that the day begins at one (Santiago)', () => {
    holds(calendarOf('America/Santiago', { sun: '00:00-02:00' }), [
      ['2026-09-05T12:00-04:00', 1, '2026-09-06T02:00-03:00'],
    ]);
  });
  describe('by half an hour (Lord Howe)', () => {
    holds(roundTheClock('Australia/Lord_Howe'), [['2026-04-04T12:00+11:00', 24, '2026-04-05T11:30+10:30']]);
    holds(calendarOf('Australia/Lord_Howe', { sun: '00:00-06:00' }), [
      ['2026-04-04T12:00+11:00', 6.5, '2026-04-05T06:00+10:30'],
    ]);
  });
  describe('by a whole day, of which Samoa had no 30 December 2011', () => {
    holds(office('Pacific/Apia'), [['2011-12-29T16:00-10:00', 2, '2012-01-02T10:00+14:00']]);
  });
});

describe('at the edges', () => {
  test('no hours end where they began, working time or not', () => {
    expect(addBusinessHours(office(berlin), at('2026-03-28T11:00+01:00'), 0)).toBe(at('2026-03-28T11:00+01:00'));
  });

  test('fractions are reckoned to the millisecond', () => {
    expect(addBusinessHours(undefined, '2026-01-01T00:00:00.000Z', 1 / 3)).toBe('2026-01-01T00:20:00.000Z');
    expect(addBusinessHours(office('UTC'), '2026-01-01T16:59:59.999Z', 0.000001)).toBe('2026-01-02T09:00:00.003Z');
  });

  test.each([
    ['that never works', calendarOf(berlin, {})],
    [
      'whose only working time the clock skips',
      calendarOf(berlin, { sun: '02:15-02:45' }, everySundayBut('2026-03-29')),
    ],
    ['that works too little', calendarOf(berlin, { mon: '09:00-09:01' })],
  ])('a calendar %s gives a date far away instead of none', (_how, calendar) => {
    const startedMs = performance.now();
    expect(addBusinessHours(calendar, '2026-01-01T00:00:00.000Z', 1000)).toBe('2066-01-01T00:00:00.000Z');
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d hours are a mistake of the caller', (hours) => {
    expect(() => addBusinessHours(undefined, '2026-01-01T00:00:00.000Z', hours)).toThrow(RangeError);
  });

  test('a zone that does not exist is named', () => {
    expect(() => addBusinessHours(office('Mars/Olympus'), '2026-01-01T00:00:00.000Z', 1)).toThrow('Mars/Olympus');
  });
});

/** For forty years. */
function everySundayBut(date: string): string[] {
  const sundays = Array.from({ length: 2100 }, (_, week) => Date.UTC(2026, 0, 4) + week * 7 * 86_400_000);
  return sundays.map((ms) => instant(ms).slice(0, 10)).filter((sunday) => sunday !== date);
}
