import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { type LittleBot, startLittleBot } from './support/little-bot.js';
import { callApi, startLittleSlack } from './support/little-company.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (block_id: string, element: object, others: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: 'value', ...element },
  ...others,
});
const FORM = {
  type: 'modal',
  callback_id: 'trip',
  private_metadata: 'draft-7',
  title: plain('Trip'),
  submit: plain('Send'),
  blocks: [
    input('why', { type: 'plain_text_input' }, { optional: true }),
    input('city', { type: 'external_select', min_query_length: 2 }),
    input('stops', { type: 'multi_external_select', max_selected_items: 2 }, { optional: true }),
  ],
};
const CITY = { actionId: 'value', blockId: 'city' };
const STOPS = { actionId: 'value', blockId: 'stops' };

let sandbox: Sandbox;
let bot: LittleBot;

beforeEach(async () => {
  bot = await startLittleBot();
  sandbox = await startLittleSlack({ botUrl: bot.url, ackTimeoutMs: 300 });
});

afterEach(async () => {
  await sandbox.close();
  await bot.close();
});

async function open(view: object = FORM): Promise<string> {
  await sandbox.command('UANA', '/submit', '');
  const trigger_id = bot.heard.at(-1)?.fields.trigger_id;
  expect(await callApi(sandbox, 'views.open', { trigger_id, view })).toMatchObject({ ok: true });
  return sandbox.viewOf('UANA')?.id ?? '';
}

/** What the bot says whenever it is asked for options. */
function offer(answer: object | string): void {
  bot.answer = (heard) => (heard.payload.type === 'block_suggestion' ? answer : undefined);
}

function lastState() {
  return bot.heard.findLast((heard) => heard.payload.type === 'view_submission')?.payload.view?.state.values;
}

