import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { chromiumPath } from './chromium.js';
import { findRedis, redisMark } from './redis.js';

interface Part {
  readonly name: string;
  readonly advice: string;
  /** Whether a test is one of those that need it. */
  isNeededBy(test: TestCase): boolean;
  isMissing(): Promise<boolean>;
}

const PARTS: readonly Part[] = [
  {
    name: 'Chromium',
    advice: 'install it with "apt-get install chromium", or name it in CHROMIUM_PATH',
    isNeededBy: (test) => test.project.name === 'e2e',
    isMissing: async () => chromiumPath() === undefined,
  },
  {
    name: 'Redis',
    advice: 'start one with "apt-get install redis-server" on port 6379, or name it in TEST_REDIS_URL',
    isNeededBy: (test) => test.fullName.includes(redisMark),
    isMissing: async () => (await findRedis()) === undefined,
  },
];

/** Says at the end of a run what could not be tested on this machine. With `CI=true` that is a failure. */
export class MissingPartsReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const skipped = modules.flatMap((module) => [...module.children.allTests()]).filter(isSkipped);
    for (const part of PARTS) {
      const count = skipped.filter((test) => part.isNeededBy(test)).length;
      if (count === 0 || !(await part.isMissing())) continue;
      console.log(`\nSkipped because ${part.name} is not on this machine: ${count} tests; ${part.advice}.`);
      if (process.env.CI === 'true') process.exitCode = 1;
    }
  }
}

function isSkipped(test: TestCase): boolean {
  return test.result().state === 'skipped';
}
