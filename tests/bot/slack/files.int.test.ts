import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SlackClient } from '../../../src/bot/slack/client.js';
import { isSlackHost, SlackFiles } from '../../../src/bot/slack/files.js';
import { RemoteFileFault } from '../../../src/engine/ports/files.js';
import type { Sandbox } from '../../../src/sandbox/start.js';
import { LITTLE_COMPANY, SECRET, startLittleSlack, TOKEN } from '../../sandbox/support/little-company.js';
import { KeptLog } from '../../support/kept-log.js';
import { samples } from '../../support/sample-files.js';

async function localSlack(scopes: readonly string[] = ['files:read']): Promise<Sandbox> {
  const sandbox = await startLittleSlack({ bot: { ...LITTLE_COMPANY.bot, scopes } });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

function filesOf(sandbox: Sandbox, timeoutMs?: number): SlackFiles {
  const settings = { signingSecret: SECRET, botToken: TOKEN, apiUrl: sandbox.apiUrl };
  return new SlackFiles(new SlackClient(settings, new KeptLog()), settings, timeoutMs);
}

/** The bytes, or as what the fetching failed. */
async function fetched(files: SlackFiles, id: string): Promise<Buffer | string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of await files.remote({ id, name: 'a.pdf' }).open()) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof RemoteFileFault) return error.code;
    throw error;
  }
}

function given(sandbox: Sandbox, bytes: Buffer = samples.pdf) {
  return sandbox.upload('UANA', { name: 'a.pdf', mimetype: 'application/pdf', bytes });
}

/** A host that would like to have the token. */
async function greedyHost() {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end('thank you');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe('a file given in Slack', () => {
  test('is fetched with the token from the host that belongs to the Web API', async () => {
    const sandbox = await localSlack();
    const large = Buffer.alloc(3_000_000, 'x');
    expect(await fetched(filesOf(sandbox), given(sandbox).id)).toEqual(samples.pdf);
    const fetchedLarge = await fetched(filesOf(sandbox), given(sandbox, large).id);
    expect(Buffer.isBuffer(fetchedLarge) && fetchedLarge.equals(large)).toBe(true);
  });

  test.each<[string, (sandbox: Sandbox, id: string) => void, string]>([
    ['was deleted before', (sandbox, id) => sandbox.deleteFile('UANA', id), 'gone'],
    [
      'Slack hides behind a page to sign in on',
      (sandbox) => sandbox.fail({ kind: 'login', method: 'file' }),
      'unreachable',
    ],
    ['Slack cannot hand out now', (sandbox) => sandbox.fail({ kind: '500', method: 'file' }), 'unreachable'],
    ['Slack limits', (sandbox) => sandbox.fail({ kind: '429', method: 'file' }), 'unreachable'],
    ['breaks off', (sandbox) => sandbox.fail({ kind: 'cut', method: 'file' }), 'unreachable'],
    ['never begins', (sandbox) => sandbox.fail({ kind: 'timeout', method: 'file' }), 'unreachable'],
    ['stops in the middle', (sandbox) => sandbox.fail({ kind: 'slow', method: 'file', afterMs: 5000 }), 'unreachable'],
    ['Slack does not tell about', (sandbox) => sandbox.fail({ kind: '500', method: 'files.info' }), 'unreachable'],
  ])('that %s is not taken for another', async (_what, arrange, code) => {
    const sandbox = await localSlack();
    const { id } = given(sandbox);
    arrange(sandbox, id);
    expect(await fetched(filesOf(sandbox, 300), id)).toBe(code);
  });

  test('that is deleted between asking and fetching is gone', async () => {
    const sandbox = await localSlack();
    const { id } = given(sandbox);
    const settings = { signingSecret: SECRET, botToken: TOKEN, apiUrl: sandbox.apiUrl };
    const client = new SlackClient(settings, new KeptLog());
    const file = async (asked: string) => {
      const answer = await client.file(asked);
      sandbox.deleteFile('UANA', id);
      return answer;
    };
    expect(await fetched(new SlackFiles({ file }, settings), id)).toBe('gone');
  });

  test('is unreachable without the scope to read files, and not stored as a page', async () => {
    const sandbox = await localSlack(['chat:write']);
    expect(await fetched(filesOf(sandbox), given(sandbox).id)).toBe('unreachable');
  });

  test('takes the token nowhere else: not along a redirect, and not to a host that an address names', async () => {
    const sandbox = await localSlack();
    const { id } = given(sandbox);
    const host = await greedyHost();
    sandbox.fail({ kind: 'redirect', method: 'file', location: host.url });
    expect(await fetched(filesOf(sandbox), id)).toBe('unreachable');
    const settings = { botToken: TOKEN, apiUrl: sandbox.apiUrl };
    const lying = { file: async () => ({ url: host.url, mediaType: undefined }) };
    expect(await fetched(new SlackFiles(lying, settings), id)).toBe('unreachable');
    expect(host.asked).toEqual([]);
  });
});

describe('a host of Slack', () => {
  test.each([
    ['https://files.slack.com/files-pri/T1-F1/download/a.pdf', undefined],
    ['https://files.slack.com/files-pri/T1-F1/download/a.pdf', 'https://slack.com/api/'],
    ['https://acme.slack.com/files-pri/T1-F1/a.pdf', undefined],
    ['http://127.0.0.1:4000/files-pri/T1-F1/a.pdf', 'http://127.0.0.1:4000/api/'],
  ])('%s is one where the Web API is at %s', (url, apiUrl) => {
    expect(isSlackHost(url, apiUrl)).toBe(true);
  });

  test.each([
    ['http://files.slack.com/a.pdf', undefined],
    ['https://files.slack.com.evil.example/a.pdf', undefined],
    ['https://evilslack.com/a.pdf', undefined],
    ['https://user@files.slack.com/a.pdf', undefined],
    ['https://drive.google.com/a.pdf', undefined],
    ['http://127.0.0.1:4000/a.pdf', undefined],
    ['file:///etc/passwd', undefined],
    ['nonsense', undefined],
    ['http://127.0.0.1:4001/a.pdf', 'http://127.0.0.1:4000/api/'],
    ['https://files.slack.com/a.pdf', 'http://127.0.0.1:4000/api/'],
  ])('%s is none where the Web API is at %s', (url, apiUrl) => {
    expect(isSlackHost(url, apiUrl)).toBe(false);
  });
});
