import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { type LittleBot, startLittleBot } from './support/little-bot.js';
import { callApi, LITTLE_COMPANY, startLittleSlack, TOKEN } from './support/little-company.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const FORM = {
  type: 'modal',
  title: plain('Receipt'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'receipt',
      label: plain('Receipt'),
      element: { type: 'file_input', action_id: 'value', max_files: 2, filetypes: ['pdf', 'png'] },
    },
  ],
};
const BYTES = Buffer.from('%PDF-1.7 paid in full');

let sandbox: Sandbox;
let bot: LittleBot;

beforeEach(async () => {
  bot = await startLittleBot();
  sandbox = await startLittleSlack({ botUrl: bot.url });
});

afterEach(async () => {
  await sandbox.close();
  await bot.close();
});

function give(userId = 'UANA', name = 'Rechnung März.pdf') {
  return sandbox.upload(userId, { name, mimetype: 'application/pdf', bytes: BYTES });
}

async function submit(...ids: string[]) {
  await sandbox.command('UANA', '/submit', '');
  const trigger_id = bot.heard.at(-1)?.fields.trigger_id;
  expect(await callApi(sandbox, 'views.open', { trigger_id, view: FORM })).toMatchObject({ ok: true });
  const outcome = await sandbox.submitView('UANA', sandbox.viewOf('UANA')?.id ?? '', { receipt: { value: ids } });
  const values = bot.heard.at(-1)?.payload.view?.state.values;
  return { outcome, files: (values?.receipt?.value as { files: SentFile[] } | undefined)?.files };
}

interface SentFile {
  readonly id: string;
  readonly url_private: string;
  readonly url_private_download: string;
  readonly [field: string]: unknown;
}

async function fetched(url: string, token: string | undefined = TOKEN): Promise<Response> {
  return fetch(url, { redirect: 'manual', headers: token === '' ? {} : { authorization: `Bearer ${token}` } });
}

async function addressOf(id: string): Promise<string> {
  const { file } = await callApi(sandbox, 'files.info', { file: id });
  return (file as SentFile).url_private_download;
}

describe('a file given in a form', () => {
  test('arrives described as Slack does it, and its bytes are fetched with the token of the app', async () => {
    const { files } = await submit(give().id);
    expect(files).toEqual([
      expect.objectContaining({
        id: expect.stringMatching(/^F[0-9A-F]{10}$/),
        name: 'Rechnung März.pdf',
        title: 'Rechnung März.pdf',
        mimetype: 'application/pdf',
        filetype: 'pdf',
        pretty_type: 'PDF',
        user: 'UANA',
        user_team: 'T0LITTLE',
        size: BYTES.length,
        mode: 'hosted',
        is_external: false,
        url_private: expect.stringContaining(`${sandbox.url}/files-pri/T0LITTLE-F`),
        url_private_download: expect.stringContaining('/download/Rechnung%20M%C3%A4rz.pdf'),
        file_access: 'visible',
      }),
    ]);
    for (const url of [files?.[0]?.url_private, files?.[0]?.url_private_download]) {
      const answer = await fetched(url ?? '');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(BYTES);
    }
    expect(await callApi(sandbox, 'files.info', { file: files?.[0]?.id })).toMatchObject({
      ok: true,
      file: files?.[0],
    });
  });

  test.each([
    ['no token', ''],
    ['another token', 'xoxb-sandbox-other'],
  ])('is a page to sign in on for %s, and says 200', async (_what, token) => {
    const answer = await fetched(await addressOf(give().id), token);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('Sign in to your workspace');
    expect(sandbox.requests.at(-1)).toMatchObject({ method: 'file', outcome: 'login' });
  });

  test('is a page to sign in on for an app that may not read files, which cannot even ask for one', async () => {
    const url = await addressOf(give().id);
    await sandbox.close();
    const scopes = ['commands', 'chat:write'];
    sandbox = await startLittleSlack({ botUrl: bot.url, bot: { ...LITTLE_COMPANY.bot, scopes } });
    const file = give();
    const moved = url.replace(/^.*files-pri/, `${sandbox.url}/files-pri`).replace(/-F[0-9A-F]+/, `-${file.id}`);
    expect(await (await fetched(moved)).text()).toContain('Sign in');
    await sandbox.command('UANA', '/submit', '');
    const trigger_id = bot.heard.at(-1)?.fields.trigger_id;
    expect(await callApi(sandbox, 'views.open', { trigger_id, view: FORM })).toMatchObject({
      error: 'missing_scope',
      needed: 'files:read',
    });
  });

  test('that its owner has deleted is gone for everybody, and only its owner can delete it', async () => {
    const file = give();
    const url = await addressOf(file.id);
    expect(() => sandbox.deleteFile('UBO', file.id)).toThrow('You have no such file');
    sandbox.deleteFile('UANA', file.id);
    expect((await fetched(url)).status).toBe(404);
    expect(await callApi(sandbox, 'files.info', { file: file.id })).toMatchObject({ error: 'file_deleted' });
    expect(await callApi(sandbox, 'files.info', { file: 'F0' })).toMatchObject({ error: 'file_not_found' });
    expect((await submit(file.id)).files).toEqual([{ id: file.id, mode: 'tombstone' }]);
    expect(sandbox.filesOf('UANA')).toEqual([]);
  });

  test('of another person is not sent, and neither are more files than the field takes', async () => {
    expect((await submit(give('UBO').id)).files).toEqual([]);
    const three = [give().id, give().id, give().id];
    expect((await submit(...three)).outcome.fieldErrors).toEqual({ receipt: 'Please choose at most 2.' });
  });

  test('is refused above 10 MB, by hand and over HTTP', async () => {
    const big = Buffer.alloc(10 * 1024 * 1024 + 1);
    expect(() => sandbox.upload('UANA', { name: 'big.pdf', mimetype: 'application/pdf', bytes: big })).toThrow('10 MB');
    const post = (body: Buffer) =>
      fetch(`${sandbox.url}/sandbox/api/files?as=UANA&name=a.pdf`, { method: 'POST', body: new Uint8Array(body) });
    expect((await post(big)).status).toBe(413);
    expect((await post(big.subarray(1))).status).toBe(200);
  });
});

