import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ViewInputs } from '../../src/sandbox/element-value.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import { CARD, FORM, OPTIONS } from './support/every-block.js';
import { type LittleBot, startLittleBot } from './support/little-bot.js';
import { callApi, startLittleSlack } from './support/little-company.js';

let sandbox: Sandbox;
let bot: LittleBot;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 0, 15, 12);
  bot = await startLittleBot();
  sandbox = await startLittleSlack({ botUrl: bot.url, ackTimeoutMs: 200, now: () => now });
});

afterEach(async () => {
  await sandbox.close();
  await bot.close();
});

async function post(blocks: unknown = CARD): Promise<string> {
  const metadata = { event_type: 'card', event_payload: { id: 'c1' } };
  const answer = await callApi(sandbox, 'chat.postMessage', { channel: 'UBO', text: 'A card', blocks, metadata });
  expect(answer).toMatchObject({ ok: true });
  return String(answer.ts);
}

describe('a click on a message', () => {
  test('carries the button, the message and a way to answer, signed', async () => {
    const ts = await post();
    const outcome = await sandbox.click('UBO', { messageTs: ts, actionId: 'approve' });
    expect(outcome).toMatchObject({ status: 200, error: undefined });
    const heard = bot.heard[0];
    expect(heard?.signed).toBe(true);
    const channel = sandbox.channelOf('UBO');
    expect(heard?.payload).toEqual({
      type: 'block_actions',
      user: { id: 'UBO', username: 'bo', name: 'bo', team_id: 'T0LITTLE' },
      team: { id: 'T0LITTLE', domain: 'little' },
      enterprise: null,
      is_enterprise_install: false,
      api_app_id: 'ABOT',
      token: expect.any(String),
      trigger_id: expect.any(String),
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'directmessage' },
      message: expect.objectContaining({
        ts,
        user: 'UBOT',
        bot_id: 'BBOT',
        metadata: { event_type: 'card', event_payload: { id: 'c1' } },
      }),
      state: { values: {} },
      response_url: expect.stringContaining(`${sandbox.url}/actions/`),
      actions: [
        {
          type: 'button',
          action_id: 'approve',
          block_id: 'decide',
          text: { type: 'plain_text', text: 'Approve', emoji: true },
          value: 'doc-1',
          style: 'primary',
          action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
        },
      ],
    });
  });

  test('on a button that is gone is impossible, unless the person still had the old message before them', async () => {
    const ts = await post();
    const seen = sandbox.messagesOf('UBO')[0];
    if (seen === undefined) throw new Error('nothing was posted');
    await callApi(sandbox, 'chat.update', { channel: sandbox.channelOf('UBO'), ts, text: 'Decided' });
    await expect(sandbox.click('UBO', { messageTs: ts, actionId: 'approve' })).rejects.toThrow('no approve to click');
    expect(bot.heard).toHaveLength(0);
    await sandbox.click('UBO', { messageTs: ts, actionId: 'approve' }, { seen });
    expect(bot.heard[0]?.payload.actions).toMatchObject([{ action_id: 'approve' }]);
  });

  test('from a page that has not heard of the change carries what that page shows, of own messages only', async () => {
    const ts = await post();
    const seen = { text: 'A card', blocks: sandbox.messagesOf('UBO')[0]?.blocks };
    await callApi(sandbox, 'chat.update', { channel: sandbox.channelOf('UBO'), ts, text: 'Decided' });
    const clickAs = (as: string) =>
      fetch(`${sandbox.url}/sandbox/api/click`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as, messageTs: ts, actionId: 'approve', seen }),
      });
    expect((await clickAs('UANA')).status).toBe(409);
    expect(bot.heard).toHaveLength(0);
    expect((await clickAs('UBO')).status).toBe(200);
    expect(bot.heard[0]?.payload).toMatchObject({
      message: { ts, text: 'A card' },
      actions: [{ action_id: 'approve', value: 'doc-1' }],
    });
  });

  test('of another person is impossible', async () => {
    const ts = await post();
    await expect(sandbox.click('UANA', { messageTs: ts, actionId: 'approve' })).rejects.toThrow('not there');
  });

  test('five times at once is the same signed bytes five times', async () => {
    const outcome = await sandbox.click('UBO', { messageTs: await post(), actionId: 'approve' }, { copies: 5 });
    expect(outcome.answers).toHaveLength(5);
    expect(new Set(bot.heard.map((heard) => heard.body)).size).toBe(1);
  });

  test('that is not answered in time, or badly, is shown as such and is not sent again', async () => {
    const ts = await post();
    bot.answer = () => new Promise((resolve) => setTimeout(() => resolve(undefined), 400));
    const late = await sandbox.click('UBO', { messageTs: ts, actionId: 'approve' });
    expect(late).toMatchObject({ status: undefined, error: 'Countersign is not responding. Please try again.' });
    bot.answer = () => undefined;
    bot.status = 500;
    expect((await sandbox.click('UBO', { messageTs: ts, actionId: 'approve' })).error).toContain('not responding');
    expect(bot.heard).toHaveLength(2);
  });

  test('on an ephemeral message does not carry the message', async () => {
    await callApi(sandbox, 'chat.postEphemeral', {
      channel: sandbox.channelOf('UBO'),
      user: 'UBO',
      blocks: CARD,
      text: 'x',
    });
    const ts = sandbox.messagesOf('UBO')[0]?.ts;
    await sandbox.click('UBO', { messageTs: ts, actionId: 'approve' });
    expect(bot.heard[0]?.payload.message).toBeUndefined();
    expect(bot.heard[0]?.payload.container).toMatchObject({ is_ephemeral: true, message_ts: ts });
  });
});

