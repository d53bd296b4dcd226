import { expect, test } from 'vitest';
import { wholeDays } from '../../../src/engine/delegation/whole-days.js';

test.each<[string, string, string, string, string]>([
  ['Asia/Jakarta', '2026-03-02', '2026-03-06', '2026-03-01T17:00:00.000Z', '2026-03-06T17:00:00.000Z'],
  ['UTC', '2026-03-02', '2026-03-02', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'],
  ['Europe/Berlin', '2026-03-28', '2026-03-29', '2026-03-27T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  // Midnight itself is skipped there in spring: the day begins where the gap ends.
  ['America/Santiago', '2026-09-06', '2026-09-06', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
])('whole days in %s, from %s to %s, last from %s to %s', (zone, first, last, startsAt, endsAt) => {
  expect(wholeDays(first, last, zone)).toEqual({ startsAt, endsAt });
});
