import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Node alone cannot read TypeScript, Vite can. */
const RUN_TYPESCRIPT = `
  import { runnerImport } from 'vite';
  await runnerImport(process.argv[1], { configFile: false, logLevel: 'error' });
`;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
}

export interface Child {
  /** Waits until the process has printed `line`. */
  printed(line: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts `children/<name>.ts` in a process of its own, which is ended with the test at the latest. */
export function runChild(name: string, ...args: string[]): Child {
  const script = fileURLToPath(new URL(`children/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--input-type=module', '--eval', RUN_TYPESCRIPT, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const lines = () => output.split('\n').filter((line) => line !== '');
  return { printed: (line) => waitFor(child, () => lines().includes(line)), ended: endOf(child, lines) };
}

function waitFor(child: ChildProcess, done: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => done() && resolve());
    child.once('close', () => reject(new Error('the child ended before it said what was waited for')));
  });
}

function endOf(child: ChildProcess, lines: () => readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, lines: lines() }));
  });
}
