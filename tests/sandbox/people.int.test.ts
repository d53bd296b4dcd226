import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { callApi, LITTLE_COMPANY, startLittleSlack } from './support/little-company.js';

let sandbox: Sandbox;

const people = [
  ...LITTLE_COMPANY.people,
  { id: 'UGUEST', name: 'gil', realName: 'Gil Guest', email: 'gil@example.com', guest: 'multi-channel' as const },
  { id: 'UONE', name: 'one', realName: 'Onya One', guest: 'single-channel' as const },
  { id: 'UFLOW', name: 'flow', realName: 'A Workflow', isBot: true },
];

async function startWith(scopes: readonly string[] | undefined): Promise<void> {
  sandbox = await startLittleSlack({ people, bot: { ...LITTLE_COMPANY.bot, scopes } });
}

beforeEach(() => startWith(undefined));

afterEach(() => sandbox.close());

async function info(user: string) {
  const answer = await callApi(sandbox, 'users.info', { user, include_locale: true });
  expect(answer).toMatchObject({ ok: true });
  return answer.user;
}

describe('users.info', () => {
  const nobodySpecial = { deleted: false, is_bot: false, is_restricted: false, is_ultra_restricted: false };

  test('tells a member with address, zone and language', async () => {
    expect(await info('UANA')).toMatchObject({
      ...nobodySpecial,
      team_id: 'T0LITTLE',
      is_stranger: false,
      tz: 'Europe/Madrid',
      locale: 'en-US',
      profile: { email: 'ana@example.com', real_name: 'Ana Ruiz', team: 'T0LITTLE' },
    });
  });

  test.each<[string, string, object]>([
    ['a guest of several channels', 'UGUEST', { is_restricted: true, is_ultra_restricted: false }],
    ['a guest of one channel', 'UONE', { is_restricted: true, is_ultra_restricted: true }],
    ['a person of another workspace', 'UOUT', { is_stranger: true, team_id: 'T0OTHER' }],
    ['somebody who left', 'UGONE', { deleted: true }],
    ['an app', 'UFLOW', { is_bot: true }],
    ['the bot itself', 'UBOT', { is_bot: true }],
  ])('marks %s', async (_who, id, marks) => {
    expect(await info(id)).toMatchObject(marks);
  });

  test('keeps the address from an app that may not read it', async () => {
    await sandbox.close();
    await startWith(['users:read']);
    const user = (await info('UANA')) as { profile: object };
    expect(user.profile).not.toHaveProperty('email');
    await sandbox.close();
    await startWith(['users:read', 'users:read.email']);
    expect(await info('UANA')).toMatchObject({ profile: { email: 'ana@example.com' } });
  });
});

describe('a scope that is missing', () => {
  test.each<[string, Record<string, string>, string]>([
    ['users.info', { user: 'UANA' }, 'users:read'],
    ['users.lookupByEmail', { email: 'ana@example.com' }, 'users:read.email'],
    ['conversations.open', { users: 'UANA' }, 'im:write'],
    ['conversations.history', { channel: 'D0' }, 'im:history'],
    ['chat.postMessage', { channel: 'UANA', text: 'x' }, 'chat:write'],
    ['chat.update', { channel: 'UANA', ts: '1.0', text: 'x' }, 'chat:write'],
    ['files.info', { file: 'F0' }, 'files:read'],
  ])('stops %s and is named, with those that are there', async (method, args, needed) => {
    await sandbox.close();
    await startWith(['commands', 'team:read']);
    expect(await callApi(sandbox, method, args)).toEqual({
      ok: false,
      error: 'missing_scope',
      needed,
      provided: 'commands,team:read',
    });
  });

  test('stops nothing that needs none', async () => {
    await sandbox.close();
    await startWith([]);
    expect(await callApi(sandbox, 'auth.test')).toMatchObject({ ok: true });
  });

  test('takes the slash commands away', async () => {
    await sandbox.close();
    await startWith(['chat:write']);
    await expect(sandbox.command('UANA', '/submit', '')).rejects.toThrow('not a valid command');
  });
});
