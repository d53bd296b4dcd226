import { expect, test } from 'vitest';
import { comparePreviews } from './compare-previews.js';
import { seedOfRun } from './run-model.js';

const seed = seedOfRun();
const documentsMin = 2000;

test(`what a preview shows is what a submit does, for ${documentsMin} documents (seed ${seed})`, async () => {
  const tally = await comparePreviews(seed, 200);
  console.log(`previews, seed ${seed}: ${JSON.stringify(tally)}`);
  expect(tally.submitted).toBeGreaterThanOrEqual(documentsMin);
  for (const count of Object.values(tally)) expect(count).toBeGreaterThan(50);
});
