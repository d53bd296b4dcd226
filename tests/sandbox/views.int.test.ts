import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { FORM } from './support/every-block.js';
import { type LittleBot, startLittleBot } from './support/little-bot.js';
import { callApi, startLittleSlack } from './support/little-company.js';

const SMALL = { ...FORM, blocks: FORM.blocks.slice(0, 1) };
const OTHER = { ...SMALL, title: { type: 'plain_text', text: 'Another' }, private_metadata: 'other' };

let sandbox: Sandbox;
let bot: LittleBot;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 0, 15, 12);
  bot = await startLittleBot();
  sandbox = await startLittleSlack({ botUrl: bot.url, ackTimeoutMs: 300, now: () => now });
});

afterEach(async () => {
  await sandbox.close();
  await bot.close();
});

async function trigger(): Promise<string> {
  await sandbox.command('UANA', '/submit', '');
  return bot.heard.at(-1)?.fields.trigger_id ?? '';
}

async function open(view: object = SMALL): Promise<string> {
  const answer = await callApi(sandbox, 'views.open', { trigger_id: await trigger(), view });
  expect(answer).toMatchObject({ ok: true });
  return top().id;
}

function top() {
  const view = sandbox.viewOf('UANA');
  if (view === undefined) throw new Error('no modal is open');
  return view;
}

describe('a trigger', () => {
  test('opens one modal, for the person who caused it', async () => {
    const id = await trigger();
    expect(await callApi(sandbox, 'views.open', { trigger_id: id, view: SMALL })).toMatchObject({
      ok: true,
      view: {
        type: 'modal',
        callback_id: 'everything',
        private_metadata: 'draft-7',
        previous_view_id: null,
        state: { values: {} },
      },
    });
    expect(await callApi(sandbox, 'views.open', { trigger_id: id, view: SMALL })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    expect(sandbox.viewsOf('UANA')).toHaveLength(1);
    expect(sandbox.viewsOf('UBO')).toHaveLength(0);
  });

  test('lives three seconds', async () => {
    const [first, second] = [await trigger(), await trigger()];
    now += 3000;
    expect(await callApi(sandbox, 'views.open', { trigger_id: first, view: SMALL })).toMatchObject({ ok: true });
    now += 1;
    expect(await callApi(sandbox, 'views.open', { trigger_id: second, view: SMALL })).toMatchObject({
      error: 'expired_trigger_id',
    });
  });

  test('that nobody gave out is refused', async () => {
    expect(await callApi(sandbox, 'views.open', { trigger_id: '1.2.abc', view: SMALL })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  test('survives a view that was refused', async () => {
    const id = await trigger();
    const bad = { ...SMALL, title: { type: 'plain_text', text: 'x'.repeat(25) } };
    expect(await callApi(sandbox, 'views.open', { trigger_id: id, view: bad })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    });
    const huge = {
      ...SMALL,
      blocks: Array.from({ length: 90 }, () => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2990) } })),
    };
    expect(await callApi(sandbox, 'views.open', { trigger_id: id, view: huge })).toMatchObject({
      error: 'view_too_large',
    });
    expect(await callApi(sandbox, 'views.open', { trigger_id: id, view: SMALL })).toMatchObject({ ok: true });
  });
});

describe('the stack of modals', () => {
  test('holds three, each knowing the one below', async () => {
    const root = await open();
    for (const expected of ['ok', 'ok', 'push_limit_reached']) {
      const answer = await callApi(sandbox, 'views.push', { trigger_id: await trigger(), view: OTHER });
      expect(answer.error ?? 'ok').toBe(expected);
    }
    const views = sandbox.viewsOf('UANA');
    expect(views.map((view) => view.root_view_id)).toEqual([root, root, root]);
    expect(views.map((view) => view.previous_view_id)).toEqual([null, root, views[1]?.id]);
  });

  test('cannot be pushed onto when nothing is open', async () => {
    expect(await callApi(sandbox, 'views.push', { trigger_id: await trigger(), view: OTHER })).toMatchObject({
      error: 'not_found',
    });
  });

  test('is closed from the top, and the app hears of it where it asked to', async () => {
    const root = await open();
    await callApi(sandbox, 'views.push', { trigger_id: await trigger(), view: OTHER });
    await expect(sandbox.closeView('UANA', root)).rejects.toThrow('not open');
    await sandbox.closeView('UANA', top().id);
    expect(sandbox.viewsOf('UANA').map((view) => view.id)).toEqual([root]);
    expect(bot.heard.at(-1)?.payload).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { private_metadata: 'other' },
    });
  });

  test('is closed as a whole where the view says so', async () => {
    await open();
    await callApi(sandbox, 'views.push', { trigger_id: await trigger(), view: { ...OTHER, clear_on_close: true } });
    await sandbox.closeView('UANA', top().id);
    expect(sandbox.viewsOf('UANA')).toEqual([]);
    const closed = bot.heard.filter((heard) => heard.payload.type === 'view_closed');
    expect(closed.map((heard) => heard.payload.is_cleared)).toEqual([true, true]);
  });
});

describe('views.update', () => {
  test('with the hash it saw changes the view, with an older one it is refused', async () => {
    const id = await open();
    const { hash } = top();
    expect(await callApi(sandbox, 'views.update', { view_id: id, hash, view: OTHER })).toMatchObject({
      ok: true,
      view: { id },
    });
    expect(await callApi(sandbox, 'views.update', { view_id: id, hash, view: SMALL })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(top().private_metadata).toBe('other');
  });

  test('finds a view by the name the app gave it', async () => {
    await open({ ...SMALL, external_id: 'my-form' });
    expect(await callApi(sandbox, 'views.update', { external_id: 'my-form', view: OTHER })).toMatchObject({ ok: true });
  });

  test('of a view that was closed is refused', async () => {
    const id = await open();
    await sandbox.closeView('UANA', id);
    expect(await callApi(sandbox, 'views.update', { view_id: id, view: OTHER })).toMatchObject({ error: 'not_found' });
  });
});

describe('the Home tab', () => {
  const home = { type: 'home', blocks: [{ type: 'divider' }] };

  test('is published per person and guarded by its hash', async () => {
    const first = await callApi(sandbox, 'views.publish', { user_id: 'UANA', view: home });
    expect(first).toMatchObject({ ok: true, view: { type: 'home' } });
    expect(sandbox.homeOf('UANA')?.blocks).toHaveLength(1);
    expect(sandbox.homeOf('UBO')).toBeUndefined();
    const stale = await callApi(sandbox, 'views.publish', { user_id: 'UANA', hash: '1.stale', view: home });
    expect(stale).toMatchObject({ error: 'hash_conflict' });
    expect(await callApi(sandbox, 'views.publish', { user_id: 'UOUT', view: home })).toMatchObject({
      error: 'user_not_found',
    });
  });

  test('that is looked at is told to the app', async () => {
    await sandbox.openApp('UANA', 'home');
    const heard = bot.heard.at(-1);
    expect(heard?.signed).toBe(true);
    expect(heard?.payload).toMatchObject({
      type: 'event_callback',
      team_id: 'T0LITTLE',
      api_app_id: 'ABOT',
      event: { type: 'app_home_opened', user: 'UANA', tab: 'home', channel: sandbox.channelOf('UANA') },
    });
  });
});
