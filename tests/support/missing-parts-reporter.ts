import type { Reporter, TestModule } from 'vitest/node';
import { chromiumPath } from './chromium.js';

interface Part {
  readonly name: string;
  /** The vitest project whose tests need it. */
  readonly project: string;
  readonly advice: string;
  isMissing(): boolean;
}

const PARTS: readonly Part[] = [
  {
    name: 'Chromium',
    project: 'e2e',
    advice: 'install it with "apt-get install chromium", or name it in CHROMIUM_PATH',
    isMissing: () => chromiumPath() === undefined,
  },
];

/** Says at the end of a run what could not be tested on this machine. With `CI=true` that is a failure. */
export class MissingPartsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const part of PARTS.filter((one) => one.isMissing())) {
      const skipped = skippedIn(modules.filter((module) => module.project.name === part.project));
      if (skipped === 0) continue;
      console.log(`\nSkipped because ${part.name} is not on this machine: ${skipped} tests; ${part.advice}.`);
      if (process.env.CI === 'true') process.exitCode = 1;
    }
  }
}

function skippedIn(modules: readonly TestModule[]): number {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  return tests.filter((test) => test.result().state === 'skipped').length;
}
