import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../src/sandbox/start.js';
import { CARD } from './support/every-block.js';
import { callApi, LITTLE_COMPANY, startLittleSlack } from './support/little-company.js';

const APP_TOKEN = 'xapp-sandbox-test';

let sandbox: Sandbox;
let opened: LittleSocket[];

beforeEach(async () => {
  opened = [];
  sandbox = await startLittleSlack({
    bot: { ...LITTLE_COMPANY.bot, appToken: APP_TOKEN },
    ackTimeoutMs: 200,
    events: ['app_home_opened'],
    eventRetryDelaysMs: [20],
  });
});

afterEach(async () => {
  for (const { socket } of opened) socket.terminate();
  await sandbox.close();
});

/** What came down a socket, parsed. */
interface Told {
  readonly type: string;
  readonly envelope_id?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

interface LittleSocket {
  readonly socket: WebSocket;
  readonly told: readonly Told[];
  /** What is sent back for an envelope; nothing at all for undefined. */
  answer: (told: Told) => object | undefined;
}

/** An app that knows nothing but the protocol: it acknowledges every envelope with nothing, unless told otherwise. */
async function connect(): Promise<LittleSocket> {
  const { url } = await callApi(sandbox, 'apps.connections.open', {}, APP_TOKEN);
  const socket = new WebSocket(String(url));
  const told: Told[] = [];
  const little: LittleSocket = { socket, told, answer: () => ({}) };
  opened.push(little);
  socket.on('message', (data) => {
    const one = JSON.parse(data.toString()) as Told;
    told.push(one);
    const answer = one.envelope_id === undefined ? undefined : little.answer(one);
    if (answer !== undefined) socket.send(JSON.stringify({ envelope_id: one.envelope_id, ...answer }));
  });
  await expect.poll(() => told.length).toBeGreaterThan(0);
  return little;
}

describe('apps.connections.open', () => {
  test.each<[string, string | undefined, string]>([
    ['no token', undefined, 'not_authed'],
    ['the token of the bot', LITTLE_COMPANY.bot.token, 'not_allowed_token_type'],
    ['another app token', 'xapp-sandbox-other', 'invalid_auth'],
  ])('is refused to %s', async (_what, token, error) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(`${sandbox.apiUrl}apps.connections.open`, { method: 'POST', headers });
    expect(await answer.json()).toMatchObject({ ok: false, error });
  });

  test('gives an address that opens one connection and no second one', async () => {
    const { url } = await callApi(sandbox, 'apps.connections.open', {}, APP_TOKEN);
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=[0-9a-f]{32}&app_id=ABOT$/);
    const connects = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(String(url));
        socket.on('message', (data) => {
          resolve((JSON.parse(data.toString()) as Told).type);
          socket.terminate();
        });
        socket.on('error', (error) => resolve(error.message));
      });
    expect(await connects()).toBe('hello');
    expect(await connects()).toBe('Unexpected server response: 404');
  });

  test('and its address serve no page of another site', async () => {
    const { url } = await callApi(sandbox, 'apps.connections.open', {}, APP_TOKEN);
    const socket = new WebSocket(String(url), { origin: 'https://evil.example' });
    await expect(
      new Promise((resolve, reject) => {
        socket.on('open', resolve);
        socket.on('error', reject);
      }),
    ).rejects.toThrow('socket hang up');
    expect(sandbox.sockets?.connections).toBe(0);
  });

  test('the app token can do nothing else', async () => {
    expect(await callApi(sandbox, 'auth.test', {}, APP_TOKEN)).toMatchObject({ error: 'not_allowed_token_type' });
  });

  test('is not there while Socket Mode is off, and takes no real token', async () => {
    await sandbox.close();
    sandbox = await startLittleSlack();
    expect(await callApi(sandbox, 'apps.connections.open', {}, APP_TOKEN)).toMatchObject({ error: 'invalid_auth' });
    const bot = { ...LITTLE_COMPANY.bot, appToken: 'xapp-1-A0-1-real' };
    await expect(startLittleSlack({ bot })).rejects.toThrow('xapp-sandbox-');
  });
});

