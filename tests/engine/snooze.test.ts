import { expect, test } from 'vitest';
import { defaultPreferences } from '../../src/engine/preferences.js';
import { isSnoozeChoice, type SnoozeChoice, snoozedUntil } from '../../src/engine/snooze.js';

const awake = { quiet: { from: '20:00', to: '08:00', days: ['sat', 'sun'] as const } };
const until = (choice: SnoozeChoice, now: string, timeZone = 'Europe/Berlin') =>
  snoozedUntil(choice, awake, timeZone, now);

/** Monday 2 March 2026, ten in the morning in Berlin. */
const monday = '2026-03-02T09:00:00.000Z';
/** The Friday of that week, seven in the evening there. */
const friday = '2026-03-06T18:00:00.000Z';

test.each<[SnoozeChoice, string, string, string]>([
  ['in-1-hour', monday, '2026-03-02T10:00:00.000Z', 'an hour later'],
  ['in-3-hours', monday, '2026-03-02T12:00:00.000Z', 'three hours later'],
  ['tomorrow', monday, '2026-03-03T08:00:00.000Z', 'nine on the next day by their clocks'],
  ['monday', monday, '2026-03-09T08:00:00.000Z', 'the Monday after, also on a Monday'],
  ['monday', '2026-03-08T09:00:00.000Z', '2026-03-09T08:00:00.000Z', 'the next day on a Sunday'],
  ['in-3-hours', friday, '2026-03-09T07:00:00.000Z', 'the end of the quiet weekend'],
  ['tomorrow', friday, '2026-03-09T07:00:00.000Z', 'not on a quiet day'],
])('%s from %s on is %s: %s', (choice, now, expected) => {
  expect(until(choice, now)).toBe(expected);
});

test('the morning is that of the person’s own zone', () => {
  expect(until('tomorrow', monday, 'Asia/Jakarta')).toBe('2026-03-03T02:00:00.000Z');
  expect(until('tomorrow', monday, 'America/New_York')).toBe('2026-03-03T14:00:00.000Z');
});

test('nine o’clock stays nine where the clocks change in the night', () => {
  const saturday = '2026-03-28T09:00:00.000Z';
  const anyDay = { quiet: { ...defaultPreferences.quiet, days: [] } };
  expect(snoozedUntil('tomorrow', anyDay, 'Europe/Berlin', saturday)).toBe('2026-03-29T07:00:00.000Z');
});

test('what is typed for a choice is one of them or none', () => {
  expect(['in-1-hour', 'tomorrow', '', 'constructor'].filter(isSnoozeChoice)).toEqual(['in-1-hour', 'tomorrow']);
});
