import { expect, test } from 'vitest';
import { checkLate, checkPunctual } from '../support/delivery-model.js';

const runs = 150;

test('whatever is interleaved, lost or killed, every card becomes true and doubles only when a search missed it', async () => {
  const tried = await checkPunctual(runs);
  expect(tried.calls).toBeGreaterThan(runs * 5);
  expect(tried.adopted).toBeGreaterThan(runs / 10);
}, 60_000);

test('even when processes are suspended beyond their leases, every card becomes true', async () => {
  const tried = await checkLate(runs);
  expect(tried.calls).toBeGreaterThan(runs * 5);
}, 60_000);
