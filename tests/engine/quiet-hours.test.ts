import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Weekday, weekdays } from '../../src/engine/calendar/calendar.js';
import { epochMs, type Instant, instant } from '../../src/engine/instant.js';
import { defaultPreferences, type Preferences } from '../../src/engine/preferences.js';
import { humaneAt, nextDigestAt } from '../../src/engine/quiet-hours.js';

const quarterMs = 15 * 60_000;

function at(local: string): Instant {
  return instant(Date.parse(local));
}

function quiet(from: string, to: string, ...days: readonly Weekday[]): Preferences {
  return { ...defaultPreferences, quiet: { from, to, days } };
}

type Row = readonly [from: string, humane: string];

function holds(preferences: Preferences, zone: string, rows: readonly Row[]): void {
  test.each(rows)('what is due at %s comes at %s', (due, humane) => {
    expect(humaneAt(preferences, zone, at(due))).toBe(at(humane));
  });
}

describe('by default, in Jakarta: from eight to eight, from Monday to Friday', () => {
  holds(defaultPreferences, 'Asia/Jakarta', [
    ['2026-03-04T09:00+07:00', '2026-03-04T09:00+07:00'],
    ['2026-03-04T19:59:59.999+07:00', '2026-03-04T19:59:59.999+07:00'],
    ['2026-03-04T20:00+07:00', '2026-03-05T08:00+07:00'],
    ['2026-03-05T03:00+07:00', '2026-03-05T08:00+07:00'],
    ['2026-03-05T08:00+07:00', '2026-03-05T08:00+07:00'],
    ['2026-03-06T20:30+07:00', '2026-03-09T08:00+07:00'],
    ['2026-03-07T12:00+07:00', '2026-03-09T08:00+07:00'],
    ['2026-03-08T23:00+07:00', '2026-03-09T08:00+07:00'],
  ]);
});

describe('over both changes of clocks in Berlin', () => {
  holds(quiet('20:00', '08:00'), 'Europe/Berlin', [
    ['2026-03-28T21:00+01:00', '2026-03-29T08:00+02:00'],
    ['2026-10-24T21:00+02:00', '2026-10-25T08:00+01:00'],
  ]);
  describe('where quiet hours end in the hour that is skipped', () => {
    holds(quiet('22:00', '02:30'), 'Europe/Berlin', [['2026-03-29T01:00+01:00', '2026-03-29T03:00+02:00']]);
  });
  describe('where they end in the hour that comes twice', () => {
    holds(quiet('22:00', '02:30'), 'Europe/Berlin', [
      ['2026-10-25T01:00+02:00', '2026-10-25T02:30+02:00'],
      ['2026-10-25T02:45+02:00', '2026-10-25T02:45+02:00'],
      ['2026-10-25T02:10+01:00', '2026-10-25T02:30+01:00'],
    ]);
  });
});

describe('hours within one day', () => {
  holds(quiet('12:00', '13:00'), 'UTC', [
    ['2026-03-04T12:30Z', '2026-03-04T13:00Z'],
    ['2026-03-04T13:00Z', '2026-03-04T13:00Z'],
    ['2026-03-04T03:00Z', '2026-03-04T03:00Z'],
  ]);
});

describe('no hours at all', () => {
  holds(quiet('00:00', '00:00'), 'UTC', [['2026-03-07T03:00Z', '2026-03-07T03:00Z']]);
});

describe('every day quiet: only the hours count', () => {
  holds(quiet('20:00', '08:00', ...weekdays), 'UTC', [
    ['2026-03-07T12:00Z', '2026-03-07T12:00Z'],
    ['2026-03-07T21:00Z', '2026-03-08T08:00Z'],
  ]);
});

describe('hours that never end count for nothing', () => {
  holds(quiet('00:00', '24:00'), 'UTC', [['2026-03-07T12:00Z', '2026-03-07T12:00Z']]);
});

