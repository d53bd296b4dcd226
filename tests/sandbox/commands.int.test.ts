import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { type LittleBot, startLittleBot } from './support/little-bot.js';
import { callApi, startLittleSlack } from './support/little-company.js';

let sandbox: Sandbox;
let bot: LittleBot;

beforeEach(async () => {
  bot = await startLittleBot();
  sandbox = await startLittleSlack({ botUrl: bot.url, ackTimeoutMs: 200 });
});

afterEach(async () => {
  await sandbox.close();
  await bot.close();
});

describe('a slash command', () => {
  test('reaches the bot signed, with every field Slack sends', async () => {
    await sandbox.command('UANA', '/submit', 'purchase');

    const [heard] = bot.heard;
    expect(heard?.signed).toBe(true);
    expect(heard?.fields).toEqual({
      token: expect.any(String),
      team_id: 'T0LITTLE',
      team_domain: 'little',
      channel_id: sandbox.channelOf('UANA'),
      channel_name: 'directmessage',
      user_id: 'UANA',
      user_name: 'ana',
      command: '/submit',
      text: 'purchase',
      api_app_id: 'ABOT',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(`${sandbox.url}/actions/`),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
    });
  });

  test('from a person of another workspace names their workspace', async () => {
    await sandbox.command('UOUT', '/submit', '');
    expect(bot.heard[0]?.fields).toMatchObject({ team_id: 'T0OTHER', user_id: 'UOUT' });
  });

  test('from a deactivated person is impossible, and so is an unknown command', async () => {
    await expect(sandbox.command('UGONE', '/submit', '')).rejects.toThrow('deactivated');
    await expect(sandbox.command('UANA', '/nonsense', '')).rejects.toThrow('not a valid command');
    expect(bot.heard).toHaveLength(0);
  });

  test.each<[string, string | object]>([
    ['text', 'hello'],
    ['JSON', { text: 'hello' }],
  ])('answered with %s shows it to that person only', async (_how, answer) => {
    bot.answer = () => answer;
    const outcome = await sandbox.command('UANA', '/submit', '');
    expect(outcome).toMatchObject({ status: 200, error: undefined });
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ text: 'hello', onlyFor: 'UANA', author: 'UBOT' }]);
    const history = await callApi(sandbox, 'conversations.history', { channel: sandbox.channelOf('UANA') });
    expect(history).toMatchObject({ ok: true, messages: [] });
  });

  test('answered in_channel leaves a real message', async () => {
    bot.answer = () => ({ text: 'for all', response_type: 'in_channel' });
    await sandbox.command('UANA', '/submit', '');
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ text: 'for all', onlyFor: undefined }]);
  });

  test('answered with nothing shows nothing', async () => {
    await sandbox.command('UANA', '/submit', '');
    expect(sandbox.messagesOf('UANA')).toEqual([]);
  });

  test('that is not answered in time tells the person so', async () => {
    bot.answer = () => new Promise((resolve) => setTimeout(() => resolve('late'), 400));
    const outcome = await sandbox.command('UANA', '/submit', '');
    expect(outcome.error).toBe('/submit failed with the error "operation_timeout"');
    expect(sandbox.messagesOf('UANA')).toMatchObject([{ author: 'USLACKBOT', onlyFor: 'UANA', text: outcome.error }]);
  });

  test('answered with an error status, or by nobody, tells the person so', async () => {
    bot.status = 500;
    expect((await sandbox.command('UANA', '/submit', '')).error).toBe(
      '/submit failed with the error "dispatch_failed"',
    );
    sandbox.connectBot('http://127.0.0.1:1/slack/events');
    expect((await sandbox.command('UANA', '/submit', '')).error).toBe(
      '/submit failed with the error "dispatch_failed"',
    );
  });

  test('answered with blocks over a limit tells the person so', async () => {
    bot.answer = () => ({ blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] });
    expect((await sandbox.command('UANA', '/submit', '')).error).toContain('invalid_command_response');
  });

  test('sent five times at once carries the same signed bytes five times', async () => {
    const outcome = await sandbox.command('UANA', '/submit', '', { copies: 5 });
    expect(outcome.answers).toHaveLength(5);
    expect(new Set(bot.heard.map((heard) => heard.body)).size).toBe(1);
    expect(new Set(bot.heard.map((heard) => heard.headers['x-slack-signature'])).size).toBe(1);
  });

  test('can be replayed later, byte for byte', async () => {
    await sandbox.command('UANA', '/submit', 'again');
    const call = sandbox.sent[0];
    if (call === undefined) throw new Error('nothing was sent');
    const answers = await sandbox.replay(call, 2);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(bot.heard.map((heard) => heard.body)).toEqual([call.body, call.body, call.body]);
  });
});
