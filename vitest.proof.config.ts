import { defineConfig } from 'vitest/config';
import { reportersWith } from './tests/support/reporters.js';

const months = 'tests/proof/month-*.proof.test.ts';

/**
 * The long proofs: thousands of random commands, processes killed in the middle. One file at a time, because most want
 * the machine for themselves; then the months, which do not look at the time that passes, beside each other.
 */
export default defineConfig({
  test: {
    reporters: reportersWith(),
    disableConsoleIntercept: true,
    projects: [
      {
        extends: true,
        test: {
          ...patience(),
          name: 'proof',
          include: ['tests/**/*.proof.test.ts'],
          exclude: [months],
          fileParallelism: false,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { ...patience(), name: 'months', include: [months], sequence: { groupOrder: 1 } } },
    ],
  },
});

function patience() {
  return { setupFiles: ['tests/support/property-seed.ts'], testTimeout: 1_800_000, hookTimeout: 120_000 };
}