describe('a connection', () => {
  test('begins with hello, which names the app', async () => {
    const { told } = await connect();
    expect(told[0]).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: 'ABOT' } });
    expect(sandbox.sockets?.connections).toBe(1);
  });

  test('carries commands, whose answer is shown', async () => {
    const little = await connect();
    little.answer = () => ({ payload: { text: 'Which type?' } });
    const outcome = await sandbox.command('UANA', '/submit', 'purchase');
    expect(outcome).toMatchObject({ status: 200, error: undefined });
    expect(little.told[1]).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: { command: '/submit', text: 'purchase', user_id: 'UANA', team_id: 'T0LITTLE', api_app_id: 'ABOT' },
    });
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ text: 'Which type?', onlyFor: 'UANA' }]);
  });

  test('carries clicks and submissions, and what the app wants to be shown next', async () => {
    const little = await connect();
    const { ts } = await callApi(sandbox, 'chat.postMessage', { channel: 'UBO', text: 'x', blocks: CARD });
    await sandbox.click('UBO', { messageTs: String(ts), actionId: 'approve' });
    expect(little.told[1]).toMatchObject({
      type: 'interactive',
      accepts_response_payload: false,
      payload: { type: 'block_actions', user: { id: 'UBO' }, actions: [{ action_id: 'approve', value: 'doc-1' }] },
    });
    const view = {
      type: 'modal',
      title: { type: 'plain_text', text: 't' },
      submit: { type: 'plain_text', text: 's' },
      blocks: [{ type: 'divider' }],
    };
    await callApi(sandbox, 'views.open', { trigger_id: little.told[1]?.payload?.trigger_id, view });
    little.answer = () => ({ payload: { response_action: 'clear' } });
    await sandbox.submitView('UBO', sandbox.viewOf('UBO')?.id ?? '', {});
    expect(little.told[2]).toMatchObject({
      type: 'interactive',
      accepts_response_payload: true,
      payload: { type: 'view_submission' },
    });
    expect(sandbox.viewOf('UBO')).toBeUndefined();
  });

  test('carries events, and again when they are not acknowledged', async () => {
    const little = await connect();
    little.answer = ({ retry_attempt }) => (retry_attempt === 0 ? undefined : {});
    await sandbox.openApp('UANA', 'messages');
    await expect.poll(() => little.told.length).toBe(3);
    expect(little.told.slice(1)).toMatchObject([
      { type: 'events_api', retry_attempt: 0, payload: { type: 'event_callback', event: { type: 'app_home_opened' } } },
      { type: 'events_api', retry_attempt: 1, retry_reason: 'http_timeout' },
    ]);
  });

  test('is not waited for longer than a request, nor is an answer taken from another connection', async () => {
    const [first, second] = [await connect(), await connect()];
    expect(second.told[0]).toMatchObject({ num_connections: 2 });
    for (const [little, other] of [
      [first, second],
      [second, first],
    ] as const) {
      little.answer = ({ envelope_id }) => {
        other.socket.send(JSON.stringify({ envelope_id }));
        return undefined;
      };
    }
    const outcome = await sandbox.command('UANA', '/submit', '');
    expect(outcome.error).toBe('/submit failed with the error "operation_timeout"');
  });

  test('that breaks while an answer is awaited, or is not there, leaves the person with an error', async () => {
    const little = await connect();
    little.answer = () => {
      sandbox.sockets?.drop();
      return undefined;
    };
    expect((await sandbox.command('UANA', '/submit', '')).error).toContain('dispatch_failed');
    await expect.poll(() => sandbox.sockets?.connections).toBe(0);
    expect((await sandbox.command('UANA', '/submit', '')).error).toContain('dispatch_failed');
  });

  test('is asked to be renewed before it is closed', async () => {
    const little = await connect();
    sandbox.sockets?.renew(300);
    await expect.poll(() => little.told.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    expect(await sandbox.command('UANA', '/submit', '')).toMatchObject({ error: undefined });
    await expect.poll(() => little.socket.readyState).toBe(WebSocket.CLOSED);
  });

  test('is one of ten at most', async () => {
    for (let count = 0; count < 10; count += 1) await connect();
    const eleventh = await connect();
    expect(eleventh.told).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
  });
});
