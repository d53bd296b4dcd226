import { describe, expect, test } from 'vitest';
import { isComplete, progressBitsMax, progressOf } from '../../src/engine/progress.js';
import { step } from './support/documents.js';

function stepsOf(count: number, approved: (bit: number) => boolean) {
  return Array.from({ length: count }, (_, bit) => ({
    ...step(`s${bit}`, 0, bit, ['bo']),
    status: approved(bit) ? ('approved' as const) : ('pending' as const),
  }));
}

describe('the progress mask', () => {
  test.each(Array.from({ length: progressBitsMax + 1 }, (_, count) => count))(
    'of %i steps requires exactly their bits and completes with the last one',
    (count) => {
      const target = 2n ** BigInt(count) - 1n;
      expect(progressOf(stepsOf(count, () => false))).toEqual({ target, approved: 0n });
      expect(progressOf(stepsOf(count, () => true))).toEqual({ target, approved: target });
      expect(isComplete(progressOf(stepsOf(count, () => true)))).toBe(count > 0);
      for (let missing = 0; missing < count; missing += 1) {
        expect(isComplete(progressOf(stepsOf(count, (bit) => bit !== missing)))).toBe(false);
      }
    },
  );

  test('has a bit 62 that no number could hold exactly, and still fits a signed 64-bit column', () => {
    const { target, approved } = progressOf(stepsOf(63, (bit) => bit === 62));
    expect(approved).toBe(4_611_686_018_427_387_904n);
    expect(target).toBe(9_223_372_036_854_775_807n);
    expect(BigInt.asIntN(64, target)).toBe(target);
  });

  test('of nothing required is never complete', () => {
    expect(isComplete({ target: 0n, approved: 0n })).toBe(false);
    expect(isComplete({ target: 0n, approved: 1n })).toBe(false);
  });

  test('is complete when more than the required bits are done', () => {
    expect(isComplete({ target: 0b101n, approved: 0b111n })).toBe(true);
  });

  test.each(['waiting', 'pending', 'rejected', 'returned', 'skipped'] as const)(
    'counts no %s step as done',
    (status) => {
      expect(progressOf([{ ...step('a', 0, 0, ['bo']), status }])).toEqual({ target: 1n, approved: 0n });
    },
  );
});
