import fc from 'fast-check';
import { runSeed } from './run-seed.js';

/**
 * The first counterexample is told with its seed and ends the property: making a large one small can take longer than
 * anybody waits. `SHRINK=1` makes it small.
 */
fc.configureGlobal({ seed: runSeed(), endOnFailure: process.env.SHRINK !== '1' });
