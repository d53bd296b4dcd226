import { describe, expect, test } from 'vitest';
import { defaultPreferences } from '../../src/engine/preferences.js';
import { waitForMorning } from '../../src/jobs/wait-for-morning.js';
import { FakeClock } from '../support/fake-clock.js';

function at(moment: string, timeZone = 'Europe/Berlin') {
  const preferences = { ...defaultPreferences, timeZone };
  const tools = { clock: new FakeClock(moment), preferencesFor: () => ({ preferences: async () => preferences }) };
  return waitForMorning(tools, 't', 'bo');
}

describe('a message that no click caused', () => {
  test('goes out while its reader is awake', async () => {
    await expect(at('2026-03-02T18:59:59.000Z')).resolves.toBeUndefined();
  });

  test.each([
    ['a minute into the night', '2026-03-02T19:01:00.000Z', 'Europe/Berlin', '2026-03-03T07:00:00.000Z'],
    ['on a Friday night', '2026-03-06T22:00:00.000Z', 'Europe/Berlin', '2026-03-09T07:00:00.000Z'],
    ['by the clocks of its reader', '2026-03-02T12:00:00.000Z', 'America/New_York', '2026-03-02T13:00:00.000Z'],
  ])('waits for the morning %s', async (_when, now, zone, until) => {
    await expect(at(now, zone)).rejects.toMatchObject({ name: 'Postponed', untilMs: Date.parse(until) });
  });
});
