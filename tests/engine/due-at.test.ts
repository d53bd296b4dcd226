import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessMsBetween } from '../../src/engine/calendar/business-ms-between.js';
import type { Calendar, Calendars } from '../../src/engine/calendar/calendar.js';
import { dueAgain, dueAt } from '../../src/engine/due-at.js';
import { epochMs, type Instant, instant } from '../../src/engine/instant.js';
import { nights, office, officeWithLunch } from './calendar/calendars.js';

const hourMs = 3_600_000;
const sla = { hours: 24 };

function only(calendar: Calendar): Calendars {
  return { byKey: new Map([['test', calendar]]), defaultKey: 'test', timeZone: calendar.timeZone };
}

function at(local: string): Instant {
  return instant(Date.parse(local));
}

describe('the calendar of a step', () => {
  const berlin = office('Europe/Berlin');
  const calendars: Calendars = { byKey: new Map([['berlin', berlin]]), defaultKey: null, timeZone: 'UTC' };
  const from = at('2026-03-27T16:00+01:00');

  test.each<[string, string | undefined, Calendars, string]>([
    ['is the one it names', 'berlin', calendars, '2026-03-30T10:00+02:00'],
    [
      'is the company’s where it names none',
      undefined,
      { ...calendars, defaultKey: 'berlin' },
      '2026-03-30T10:00+02:00',
    ],
    ['is the company’s where its own is gone', 'x', { ...calendars, defaultKey: 'berlin' }, '2026-03-30T10:00+02:00'],
    ['is none where there is none, and every hour counts', 'x', calendars, '2026-03-27T18:00+01:00'],
  ])('%s', (_which, calendar, known, due) => {
    expect(dueAt(calendar === undefined ? { hours: 2 } : { hours: 2, calendar }, known, from)).toBe(at(due));
  });
});

describe('where the clock stood still', () => {
  const berlin = only(office('Europe/Berlin'));
  const rows: readonly [what: string, due: string, paused: string, resumed: string, again: string][] = [
    [
      'over a change of clocks in spring, what was left is left',
      '2026-03-27T17:00+01:00',
      '2026-03-27T15:00+01:00',
      '2026-03-30T10:00+02:00',
      '2026-03-30T12:00+02:00',
    ],
    [
      'over one in autumn as well',
      '2026-10-23T16:30+02:00',
      '2026-10-23T16:00+02:00',
      '2026-10-26T16:45+01:00',
      '2026-10-27T09:15+01:00',
    ],
    [
      'only outside of work, nothing is moved',
      '2026-03-27T12:00+01:00',
      '2026-03-26T18:00+01:00',
      '2026-03-27T07:00+01:00',
      '2026-03-27T12:00+01:00',
    ],
    [
      'what had passed by then stays where it was',
      '2026-03-26T12:00+01:00',
      '2026-03-26T13:00+01:00',
      '2026-03-27T13:00+01:00',
      '2026-03-26T12:00+01:00',
    ],
    [
      'and goes on at an earlier time than it stopped, it is as if it had not',
      '2026-03-26T16:00+01:00',
      '2026-03-26T13:00+01:00',
      '2026-03-26T12:00+01:00',
      '2026-03-26T16:00+01:00',
    ],
  ];
  test.each(rows)('%s', (_what, due, paused, resumed, again) => {
    expect(dueAgain(sla, berlin, at(due), at(paused), at(resumed))).toBe(at(again));
  });

  test('as much working time is left as there was, and nothing comes sooner or in another order', () => {
    const calendar = fc.constantFrom(
      office('Europe/Berlin'),
      officeWithLunch('Asia/Jakarta'),
      nights('America/New_York'),
    );
    const moment = fc
      .tuple(
        fc.constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'),
        fc.integer({ min: -300, max: 300 }),
      )
      .map(([day, quarters]) => instant(Date.parse(day) + (quarters * hourMs) / 4));
    const later = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(calendar, moment, later, later, later, (of, paused, toDue, further, toResumed) => {
        const plus = (from: Instant, quarters: number) => instant(epochMs(from) + (quarters * hourMs) / 4);
        const [due, next, now] = [plus(paused, toDue), plus(paused, toDue + further), plus(paused, toResumed)];
        const again = dueAgain(sla, only(of), due, paused, now);
        expect(businessMsBetween(of, now, again)).toBe(businessMsBetween(of, paused, due));
        expect(again >= due || businessMsBetween(of, again, due) === 0).toBe(true);
        expect(dueAgain(sla, only(of), next, paused, now) >= again).toBe(true);
      }),
    );
  });
});