describe('a choice', () => {
  const elements = [
    { type: 'static_select', action_id: 'colour', options: OPTIONS },
    { type: 'users_select', action_id: 'who' },
    { type: 'datepicker', action_id: 'day', initial_date: '2026-01-01' },
    { type: 'overflow', action_id: 'more', options: OPTIONS },
  ];

  test.each<[string, string, object]>([
    ['colour', 'green', { type: 'static_select', selected_option: { value: 'green' } }],
    ['who', 'UANA', { type: 'users_select', selected_user: 'UANA' }],
    ['day', '2026-02-03', { type: 'datepicker', selected_date: '2026-02-03' }],
    ['more', 'blue', { type: 'overflow', selected_option: { value: 'blue' } }],
  ])('of %s carries what was chosen', async (actionId, value, action) => {
    const ts = await post([{ type: 'actions', block_id: 'pick', elements }]);
    await sandbox.click('UBO', { messageTs: ts, actionId, value });
    expect(bot.heard[0]?.payload.actions).toMatchObject([{ action_id: actionId, block_id: 'pick', ...action }]);
    const chosen = actionId === 'day' ? '2026-02-03' : '2026-01-01';
    expect(bot.heard[0]?.payload.state).toMatchObject({ values: { pick: { day: { selected_date: chosen } } } });
  });

  test('in a modal carries the view with everything filled in so far', async () => {
    const [title] = FORM.blocks;
    const kind = {
      type: 'input',
      block_id: 'kind',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'Kind' },
      element: elements[0],
    };
    await sandbox.command('UBO', '/submit', '');
    const trigger_id = bot.heard[0]?.fields.trigger_id;
    await callApi(sandbox, 'views.open', { trigger_id, view: { ...FORM, blocks: [title, kind] } });
    const view = sandbox.viewOf('UBO');
    const values: ViewInputs = { text: { value: 'Displays' } };
    await sandbox.click('UBO', { viewId: view?.id, actionId: 'colour', value: 'red', values });
    expect(bot.heard[1]?.payload).toMatchObject({
      container: { type: 'view', view_id: view?.id },
      view: {
        id: view?.id,
        hash: view?.hash,
        state: {
          values: { text: { value: { value: 'Displays' } }, kind: { colour: { selected_option: { value: 'red' } } } },
        },
      },
      actions: [{ action_id: 'colour', selected_option: { value: 'red' } }],
    });
    expect(bot.heard[1]?.payload.response_url).toBeUndefined();
  });
});

describe('a response_url', () => {
  const use = (url: string | undefined, body: object) =>
    fetch(url ?? '', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  async function clickedUrl(): Promise<{ ts: string; url: string | undefined }> {
    const ts = await post();
    await sandbox.click('UBO', { messageTs: ts, actionId: 'approve' });
    return { ts, url: bot.heard.at(-1)?.payload.response_url };
  }

  test('answers five times, then no more', async () => {
    const { url } = await clickedUrl();
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await use(url, { text: `${count}` })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(sandbox.messagesOf('UBO').filter((message) => message.onlyFor === 'UBO')).toHaveLength(5);
  });

  test('answers for thirty minutes, then no more', async () => {
    const { url } = await clickedUrl();
    now += 30 * 60_000;
    expect((await use(url, { text: 'x' })).status).toBe(200);
    now += 1;
    const late = await use(url, { text: 'x' });
    expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  test('can replace and remove the message that was clicked', async () => {
    const { ts, url } = await clickedUrl();
    await use(url, { replace_original: true, text: 'replaced' });
    expect(sandbox.messagesOf('UBO')).toMatchObject([{ ts, text: 'replaced', blocks: [] }]);
    await use(url, { delete_original: true });
    expect(sandbox.messagesOf('UBO')).toEqual([]);
  });

  test('refuses blocks over a limit and counts no use', async () => {
    const { url } = await clickedUrl();
    const answer = await use(url, { blocks: [{ type: 'section' }] });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_blocks' }]);
    expect((await use(url?.replace(/.$/, '_'), { text: 'x' })).status).toBe(404);
  });
});

describe('an event', () => {
  test('is sent again with the reason, as Slack does, until the bot takes it', async () => {
    await sandbox.close();
    sandbox = await startLittleSlack({ botUrl: bot.url, eventRetryDelaysMs: [0, 10, 20], events: ['message.im'] });
    bot.status = 500;
    await sandbox.say('UBO', 'hello bot');
    await expect.poll(() => bot.heard.length).toBeGreaterThanOrEqual(3);
    bot.status = 200;
    await expect.poll(() => bot.heard.length).toBe(4);
    const retries = bot.heard.map((heard) => [
      heard.headers['x-slack-retry-num'],
      heard.headers['x-slack-retry-reason'],
    ]);
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
    expect(new Set(bot.heard.map((heard) => heard.payload.event_id)).size).toBe(1);
    expect(bot.heard.every((heard) => heard.signed)).toBe(true);
    expect(bot.heard[0]?.payload.event).toMatchObject({
      type: 'message',
      channel_type: 'im',
      user: 'UBO',
      text: 'hello bot',
    });
  });

  test('that the app did not subscribe to is not sent', async () => {
    await sandbox.say('UBO', 'hello bot');
    expect(bot.heard).toHaveLength(0);
    expect(sandbox.messagesOf('UBO')).toMatchObject([{ author: 'UBO', text: 'hello bot' }]);
  });
});
