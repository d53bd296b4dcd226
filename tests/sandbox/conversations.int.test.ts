import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { callApi, startLittleSlack } from './support/little-company.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startLittleSlack({ now: () => Date.UTC(2026, 0, 15, 12) });
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

describe('conversations', () => {
  test.each<[string, string]>([
    ['UNOBODY', 'user_not_found'],
    ['UGONE', 'user_disabled'],
    ['UOUT', 'user_not_visible'],
    ['UBOT', 'cannot_dm_bot'],
    ['', 'users_list_not_supplied'],
  ])('with %s cannot be opened: %s', async (users, error) => {
    expect(await errorOf('conversations.open', { users })).toBe(error);
  });

  test('history goes backwards, in pages, without replies and only with metadata that is asked for', async () => {
    const all = [];
    for (let count = 0; count < 5; count += 1)
      all.push(await post({ metadata: { event_type: 'n', event_payload: { count } } }));
    await post({ thread_ts: all[0] });
    const channel = sandbox.channelOf('UANA');
    const first = await callApi(sandbox, 'conversations.history', { channel, limit: 3 });
    expect(tsOf(first)).toEqual([all[4], all[3], all[2]]);
    expect(first).toMatchObject({ has_more: true });
    expect(JSON.stringify(first)).not.toContain('metadata":{"event');
    const cursor = (first.response_metadata as { next_cursor: string }).next_cursor;
    const second = await callApi(sandbox, 'conversations.history', {
      channel,
      limit: 3,
      cursor,
      include_all_metadata: true,
    });
    expect(tsOf(second)).toEqual([all[1], all[0]]);
    expect(second).toMatchObject({ has_more: false, messages: [{ metadata: { event_payload: { count: 1 } } }, {}] });
  });

  test('history keeps to its bounds', async () => {
    const all = [await post(), await post(), await post()];
    const channel = sandbox.channelOf('UANA');
    const range = { channel, oldest: all[0], latest: all[2] };
    expect(tsOf(await callApi(sandbox, 'conversations.history', range))).toEqual([all[1]]);
    expect(tsOf(await callApi(sandbox, 'conversations.history', { ...range, inclusive: true }))).toEqual([
      all[2],
      all[1],
      all[0],
    ]);
    expect(await errorOf('conversations.history', { channel, limit: 1000 })).toBe('invalid_limit');
    expect(await errorOf('conversations.history', { channel, cursor: 'nonsense' })).toBe('invalid_cursor');
  });

  function tsOf(answer: { readonly [key: string]: unknown }) {
    return (answer.messages as readonly { ts: string }[]).map((message) => message.ts);
  }
});

describe('people', () => {
  test('users.info tells of colleagues, of those who left and of guests from elsewhere', async () => {
    expect(await callApi(sandbox, 'users.info', { user: 'UANA', include_locale: true })).toMatchObject({
      user: {
        id: 'UANA',
        team_id: 'T0LITTLE',
        real_name: 'Ana Ruiz',
        tz: 'Europe/Madrid',
        tz_offset: 3600,
        locale: 'en-US',
        deleted: false,
      },
    });
    expect(await callApi(sandbox, 'users.info', { user: 'UGONE' })).toMatchObject({ user: { deleted: true } });
    expect(await callApi(sandbox, 'users.info', { user: 'UOUT' })).toMatchObject({
      user: { team_id: 'T0OTHER', is_stranger: true },
    });
    expect(await callApi(sandbox, 'users.info', { user: 'UBOT' })).toMatchObject({ user: { is_bot: true } });
    expect(await errorOf('users.info', { user: 'UNOBODY' })).toBe('user_not_found');
  });

  test('users.lookupByEmail finds present colleagues only', async () => {
    expect(await callApi(sandbox, 'users.lookupByEmail', { email: 'ANA@example.com' })).toMatchObject({
      user: { id: 'UANA' },
    });
    expect(await errorOf('users.lookupByEmail', { email: 'gus@example.com' })).toBe('users_not_found');
    expect(await errorOf('users.lookupByEmail', { email: 'olga@example.com' })).toBe('users_not_found');
  });

  test('team.info names the workspace', async () => {
    expect(await callApi(sandbox, 'team.info')).toMatchObject({
      team: { id: 'T0LITTLE', name: 'Little Company', domain: 'little' },
    });
  });
});
