import { expect, test } from 'vitest';
import { nearest } from '../../../src/engine/company/nearest.js';

const known = ['manager', 'unit_head', 'role', 'user', 'Europe/Berlin'];

test.each([
  ['maneger', 'manager'],
  ['manger', 'manager'],
  ['amnager', 'manager'],
  ['managers', 'manager'],
  ['unithead', 'unit_head'],
  ['ROLE', 'role'],
  ['europe/berlni', 'Europe/Berlin'],
  ['rle', 'role'],
])('%s was probably meant to be %s', (written, meant) => {
  expect(nearest(written, known)).toBe(meant);
});

test.each(['colour', 'x', '', 'secretary', 'y'.repeat(10_000)])('%.20s is like none of them', (written) => {
  expect(nearest(written, known)).toBeUndefined();
});
