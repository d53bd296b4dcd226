import { expect, test } from 'vitest';
import { documentNumber } from '../../src/engine/number.js';

test.each([
  ['PR', 2026, 1, 'PR-2026-0001'],
  ['LV', 2027, 42, 'LV-2027-0042'],
  ['LV', 2026, 9999, 'LV-2026-9999'],
  ['LV', 2026, 10_000, 'LV-2026-10000'],
])('the number of %s %i, %i is %s', (prefix, year, sequence, number) => {
  expect(documentNumber(prefix, year, sequence)).toBe(number);
});
