import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { CARD } from './support/every-block.js';
import { callApi, LITTLE_COMPANY, startLittleSlack, TOKEN } from './support/little-company.js';

let sandbox: Sandbox;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 0, 15, 12);
  sandbox = await startLittleSlack({ now: () => now });
});

afterEach(() => sandbox.close());

async function post(args: object = {}): Promise<string> {
  const answer = await callApi(sandbox, 'chat.postMessage', { channel: 'UANA', text: 'hello', ...args });
  expect(answer).toMatchObject({ ok: true });
  return String(answer.ts);
}

async function errorOf(method: string, args: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  const answer = await callApi(sandbox, method, args);
  expect(answer.ok).toBe(false);
  return answer.error;
}

describe('the token', () => {
  test.each<[string | undefined, string]>([
    [undefined, 'not_authed'],
    ['xoxb-sandbox-other', 'invalid_auth'],
  ])('%s is refused as %s', async (token, error) => {
    const answer = await fetch(`${sandbox.apiUrl}auth.test`, {
      method: 'POST',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toEqual({ ok: false, error });
  });

  test('may also stand in the body, and is never kept', async () => {
    const answer = await fetch(`${sandbox.apiUrl}auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token: TOKEN }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
    expect(JSON.stringify(sandbox.requests)).not.toContain(TOKEN);
  });

  test('of a real workspace stops the sandbox from starting', async () => {
    const bot = { ...LITTLE_COMPANY.bot, token: 'xoxb-1234-5678-abc' };
    await expect(startLittleSlack({ bot })).rejects.toThrow('xoxb-sandbox-');
  });
});

describe("Slack's own client", () => {
  test('finds what it expects, with blocks and metadata as JSON in a form', async () => {
    const client = new WebClient(TOKEN, { slackApiUrl: sandbox.apiUrl });
    expect(await client.auth.test()).toMatchObject({ user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T0LITTLE' });
    const opened = await client.conversations.open({ users: 'UANA' });
    const channel = opened.channel?.id ?? '';
    expect(channel).toBe(sandbox.channelOf('UANA'));
    const metadata = { event_type: 'card', event_payload: { id: 'c1' } };
    const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*hi*' } }];
    const posted = await client.chat.postMessage({ channel, text: 'hi', blocks, metadata });
    const history = await client.conversations.history({ channel, include_all_metadata: true });
    expect(history.messages).toMatchObject([
      { ts: posted.ts, text: 'hi', user: 'UBOT', bot_id: 'BBOT', app_id: 'ABOT', metadata },
    ]);
  });

  test('gets an error of its own for what Slack refuses', async () => {
    const client = new WebClient(TOKEN, { slackApiUrl: sandbox.apiUrl });
    await expect(client.chat.postMessage({ channel: 'UNOBODY', text: 'x' })).rejects.toMatchObject({
      data: { ok: false, error: 'channel_not_found' },
    });
  });
});

describe('chat.postMessage', () => {
  test('keeps a message with growing ids even while the clock stands still', async () => {
    const first = await post();
    const second = await post();
    expect(first).toBe('1768478400.000000');
    expect(second).toBe('1768478400.000001');
    expect(sandbox.messagesOf('UANA').map((message) => message.ts)).toEqual([first, second]);
    expect(sandbox.unreadOf('UANA')).toBe(2);
  });

  test.each<[object, string]>([
    [{ channel: 'D0NOWHERE' }, 'channel_not_found'],
    [{ channel: 'UGONE' }, 'user_disabled'],
    [{ channel: 'UOUT' }, 'channel_not_found'],
    [{ text: '' }, 'no_text'],
    [{ blocks: '{oops' }, 'invalid_arguments'],
    [{ blocks: { type: 'divider' } }, 'invalid_blocks_format'],
    [{ blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] }, 'invalid_blocks'],
    [{ metadata: { event_type: 'x' } }, 'invalid_metadata_format'],
    [{ metadata: { event_type: 'x', event_payload: { long: 'x'.repeat(9000) } } }, 'metadata_too_large'],
    [
      {
        blocks: Array.from({ length: 5 }, () => ({
          type: 'section',
          text: { type: 'mrkdwn', text: 'x'.repeat(3000) },
        })),
      },
      'msg_blocks_too_long',
    ],
  ])('refuses %j as %s', async (args, error) => {
    expect(await errorOf('chat.postMessage', { channel: 'UANA', text: 'x', ...args })).toBe(error);
    expect(sandbox.messagesOf('UANA')).toEqual([]);
  });

  test("says in Slack's words what is wrong with the blocks", async () => {
    const answer = await callApi(sandbox, 'chat.postMessage', { channel: 'UANA', blocks: [{ type: 'section' }] });
    expect(answer).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: ['must define either `text` or `fields` [json-pointer:/blocks/0]'],
      response_metadata: { messages: ['[ERROR] must define either `text` or `fields` [json-pointer:/blocks/0]'] },
    });
  });

  test('cuts a text at 40,000 characters instead of refusing it', async () => {
    await post({ text: 'x'.repeat(40_001) });
    expect(sandbox.messagesOf('UANA')[0]?.text).toHaveLength(40_000);
  });

  test('needs an argument and says which', async () => {
    expect(await callApi(sandbox, 'chat.postMessage', { text: 'x' })).toMatchObject({
      error: 'invalid_arguments',
      errors: ['missing required field: channel'],
    });
  });

  test('is limited per conversation when that is switched on', async () => {
    await sandbox.close();
    sandbox = await startLittleSlack({ now: () => now, postRate: { burst: 2, perSecond: 1 } });
    await post();
    await post();
    const answer = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: new URLSearchParams({ channel: 'UANA', text: 'x' }),
    });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
    await post({ channel: 'UBO' });
    now += 1000;
    await post();
  });
});

describe('chat.update', () => {
  const update = (ts: string, args: object) =>
    callApi(sandbox, 'chat.update', { channel: sandbox.channelOf('UANA'), ts, ...args });

  test('changes a card in place: same id, metadata kept, not marked as edited', async () => {
    const metadata = { event_type: 'card', event_payload: { id: 'c1' } };
    const ts = await post({ blocks: CARD, metadata });
    const done = [{ type: 'section', text: { type: 'mrkdwn', text: 'done' } }];
    expect(await update(ts, { text: 'done', blocks: done })).toMatchObject({ ok: true, ts });
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ ts, text: 'done', metadata, edited: undefined }]);
    expect(sandbox.messagesOf('UANA')[0]?.blocks).toHaveLength(1);
    expect(sandbox.unreadOf('UANA')).toBe(1);
  });

  test('with a text alone takes the blocks away and marks the message as edited', async () => {
    const ts = await post({ blocks: CARD });
    await update(ts, { text: 'plain now' });
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ text: 'plain now', blocks: [], edited: { user: 'UBOT' } }]);
  });

  test('with an empty metadata object takes the metadata away', async () => {
    const ts = await post({ metadata: { event_type: 'card', event_payload: {} } });
    await update(ts, { text: 'x', metadata: {} });
    expect(sandbox.messagesOf('UANA')[0]?.metadata).toBeUndefined();
  });

  test.each<[object, string]>([
    [{ ts: '1.000001', text: 'x' }, 'message_not_found'],
    [{ channel: 'D0NOWHERE', text: 'x' }, 'channel_not_found'],
    [{ text: 'x'.repeat(4001) }, 'msg_too_long'],
    [{}, 'no_text'],
    [{ text: '', blocks: [] }, 'no_text'],
  ])('refuses %j as %s', async (args, error) => {
    const ts = await post();
    expect((await update(ts, args)).error).toBe(error);
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ text: 'hello' }]);
  });

  test("refuses another's message, and so does chat.delete", async () => {
    const { ts } = await sandbox.say('UANA', 'mine');
    expect((await update(ts, { text: 'x' })).error).toBe('cant_update_message');
    expect(await errorOf('chat.delete', { channel: sandbox.channelOf('UANA'), ts })).toBe('cant_delete_message');
  });
});

describe('other messages', () => {
  test('chat.delete takes a message away, once', async () => {
    const place = { channel: sandbox.channelOf('UANA'), ts: await post() };
    expect(await callApi(sandbox, 'chat.delete', place)).toMatchObject({ ok: true });
    expect(sandbox.messagesOf('UANA')).toEqual([]);
    expect(await errorOf('chat.delete', place)).toBe('message_not_found');
  });

  test('chat.postEphemeral is seen by one person, is no part of the history and cannot be updated', async () => {
    const channel = sandbox.channelOf('UANA');
    const answer = await callApi(sandbox, 'chat.postEphemeral', { channel, user: 'UANA', text: 'only you' });
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ text: 'only you', onlyFor: 'UANA' }]);
    expect(await callApi(sandbox, 'conversations.history', { channel })).toMatchObject({ messages: [] });
    expect(await errorOf('chat.update', { channel, ts: answer.message_ts, text: 'x' })).toBe('message_not_found');
    expect(await errorOf('chat.postEphemeral', { channel, user: 'UBO', text: 'x' })).toBe('user_not_in_channel');
  });

  test('chat.getPermalink leads to the message on the page', async () => {
    const ts = await post();
    const answer = await callApi(sandbox, 'chat.getPermalink', { channel: sandbox.channelOf('UANA'), message_ts: ts });
    expect(answer.permalink).toBe(`${sandbox.url}/?as=UANA#${ts}`);
  });
});

test('an unknown method is refused, and every call is written down with its outcome', async () => {
  expect(await errorOf('admin.everything', {})).toBe('unknown_method');
  await post();
  expect(sandbox.requests).toMatchObject([
    { method: 'admin.everything', outcome: 'unknown_method', at: now },
    { method: 'chat.postMessage', outcome: 'ok', args: { channel: 'UANA', text: 'hello' } },
  ]);
});
