import { expect, test } from 'vitest';
import { eventTypes } from '../../../src/engine/event.js';
import { refusalCodes } from '../../../src/engine/refusal.js';
import { runSeed } from '../../support/run-seed.js';
import { commandKinds } from './command-kinds.js';
import { runModel } from './run-model.js';

const seed = runSeed();
const ways = ['own place', 'another’s place', 'lapsed', ...[1, 2, 3].map((links) => `${links} delegations away`)];

test(`thousands of random commands break no invariant and reach everything the engine knows (seed ${seed})`, async () => {
  const tally = await runModel(seed, 1000, 100);
  console.log(`model, seed ${seed}\n${tally.report()}`);
  expect(tally.commands).toBeGreaterThanOrEqual(10_000);
  expect(tally.acceptedShare).toBeGreaterThanOrEqual(0.3);
  expect([...tally.accepted.keys()].sort()).toEqual(commandKinds);
  expect([...tally.events.keys()].sort()).toEqual([...eventTypes].sort());
  expect([...tally.refused.keys()].sort()).toEqual([...refusalCodes].sort());
  for (const way of ways) expect(tally.ways.get(way), way).toBeGreaterThan(0);
  expect(tally.replayed).toBeGreaterThan(0);
  expect(tally.conflicts).toBeGreaterThan(0);
});
