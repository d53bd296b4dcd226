import { describe, expect, test } from 'vitest';
import { DeliveryFault } from '../../src/engine/ports/card-platform.js';
import { failedRetryMs, throttleMsMax, throttlesMax, verdictOn } from '../../src/jobs/retry-schedule.js';
import { Postponed } from '../../src/jobs/task-handler.js';

const NOW = 1_000_000;
const noJitter = () => 0;
const transient = new DeliveryFault('transient', 'internal_error');

function verdict(error: unknown, attempts = 0, throttles = 0) {
  return verdictOn({ error, attempts, throttles }, NOW, noJitter);
}

describe('the retry schedule', () => {
  test.each([
    [0, 1_000],
    [1, 3_000],
    [2, 10_000],
    [3, 60_000],
    [4, 300_000],
    [5, 900_000],
  ])('after %i failed attempts the next failure waits %i ms', (attempts, delayMs) => {
    expect(verdict(transient, attempts)).toMatchObject({ kind: 'retry', dueMs: NOW + delayMs });
  });

  test.each([7, 8, 500])('failure %i puts it on the failed list, where it is tried again an hour later', (count) => {
    const again = { kind: 'fail', error: 'transient: internal_error', againMs: NOW + 3_600_000 };
    expect(verdict(transient, count - 1)).toEqual(again);
    expect(verdict(new DeliveryFault('uncertain', 'no answer'), count - 1)).toMatchObject({ againMs: NOW + 3_600_000 });
  });

  test('the hour is stretched like every wait', () => {
    const stretched = verdictOn({ error: transient, attempts: 6, throttles: 0 }, NOW, () => 0.5);
    expect(stretched).toMatchObject({ kind: 'fail', againMs: NOW + 1.05 * failedRetryMs });
  });

  test('jitter stretches a wait by a tenth at most and never shortens it', () => {
    const stretched = verdictOn({ error: transient, attempts: 3, throttles: 0 }, NOW, () => 0.999);
    expect(stretched).toMatchObject({ kind: 'retry', dueMs: NOW + 65_994 });
  });

  test('an unknown exception and an uncertain call count as transient', () => {
    expect(verdict(new TypeError('x is not a function'))).toMatchObject({
      kind: 'retry',
      error: 'TypeError: x is not a function',
    });
    expect(verdict(new DeliveryFault('uncertain', 'no answer'))).toMatchObject({ kind: 'retry' });
  });

  test('what cannot help fails at once with its reason', () => {
    const fault = new DeliveryFault('permanent', 'user_disabled');
    expect(verdict(fault)).toEqual({ kind: 'fail', error: 'permanent: user_disabled' });
  });

  test('being sent away waits as long as asked and is no attempt', () => {
    const fault = new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: 42_000 });
    expect(verdict(fault, 5, 2)).toEqual({ kind: 'postpone', untilMs: NOW + 42_000, throttles: 3 });
  });

  test('a platform cannot send us away for longer than the limit', () => {
    const fault = new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: 1e12 });
    expect(verdict(fault)).toMatchObject({ kind: 'postpone', untilMs: NOW + throttleMsMax });
  });

  test('being sent away too often counts as a failed attempt, still no sooner than asked', () => {
    const fault = new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: 42_000 });
    expect(verdict(fault, 0, throttlesMax)).toMatchObject({ kind: 'retry', dueMs: NOW + 42_000 });
  });

  test('a postponed task comes back at its turn without an attempt', () => {
    expect(verdict(new Postponed(NOW + 7), 4, 2)).toEqual({ kind: 'postpone', untilMs: NOW + 7, throttles: 2 });
  });
});
