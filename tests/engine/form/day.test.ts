import { expect, test } from 'vitest';
import { dayMeant } from '../../../src/engine/form/day.js';

test.each([
  ['today', '2026-03-31', '2026-03-31'],
  ['today+1', '2026-03-31', '2026-04-01'],
  ['today-31', '2026-03-31', '2026-02-28'],
  ['today+1', '2028-02-28', '2028-02-29'],
  ['today+365', '2026-12-31', '2027-12-31'],
  ['2026-01-02', '2026-03-31', '2026-01-02'],
])('%s is, on %s, %s', (written, today, meant) => {
  expect(dayMeant(written, today)).toBe(meant);
});
