import { expect, test } from 'vitest';
import { runSeed } from '../../support/run-seed.js';
import { runModel } from './run-model.js';

const seed = runSeed();

test(`random commands in random companies break no invariant (seed ${seed})`, async () => {
  const tally = await runModel(seed, 20, 60);
  expect(tally.commands).toBeGreaterThan(200);
  expect(tally.acceptedTotal).toBeGreaterThan(50);
});
