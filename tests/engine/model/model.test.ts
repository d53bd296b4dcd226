import { expect, test } from 'vitest';
import { runModel, seedOfRun } from './run-model.js';

const seed = seedOfRun();

test(`random commands in random companies break no invariant (seed ${seed})`, async () => {
  const tally = await runModel(seed, 20, 60);
  expect(tally.commands).toBeGreaterThan(200);
  expect(tally.acceptedTotal).toBeGreaterThan(50);
});
