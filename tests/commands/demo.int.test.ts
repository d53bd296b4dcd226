import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/temporary.js';

const main = 'dist/src/main.js';

interface DemoProcess {
  readonly child: ChildProcess;
  /** What it has printed so far, complaints included. */
  said(): string;
  ended(): boolean;
}

/** The built demo, as an operator would start it; gone when the test is over. */
function demo(dataDir: string, args: readonly string[] = [], port = 0): DemoProcess {
  if (!existsSync(main)) throw new Error('The command line is not built: run npm run build');
  const child = spawn(process.execPath, [main, 'demo', ...args], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => stop(child, 'SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  return { child, said: () => text, ended: () => child.exitCode !== null };
}

async function runningDemo(dataDir: string, args: readonly string[] = []): Promise<DemoProcess> {
  const started = demo(dataDir, args);
  await expect
    .poll(() => (started.ended() ? `ended: ${started.said()}` : started.said()), { timeout: 15_000 })
    .toContain('is running in a local Slack');
  return started;
}

async function endOf(started: DemoProcess): Promise<number | null> {
  await expect.poll(() => started.ended(), { timeout: 15_000 }).toBe(true);
  return started.child.exitCode;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

describe('the demo', () => {
  test('has its folder to itself: a second one, with or without --reset, says so and touches nothing', async () => {
    const dataDir = temporaryFolder();
    const folder = join(dataDir, 'demo');
    const first = await runningDemo(dataDir);
    const keepsake = join(folder, 'keepsake');
    writeFileSync(keepsake, 'of the first');
    for (const args of [[], ['--reset']]) {
      const second = demo(dataDir, args);
      expect(await endOf(second)).toBe(1);
      expect(second.said()).toContain(`Another demo is running on ${folder}.`);
      expect(existsSync(keepsake)).toBe(true);
      expect(existsSync(join(folder, 'countersign.sqlite'))).toBe(true);
    }
    expect(first.ended()).toBe(false);
  });

  test('--reset throws away what was there once nobody uses it, and nothing when the port is taken', async () => {
    const dataDir = temporaryFolder();
    await stop((await runningDemo(dataDir)).child, 'SIGTERM');
    const keepsake = join(dataDir, 'demo', 'keepsake');
    writeFileSync(keepsake, 'of the first');

    const port = await takenPort();
    const refused = demo(dataDir, ['--reset'], port);
    expect(await endOf(refused)).toBe(1);
    expect(refused.said()).toContain('set PORT to another one');
    expect(existsSync(keepsake)).toBe(true);

    const fresh = await runningDemo(dataDir, ['--reset']);
    expect(existsSync(keepsake)).toBe(false);
    expect(fresh.said()).toContain('Pick a person');
    await stop(fresh.child, 'SIGTERM');
    expect(fresh.child.exitCode).toBe(0);
  });

  test('killed without warning leaves nothing behind that keeps the next one out', async () => {
    const dataDir = temporaryFolder();
    await stop((await runningDemo(dataDir)).child, 'SIGKILL');
    const next = await runningDemo(dataDir);
    expect(next.said()).toContain('Everything from last time is still there');
  });
});

/** A port that somebody else listens on until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
