import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { StateFile } from '../../src/sandbox/state-file.js';
import { CARD, FORM } from './support/every-block.js';
import { type LittleBot, startLittleBot } from './support/little-bot.js';
import { callApi, startLittleSlack } from './support/little-company.js';

let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  stateFile = join(folder, 'slack', 'state.jsonl');
});

afterEach(() => rm(folder, { recursive: true }));

describe('a restart', () => {
  let bot: LittleBot;
  let sandbox: Sandbox;

  beforeEach(async () => {
    bot = await startLittleBot();
    sandbox = await startLittleSlack({ stateFile, botUrl: bot.url });
  });

  afterEach(async () => {
    await sandbox.close();
    await bot.close();
  });

  async function restart(): Promise<void> {
    const port = Number(new URL(sandbox.url).port);
    await sandbox.close();
    sandbox = await startLittleSlack({ stateFile, botUrl: bot.url, port });
    // This process still holds connections to the one that went away; the first call may meet such a one.
    await expect
      .poll(() =>
        callApi(sandbox, 'auth.test').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  }

  test('loses no message, metadata, unread count, modal, Home tab, file or response_url', async () => {
    const metadata = { event_type: 'card', event_payload: { id: 'c1' } };
    const posted = await callApi(sandbox, 'chat.postMessage', { channel: 'UBO', text: 'x', blocks: CARD, metadata });
    await callApi(sandbox, 'chat.postMessage', { channel: 'UANA', text: 'read this' });
    sandbox.markRead('UANA');
    await sandbox.command('UANA', '/submit', '');
    await callApi(sandbox, 'views.open', { trigger_id: bot.heard[0]?.fields.trigger_id, view: FORM });
    await callApi(sandbox, 'views.publish', { user_id: 'UBO', view: { type: 'home', blocks: [{ type: 'divider' }] } });
    const kept = sandbox.upload('UANA', { name: 'a.txt', mimetype: 'text/plain', bytes: Buffer.from('bytes') });
    const before = [sandbox.messagesOf('UBO'), sandbox.viewsOf('UANA'), sandbox.homeOf('UBO')];

    await restart();

    expect([sandbox.messagesOf('UBO'), sandbox.viewsOf('UANA'), sandbox.homeOf('UBO')]).toEqual(before);
    expect([sandbox.unreadOf('UBO'), sandbox.unreadOf('UANA')]).toEqual([1, 0]);
    const place = { channel: sandbox.channelOf('UBO'), ts: posted.ts };
    expect(await callApi(sandbox, 'chat.update', { ...place, text: 'y' })).toMatchObject({ ok: true });
    const later = await callApi(sandbox, 'chat.postMessage', { channel: 'UBO', text: 'later' });
    expect(Number(later.ts)).toBeGreaterThan(Number(posted.ts));
    const responseUrl = bot.heard[0]?.fields.response_url ?? '';
    expect((await fetch(responseUrl, { method: 'POST', body: JSON.stringify({ text: 'still' }) })).status).toBe(200);
    const { file } = await callApi(sandbox, 'files.info', { file: kept.id });
    const headers = { authorization: 'Bearer xoxb-sandbox-test' };
    expect(await (await fetch((file as { url_private: string }).url_private, { headers })).text()).toBe('bytes');
  });

  test('does not bring back what was deleted or closed', async () => {
    const { ts } = await callApi(sandbox, 'chat.postMessage', { channel: 'UBO', text: 'x' });
    await callApi(sandbox, 'chat.delete', { channel: sandbox.channelOf('UBO'), ts });
    await restart();
    expect(sandbox.messagesOf('UBO')).toEqual([]);
  });
});

describe('the state file', () => {
  test('has every change on disk before the caller goes on, without being closed', async () => {
    const state = new StateFile(stateFile);
    const table = state.table<number>('numbers');
    for (let value = 0; value < 100; value += 1) table.set(`n${value}`, value);
    const other = join(folder, 'copy.jsonl');
    await writeFile(other, await readFile(stateFile));
    expect([...new StateFile(other).table<number>('numbers').values()]).toHaveLength(100);
    state.close();
  });

  test('drops a last line that a kill cut short, and nothing else', async () => {
    const state = new StateFile(stateFile);
    state.table<string>('words').set('a', 'kept');
    state.close();
    await appendFile(stateFile, '["words","b","cut sho');
    expect([...new StateFile(stateFile).table<string>('words').values()]).toEqual(['kept']);
    expect([...new StateFile(stateFile).table<string>('words').values()]).toEqual(['kept']);
  });

  test('holds after a start only what still counts', async () => {
    const state = new StateFile(stateFile);
    const table = state.table<number>('numbers');
    for (let value = 0; value < 1000; value += 1) table.set('same', value);
    table.set('gone', 1);
    table.delete('gone');
    state.close();
    new StateFile(stateFile).close();
    expect((await readFile(stateFile, 'utf8')).split('\n')).toHaveLength(3);
  });

  test('of something else is refused, not overwritten', async () => {
    await writeFile(join(folder, 'notes.txt'), 'my notes\n');
    expect(() => new StateFile(join(folder, 'notes.txt'))).toThrow('reset it');
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('my notes\n');
  });
});