describe('a daily digest', () => {
  const row = (digestAt: string | null, due: string, comes: string) =>
    expect(nextDigestAt({ ...defaultPreferences, digestAt }, 'Europe/Berlin', at(due))).toBe(at(comes));

  test('gathers what was due before it', () => {
    row('09:00', '2026-03-04T08:30+01:00', '2026-03-04T09:00+01:00');
    row('09:00', '2026-03-04T09:00+01:00', '2026-03-04T09:00+01:00');
    row('09:00', '2026-03-04T09:00:00.001+01:00', '2026-03-05T09:00+01:00');
  });
  test('does not come on quiet days', () => {
    row('09:00', '2026-03-06T10:00+01:00', '2026-03-09T09:00+01:00');
    row('09:00', '2026-03-07T10:00+01:00', '2026-03-09T09:00+01:00');
  });
  test('keeps its time on the clock over a change of clocks', () => {
    row('09:00', '2026-03-27T10:00+01:00', '2026-03-30T09:00+02:00');
    row('09:00', '2026-10-23T10:00+02:00', '2026-10-26T09:00+01:00');
  });
  test('that lies in the quiet hours comes at their end', () => {
    row('07:00', '2026-03-04T07:30+01:00', '2026-03-04T08:00+01:00');
    row('21:00', '2026-03-04T12:00+01:00', '2026-03-05T08:00+01:00');
    row('21:00', '2026-03-06T12:00+01:00', '2026-03-09T08:00+01:00');
  });
  test('is not waited for by who has none', () => {
    row(null, '2026-03-04T12:00+01:00', '2026-03-04T12:00+01:00');
    row(null, '2026-03-04T22:00+01:00', '2026-03-05T08:00+01:00');
  });
});

const zone = fc.constantFrom('UTC', 'Asia/Jakarta', 'Europe/Berlin', 'America/New_York', 'Australia/Adelaide');
const time = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => new Date(quarter * quarterMs).toISOString().slice(11, 16));
const preferences = fc
  .tuple(time, time, fc.subarray([...weekdays], { maxLength: 6 }), fc.option(time))
  .map(([from, to, days, digestAt]): Preferences => ({ quiet: { from, to, days }, digestAt, muted: [] }));
/** On a quarter of an hour within a few days of a change of clocks. */
const moment = fc
  .tuple(
    fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'),
    fc.integer({ min: -300, max: 300 }),
  )
  .map(([date, quarters]) => instant(Date.parse(date) + quarters * quarterMs));

test('it is the first moment whose time on the wall is not quiet', () => {
  fc.assert(
    fc.property(preferences, zone, moment, (of, timeZone, due) => {
      const humane = humaneAt(of, timeZone, due);
      expect(isQuiet(of, timeZone, epochMs(humane))).toBe(false);
      for (let ms = epochMs(due); ms < epochMs(humane); ms += quarterMs) {
        expect(isQuiet(of, timeZone, ms)).toBe(true);
      }
    }),
  );
});

test('a digest is never quiet, never before what it gathers, and never out of order', () => {
  fc.assert(
    fc.property(preferences, zone, moment, fc.integer({ min: 0, max: 200 }), (of, timeZone, due, quarters) => {
      const digest = nextDigestAt(of, timeZone, due);
      expect(isQuiet(of, timeZone, epochMs(digest))).toBe(false);
      expect(digest >= due).toBe(true);
      expect(nextDigestAt(of, timeZone, instant(epochMs(due) + quarters * quarterMs)) >= digest).toBe(true);
    }),
  );
});

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Told by Intl, by the definition and not by reckoning. */
function isQuiet({ quiet: { from, to, days } }: Preferences, timeZone: string, ms: number): boolean {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
  clocks.set(timeZone, clock);
  const shown = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
  if (days.includes((shown.weekday ?? '').toLowerCase() as Weekday)) return true;
  const now = `${shown.hour}:${shown.minute}`;
  return from <= to ? from <= now && now < to : now >= from || now < to;
}
