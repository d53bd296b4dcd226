import { defineConfig } from 'vitest/config';
import { MissingPartsReporter } from './tests/support/missing-parts-reporter.js';
import { reportersWith } from './tests/support/reporters.js';

/**
 * The suffix of a test file tells its cost: `.test.ts` is pure and fast, `.int.test.ts` needs a real database or
 * HTTP, `.e2e.test.ts` a browser. Each is a project of its own so that the fast ones can run alone.
 */
export default defineConfig({
  test: {
    reporters: reportersWith(new MissingPartsReporter()),
    projects: [
      {
        test: {
          name: 'pure',
          // They keep nothing between them, and loading the engine once instead of sixty times is most of the time.
          isolate: false,
          setupFiles: ['tests/support/property-settings.ts'],
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.int.test.ts', 'tests/**/*.e2e.test.ts', 'tests/**/*.proof.test.ts'],
        },
      },
      {
        test: {
          name: 'int',
          setupFiles: ['tests/support/property-seed.ts'],
          include: ['tests/**/*.int.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/**/*.e2e.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
