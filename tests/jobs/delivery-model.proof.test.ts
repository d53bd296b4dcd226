import { expect, test } from 'vitest';
import { checkLate, checkPunctual } from '../support/delivery-model.js';

const runs = 5000;

test('thousands of random histories with punctual calls', async () => {
  const tried = await checkPunctual(runs);
  console.log(`delivery model, punctual: ${runs} histories, ${JSON.stringify(tried)}`);
  expect(tried.copies).toBeGreaterThan(10);
  expect(tried.doubles).toBeGreaterThan(10);
});

test('thousands of random histories with late calls', async () => {
  const tried = await checkLate(runs);
  console.log(`delivery model, late: ${runs} histories, ${JSON.stringify(tried)}`);
  expect(tried.calls).toBeGreaterThan(runs * 5);
});
