import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runSeed } from '../../support/run-seed.js';
import { temporaryFolder } from '../../support/temporary.js';
import { type Fault, faults } from './faults.js';

const seed = runSeed();
const project = resolve(import.meta.dirname, '../../..');
/** Nearly every fault shows in the first few; without any fault all of them are run. */
const companies = 600;
const movesMax = 80;

/** Two copies at a time: as many as the machine that this is made for has processors. */
const config = `export default {
  test: { include: ['*/fault.test.ts'], maxWorkers: 2, testTimeout: 300_000, reporters: ['json'], outputFile: 'told.json' },
};
`;

const faultTest = `import { test } from 'vitest';
import { runModel } from './tests/engine/model/run-model.js';

test('the model', async () => {
  try {
    await runModel(${seed}, ${companies}, ${movesMax}, true);
  } catch (failure) {
    // What went wrong, without the whole company in which it did.
    throw failure.cause ?? failure;
  }
});
`;

test(`the model catches every one of ${faults.length} faults planted in the engine (seed ${seed})`, async () => {
  const folder = temporaryFolder();
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'vitest.config.mjs'), config);
  copyTo(folder, 'none', undefined);
  for (const [at, fault] of faults.entries()) copyTo(folder, nameOf(at), fault);

  const told = await runAll(folder);
  expect(told.get('none')?.status, `without a fault:\n${told.get('none')?.why}`).toBe('passed');
  const missed = faults.filter((_, at) => told.get(nameOf(at))?.status !== 'failed').map(({ what }) => what);
  expect(missed).toEqual([]);
  for (const [at, { what }] of faults.entries()) console.log(`${what}\n    ${told.get(nameOf(at))?.why}`);
}, 1_200_000);

function nameOf(at: number): string {
  return `fault-${at}`;
}

function copyTo(folder: string, name: string, fault: Fault | undefined): void {
  const copy = join(folder, name);
  for (const part of ['src/engine', 'tests/engine/model', 'tests/support']) {
    mkdirSync(join(copy, part), { recursive: true });
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
  writeFileSync(join(copy, 'fault.test.ts'), faultTest);
  if (fault !== undefined) plant(join(copy, 'src/engine'), fault);
}

/** A fault that no longer finds its place would test nothing, so it is a failure and says where to look. */
function plant(engine: string, { what, file, text, instead }: Fault): void {
  const path = join(engine, file);
  const source = readFileSync(path, 'utf8');
  const places = source.split(text).length - 1;
  if (places !== 1) throw new Error(`"${what}": its text stands ${places} times in ${file}, and must stand there once`);
  writeFileSync(
    path,
    source.replace(text, () => instead),
  );
}

interface Told {
  readonly status: string;
  /** What the model said, in one line. */
  readonly why: string;
}

async function runAll(folder: string): Promise<ReadonlyMap<string, Told>> {
  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--root', folder], { stdio: 'ignore', env: plainEnv() });
  await new Promise((ended) => child.once('exit', ended));
  const report: Report = JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8'));
  return new Map(
    report.testResults.map(({ name, assertionResults: [result] }) => {
      const message = result?.failureMessages.join('\n') ?? 'it did not run';
      return [name.split('/').at(-2) ?? '', { status: result?.status ?? 'missing', why: reasonIn(message) }];
    }),
  );
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

function reasonIn(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

/** Without what tells a process that it is a worker of the run that started it. */
function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|NODE_ENV)/.test(name)));
}
