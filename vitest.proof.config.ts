import { defineConfig } from 'vitest/config';
import { reportersWith } from './tests/support/reporters.js';

/** The long proofs: thousands of random commands, processes killed in the middle. One file at a time, output shown. */
export default defineConfig({
  test: {
    name: 'proof',
    reporters: reportersWith(),
    include: ['tests/**/*.proof.test.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
