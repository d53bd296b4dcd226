import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callApi, LITTLE_COMPANY, startLittleSlack } from './support/little-company.js';

const RUNS = 10;

/** The built sandbox as a process of its own, which says where it listens. */
async function startProcess(stateFile: string): Promise<{ child: ChildProcess; apiUrl: string }> {
  const start = new URL('../../dist/src/sandbox/start.js', import.meta.url).href;
  const options = JSON.stringify({ ...LITTLE_COMPANY, stateFile });
  const script = `const { startSandbox } = await import('${start}'); console.log((await startSandbox(${options})).apiUrl);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  return { child, apiUrl: String(said).trim() };
}

test('a local Slack killed in the middle of many posts keeps every one that it answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-killed-'));
  const stateFile = join(folder, 'state.jsonl');
  const answered = new Set<string>();
  let unanswered = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const { child, apiUrl } = await startProcess(stateFile);
    const posts = Array.from({ length: 60 }, (_, index) =>
      callApi({ apiUrl }, 'chat.postMessage', { channel: 'UANA', text: `${run}/${index} ${'x'.repeat(2000)}` }).then(
        (answer) => {
          answered.add(String(answer.ts));
          if (answered.size % 30 === 0) child.kill('SIGKILL');
        },
        () => {
          unanswered += 1;
        },
      ),
    );
    await Promise.all(posts);
    child.kill('SIGKILL');
  }
  const sandbox = await startLittleSlack({ stateFile });
  const kept = new Set(sandbox.messagesOf('UANA').map((message) => message.ts));
  const lost = [...answered].filter((ts) => !kept.has(ts));
  console.log(`${RUNS} kills: ${answered.size} answered, ${unanswered} unanswered, ${lost.length} lost`);
  expect(lost).toEqual([]);
  expect(unanswered).toBeGreaterThan(0);
  await sandbox.close();
  await rm(folder, { recursive: true });
});
