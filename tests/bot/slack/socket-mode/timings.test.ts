import { expect, test } from 'vitest';
import { retryWaitMs, socketTimings } from '../../../../src/bot/slack/socket-mode/timings.js';

const longest = (failures: number) => retryWaitMs(failures, socketTimings, () => 1);
const shortest = (failures: number) => retryWaitMs(failures, socketTimings, () => 0);

test('the first attempt is made at once, each further one waits twice as long, up to half a minute', () => {
  expect([0, 1, 2, 3, 4].map(longest)).toEqual([0, 500, 1000, 2000, 4000]);
  expect([7, 8, 1000].map(longest)).toEqual([30_000, 30_000, 30_000]);
});

test('half of every wait is left to chance', () => {
  expect([1, 2, 3, 1000].map(shortest)).toEqual([250, 500, 1000, 15_000]);
});

test('silence is noticed after more than two pings, and an answer can still be given on a connection that was replaced', () => {
  expect(socketTimings.silenceMaxMs).toBeGreaterThan(2 * socketTimings.pingEveryMs);
  expect(socketTimings.retiredMs).toBeGreaterThan(3000);
});
