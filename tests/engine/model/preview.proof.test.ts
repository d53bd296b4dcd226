import { expect, test } from 'vitest';
import { runSeed } from '../../support/run-seed.js';
import { comparePreviews } from './compare-previews.js';

const seed = runSeed();
const documentsMin = 2000;

test(`what a preview shows is what a submit does, for ${documentsMin} documents (seed ${seed})`, async () => {
  const tally = await comparePreviews(seed, 200);
  console.log(`previews, seed ${seed}: ${JSON.stringify(tally)}`);
  expect(tally.submitted).toBeGreaterThanOrEqual(documentsMin);
  for (const count of Object.values(tally)) expect(count).toBeGreaterThan(50);
});