describe('a fault of the file host', () => {
  test('a redirect leads where the test says, whatever was asked', async () => {
    const url = await addressOf(give().id);
    sandbox.fail({ kind: 'redirect', method: 'file', location: 'https://evil.example/x' });
    const answer = await fetched(url);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://evil.example/x']);
    expect((await fetched(url)).status).toBe(200);
  });

  test('login hides a file that is there', async () => {
    const url = await addressOf(give().id);
    sandbox.fail({ kind: 'login', method: 'file' });
    expect(await (await fetched(url)).text()).toContain('Sign in');
  });

  test('slow sends the second half late, and cut never sends it', async () => {
    const url = await addressOf(give().id);
    sandbox.fail({ kind: 'slow', method: 'file', afterMs: 150 });
    const started = performance.now();
    expect(Buffer.from(await (await fetched(url)).arrayBuffer())).toEqual(BYTES);
    expect(performance.now() - started).toBeGreaterThan(140);
    sandbox.fail({ kind: 'cut', method: 'file' });
    const answer = await fetched(url);
    expect(answer.headers.get('content-length')).toBe(String(BYTES.length));
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  test('429, 500 and reset are played to files too; a rule for every method leaves files alone', async () => {
    const url = await addressOf(give().id);
    sandbox.fail({ kind: '500', times: 1 });
    expect((await fetched(url)).status).toBe(200);
    sandbox.fail({ kind: '429', method: 'file', retryAfterSeconds: 3 });
    expect((await fetched(url)).headers.get('retry-after')).toBe('3');
    sandbox.fail({ kind: '500', method: 'file' });
    expect((await fetched(url)).status).toBe(500);
    sandbox.fail({ kind: 'reset', method: 'file' });
    await expect(fetched(url)).rejects.toThrow('fetch failed');
  });

  test.each([
    [{ kind: 'redirect', method: 'file' }],
    [{ kind: 'redirect', method: 'chat.update', location: 'https://example.com' }],
    [{ kind: 'slow' }],
    [{ kind: '500', location: 'https://example.com' }],
  ])('%j is no rule', async (rule) => {
    const headers = { 'content-type': 'application/json' };
    const url = `${sandbox.url}/sandbox/api/failures`;
    expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(rule) })).status).toBe(400);
  });
});
