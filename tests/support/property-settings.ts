import fc from 'fast-check';

/**
 * The first counterexample is told with its seed and ends the property: making a large one small can take longer than
 * anybody waits. `SHRINK=1` makes it small.
 */
fc.configureGlobal({ endOnFailure: process.env.SHRINK !== '1' });
