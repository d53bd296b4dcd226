import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { callApi, LITTLE_COMPANY, startLittleSlack } from './support/little-company.js';

const bytes = Buffer.from('at,action\r\n', 'utf8');

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startLittleSlack({});
});

afterEach(() => sandbox.close());

async function place(length = bytes.length): Promise<{ upload_url: string; file_id: string }> {
  const answer = await callApi(sandbox, 'files.getUploadURLExternal', { filename: 'trail.csv', length });
  return answer as unknown as { upload_url: string; file_id: string };
}

async function complete(id: string, channel_id = sandbox.channelOf('UANA')) {
  const files = [{ id, title: 'trail.csv' }];
  return callApi(sandbox, 'files.completeUploadExternal', { files, channel_id, initial_comment: 'Here it is' });
}

describe('a file that the app shares', () => {
  test('stands in the conversation with its comment, and whoever is in it gets its bytes', async () => {
    const { upload_url, file_id } = await place();
    expect((await fetch(upload_url, { method: 'POST', body: bytes })).status).toBe(200);
    expect(await complete(file_id)).toMatchObject({ ok: true, files: [{ id: file_id, name: 'trail.csv' }] });
    expect(sandbox.messagesOf('UANA').at(-1)).toMatchObject({
      text: 'Here it is',
      files: [{ id: file_id, name: 'trail.csv', bytes: bytes.length }],
    });
    const address = (as: string) => `${sandbox.url}/sandbox/api/file?${new URLSearchParams({ as, id: file_id })}`;
    expect(await (await fetch(address('UANA'))).text()).toBe(bytes.toString());
    expect((await fetch(address('UBO'))).status).toBe(404);
  });

  test('whose bytes never came is not shared', async () => {
    const { file_id } = await place();
    expect(await complete(file_id)).toMatchObject({ ok: false, error: 'file_not_found' });
  });

  test('of another length than was said is refused', async () => {
    const { upload_url } = await place(bytes.length + 1);
    expect((await fetch(upload_url, { method: 'POST', body: bytes })).status).toBe(400);
  });

  test('takes the scope files:write', async () => {
    await sandbox.close();
    sandbox = await startLittleSlack({ bot: { ...LITTLE_COMPANY.bot, scopes: ['chat:write'] } });
    expect(await place()).toMatchObject({ ok: false, error: 'missing_scope', needed: 'files:write' });
  });
});