describe('a menu whose options the app supplies', () => {
  test('asks the app signed, with what was typed and what else is filled in, and without a trigger', async () => {
    const viewId = await open();
    offer({ options: [option('Berlin'), option('Bern')] });
    const values = { why: { value: 'A fair' } };
    const outcome = await sandbox.suggest('UANA', { viewId, ...CITY, values }, 'be');
    expect(outcome).toMatchObject({ error: undefined, offered: { options: [{ value: 'berlin' }, { value: 'bern' }] } });
    const heard = bot.heard.at(-1);
    expect(heard?.signed).toBe(true);
    expect(heard?.payload).toMatchObject({
      type: 'block_suggestion',
      user: { id: 'UANA', team_id: 'T0LITTLE' },
      team: { id: 'T0LITTLE', domain: 'little' },
      api_app_id: 'ABOT',
      container: { type: 'view', view_id: viewId },
      action_id: 'value',
      block_id: 'city',
      value: 'be',
      view: { id: viewId, private_metadata: 'draft-7', state: { values: { why: { value: { value: 'A fair' } } } } },
    });
    expect(heard?.payload).not.toHaveProperty('trigger_id');
  });

  test('in a message names the message instead of a view', async () => {
    const elements = [{ type: 'external_select', action_id: 'value' }];
    const blocks = [{ type: 'actions', block_id: 'city', elements }];
    const { ts } = await callApi(sandbox, 'chat.postMessage', { channel: 'UANA', text: 'x', blocks });
    offer({ options: [option('Berlin')] });
    await sandbox.suggest('UANA', { messageTs: String(ts), ...CITY }, 'ber');
    expect(bot.heard.at(-1)?.payload).toMatchObject({
      container: { type: 'message', message_ts: ts, channel_id: sandbox.channelOf('UANA') },
      message: { ts },
    });
    await sandbox.click('UANA', { messageTs: String(ts), ...CITY, value: 'berlin' });
    expect(bot.heard.at(-1)?.payload.actions).toMatchObject([
      { type: 'external_select', selected_option: { value: 'berlin', text: { text: 'Berlin' } } },
    ]);
  });

  test('sends what was chosen among the offered, grouped or not, also from an earlier search', async () => {
    const viewId = await open();
    offer({ options: [option('Berlin')] });
    await sandbox.suggest('UANA', { viewId, ...CITY }, 'berl');
    offer({ option_groups: [{ label: plain('North'), options: [option('Oslo'), option('Bergen')] }] });
    await sandbox.suggest('UANA', { viewId, ...STOPS }, 'north');
    offer({ options: [] });
    await sandbox.suggest('UANA', { viewId, ...STOPS }, 'zzz');
    const chosen = { city: { value: 'berlin' }, stops: { value: ['bergen', 'oslo'] } };
    expect(await sandbox.submitView('UANA', viewId, chosen)).toMatchObject({ fieldErrors: {}, error: undefined });
    expect(lastState()).toMatchObject({
      city: { value: { type: 'external_select', selected_option: { value: 'berlin', text: { text: 'Berlin' } } } },
      stops: {
        value: { type: 'multi_external_select', selected_options: [{ value: 'bergen' }, { value: 'oslo' }] },
      },
    });
  });

  test('cannot send what was never offered to this person', async () => {
    const viewId = await open();
    offer({ options: [option('Berlin')] });
    await sandbox.suggest('UANA', { viewId, ...CITY }, 'ber');
    const strange = { city: { value: 'atlantis' } };
    await expect(sandbox.submitView('UANA', viewId, strange)).rejects.toThrow('atlantis was never offered');
  });

  test('holds the option it begins with, and counts what may be chosen', async () => {
    const view = { ...FORM, blocks: [input('city', { type: 'external_select', initial_option: option('Rome') })] };
    await sandbox.submitView('UANA', await open(view), {});
    expect(lastState()).toMatchObject({ city: { value: { selected_option: { value: 'rome' } } } });
    const viewId = await open();
    offer({ options: ['a', 'b', 'c'].map(option) });
    await sandbox.suggest('UANA', { viewId, ...STOPS }, 'abc');
    const many = await sandbox.submitView('UANA', viewId, { stops: { value: ['a', 'b', 'c'] } });
    expect(many.fieldErrors).toEqual({
      city: 'Please complete this required field.',
      stops: 'Please choose at most 2.',
    });
  });

  test('asks only once enough was typed: two characters here, three where the app says nothing', async () => {
    const viewId = await open();
    await expect(sandbox.suggest('UANA', { viewId, ...CITY }, 'b')).rejects.toThrow('from 2 characters on');
    await expect(sandbox.suggest('UANA', { viewId, ...STOPS }, 'be')).rejects.toThrow('from 3 characters on');
    await expect(sandbox.suggest('UANA', { viewId, actionId: 'value', blockId: 'why' }, 'abc')).rejects.toThrow(
      'has options of its own',
    );
  });

  test('of an app that names no address for options asks nobody and loads nothing', async () => {
    await sandbox.close();
    sandbox = await startLittleSlack({ botUrl: bot.url, suggestsOptions: false });
    const viewId = await open();
    const outcome = await sandbox.suggest('UANA', { viewId, ...CITY }, 'be');
    expect([outcome.offered, outcome.error]).toEqual([undefined, 'Your options could not be loaded. Try again?']);
    expect(bot.heard.filter((heard) => heard.payload.type === 'block_suggestion')).toEqual([]);
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => option(`City ${index}`));
  test.each<[string, object | string]>([
    ['101 options', { options: many(101) }],
    ['101 groups', { option_groups: many(101).map(({ text }) => ({ label: text, options: many(1) })) }],
    ['101 options of one group', { option_groups: [{ label: plain('g'), options: many(101) }] }],
    ['options and groups', { options: many(1), option_groups: [] }],
    ['neither', {}],
    ['an option longer than 75', { options: [{ text: plain('x'.repeat(76)), value: 'v' }] }],
    ['mrkdwn', { options: [{ text: { type: 'mrkdwn', text: 'x' }, value: 'v' }] }],
    ['something that is no JSON', '<html>'],
  ])('shows that nothing could be loaded when the app answers with %s', async (_what, answer) => {
    const viewId = await open();
    offer(answer);
    const outcome = await sandbox.suggest('UANA', { viewId, ...CITY }, 'be');
    expect([outcome.offered, outcome.error]).toEqual([undefined, 'Your options could not be loaded. Try again?']);
  });

  test('takes a hundred options, and gives an app no more than its time', async () => {
    const viewId = await open();
    offer({ options: many(100) });
    expect((await sandbox.suggest('UANA', { viewId, ...CITY }, 'ci')).offered?.options).toHaveLength(100);
    bot.answer = () => new Promise((resolve) => setTimeout(() => resolve({ options: many(1) }), 500));
    expect((await sandbox.suggest('UANA', { viewId, ...CITY }, 'ci')).error).toContain('could not be loaded');
  });
});
