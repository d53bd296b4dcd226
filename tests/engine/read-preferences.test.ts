import { describe, expect, test } from 'vitest';
import { defaultPreferences, noticeTopics } from '../../src/engine/preferences.js';
import { readPreferences, type TypedPreferences, wantedTopics } from '../../src/engine/read-preferences.js';

const typed: TypedPreferences = {
  ...{ from: '21:00', to: '07:30', days: ['sun', 'sat'], isGathered: false, digestAt: '09:00' },
  topics: noticeTopics,
};
const read = (changes: Partial<TypedPreferences>) => readPreferences({ ...typed, ...changes });
const problems = (changes: Partial<TypedPreferences>) => {
  const answer = read(changes);
  return 'problems' in answer ? answer.problems.map(({ field, code }) => `${field}: ${code}`) : [];
};

describe('preferences that were filled in', () => {
  test('keep quiet hours, and quiet days in the order of the week', () => {
    expect(read({})).toEqual({
      preferences: { quiet: { from: '21:00', to: '07:30', days: ['sat', 'sun'] }, digestAt: null, muted: [] },
    });
  });

  test('gather reminders only where that is ticked', () => {
    expect(read({ isGathered: true })).toMatchObject({ preferences: { digestAt: '09:00' } });
    expect(read({ isGathered: false, digestAt: null })).toMatchObject({ preferences: { digestAt: null } });
  });

  test('mute every topic that is not ticked', () => {
    expect(read({ topics: ['nudges', 'reports'] })).toMatchObject({
      preferences: { muted: ['reminders', 'delegations'] },
    });
    expect(wantedTopics({ ...defaultPreferences, muted: ['reports'] })).toEqual(['reminders', 'nudges', 'delegations']);
  });

  test('know nothing of days and topics that there are not', () => {
    expect(read({ days: ['someday', 'sun'], topics: [...noticeTopics, 'gossip'] })).toMatchObject({
      preferences: { quiet: { days: ['sun'] }, muted: [] },
    });
  });

  test.each([null, '', '24:00', '9:00', '09:60', 'soon'])('need times, and “%s” is none', (time) => {
    expect(problems({ from: time, to: time, isGathered: true, digestAt: time })).toEqual([
      'from: no-time',
      'to: no-time',
      'digestAt: no-time',
    ]);
  });

  test('leave a day on which something may come', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    expect(problems({ days })).toEqual(['days: every-day']);
    expect(problems({ days: days.slice(1) })).toEqual([]);
  });

  test.each([
    ['21:00', '07:30', ['21:00', '23:59', '00:00', '07:29'], ['20:59', '07:30', '12:00']],
    ['12:00', '13:00', ['12:00', '12:59'], ['11:59', '13:00', '00:00']],
    ['08:00', '08:00', [], ['08:00', '00:00']],
  ])('between %s and %s refuse a digest in the quiet hours', (from, to, quiet, loud) => {
    const at = (digestAt: string) => problems({ from, to, isGathered: true, digestAt });
    for (const time of quiet) expect(at(time), time).toEqual(['digestAt: in-quiet-hours']);
    for (const time of loud) expect(at(time), time).toEqual([]);
  });

  test('say nothing of a time for a digest that there is not', () => {
    expect(problems({ isGathered: false, digestAt: '23:00' })).toEqual([]);
    expect(problems({ isGathered: false, digestAt: 'soon' })).toEqual([]);
  });
});
