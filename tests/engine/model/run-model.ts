import fc from 'fast-check';
import { randomMove } from './intent.js';
import { Model } from './model.js';
import { randomCompany } from './random-company.js';
import { Tally } from './tally.js';

/**
 * Random moves in so many random companies. A failure names its seed, and is cut down to the moves it needs unless it is
 * enough to know that there is one.
 */
export async function runModel(
  seed: number,
  companies: number,
  movesMax: number,
  endOnFailure = false,
): Promise<Tally> {
  const tally = new Tally();
  const moves = fc.array(randomMove, { minLength: 1, maxLength: movesMax, size: 'max' });
  const property = fc.asyncProperty(randomCompany, moves, async (company, all) => {
    const model = new Model(company, tally);
    for (const move of all) await model.make(move);
  });
  await fc.assert(property, { seed, numRuns: companies, endOnFailure });
  return tally;
}
