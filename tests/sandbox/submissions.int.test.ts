import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { FORM } from './support/every-block.js';
import { type LittleBot, type Payload, startLittleBot } from './support/little-bot.js';
import { callApi, startLittleSlack } from './support/little-company.js';

const SMALL = { ...FORM, blocks: FORM.blocks.slice(0, 1) };
const OTHER = { ...SMALL, title: { type: 'plain_text', text: 'Another' }, private_metadata: 'other' };
const FILLED = { text: { value: 'Displays' } };

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

function submission(): Payload {
  const heard = bot.heard.findLast((one) => one.payload.type === 'view_submission');
  if (heard === undefined) throw new Error('nothing was submitted');
  expect(heard.signed).toBe(true);
  return heard.payload;
}

describe('a submission', () => {
  test('carries who, the view and its values, and an empty answer closes the modal', async () => {
    const id = await open();
    const outcome = await sandbox.submitView('UANA', id, FILLED);
    expect(outcome).toMatchObject({ status: 200, error: undefined, fieldErrors: {} });
    expect(submission()).toMatchObject({
      team: { id: 'T0LITTLE', domain: 'little' },
      user: { id: 'UANA', team_id: 'T0LITTLE' },
      api_app_id: 'ABOT',
      enterprise: null,
      is_enterprise_install: false,
      response_urls: [],
      view: {
        id,
        callback_id: 'everything',
        private_metadata: 'draft-7',
        root_view_id: id,
        state: { values: { text: { value: { type: 'plain_text_input', value: 'Displays' } } } },
      },
    });
    expect(sandbox.viewOf('UANA')).toBeUndefined();
  });

  test.each<[string, object, string]>([
    ['nothing in a required field', {}, 'Please complete this required field.'],
    ['blanks in a required field', { text: { value: '   ' } }, 'Please complete this required field.'],
    ['too short a text', { text: { value: 'ab' } }, 'Please enter at least 3 characters.'],
    ['too long a text', { text: { value: 'x'.repeat(41) } }, 'Please enter at most 40 characters.'],
  ])('with %s is not even sent', async (_what, values, error) => {
    const id = await open();
    expect(await sandbox.submitView('UANA', id, values as typeof FILLED)).toMatchObject({
      status: undefined,
      fieldErrors: { text: error },
    });
    expect(bot.heard.some((heard) => heard.payload.type === 'view_submission')).toBe(false);
  });

  test('with wrong numbers and addresses is not even sent', async () => {
    const id = await open(FORM);
    const values = {
      ...FILLED,
      number: { value: '0' },
      whole: { value: '1.5' },
      email: { value: 'nobody' },
      url: { value: 'javascript:alert(1)' },
      many: { value: ['red', 'green', 'blue'] },
    };
    const { fieldErrors } = await sandbox.submitView('UANA', id, values);
    expect(fieldErrors).toMatchObject({
      number: 'Please enter a number that is at least 0.01.',
      whole: 'Please enter a whole number.',
      email: 'Please enter a valid email address.',
      url: 'Please enter a valid URL.',
      many: 'Please choose at most 2.',
      date: 'Please complete this required field.',
      radio: 'Please complete this required field.',
    });
    expect(Object.keys(fieldErrors).sort()).toEqual([
      'date',
      'email',
      'many',
      'number',
      'one',
      'radio',
      'url',
      'whole',
    ]);
  });

  test('holds what was never touched as Slack does: null, or an empty list', async () => {
    const required = {
      date: { value: '2026-03-01' },
      one: { value: 'red' },
      radio: { value: 'low' },
      number: { value: '1' },
    };
    await sandbox.submitView('UANA', await open(FORM), { ...FILLED, ...required });
    expect(submission().view?.state.values).toMatchObject({
      long: { value: { type: 'plain_text_input', value: null } },
      moment: { value: { type: 'datetimepicker', selected_date_time: null } },
      many: { value: { type: 'multi_static_select', selected_options: [] } },
      checks: { value: { type: 'checkboxes', selected_options: [] } },
      person: { value: { type: 'users_select', selected_user: null } },
      files: { value: { type: 'file_input', files: [] } },
    });
  });

  test('answered with errors keeps the modal and shows them', async () => {
    bot.answer = (heard) =>
      heard.payload.type === 'view_submission'
        ? { response_action: 'errors', errors: { text: 'Say more.' } }
        : undefined;
    const id = await open();
    expect(await sandbox.submitView('UANA', id, FILLED)).toMatchObject({ fieldErrors: { text: 'Say more.' } });
    expect(top().id).toBe(id);
  });

  test.each<[string, object, string[]]>([
    ['update', { response_action: 'update', view: OTHER }, ['other']],
    ['push', { response_action: 'push', view: OTHER }, ['draft-7', 'other']],
    ['clear', { response_action: 'clear' }, []],
  ])('answered with %s does it', async (_what, answer, expected) => {
    bot.answer = (heard) => (heard.payload.type === 'view_submission' ? answer : undefined);
    await sandbox.submitView('UANA', await open(), FILLED);
    expect(sandbox.viewsOf('UANA').map((view) => view.private_metadata)).toEqual(expected);
  });

  test.each<[string, object | string]>([
    ['errors for a field that is not there', { response_action: 'errors', errors: { nowhere: 'x' } }],
    [
      'a view over a limit',
      { response_action: 'update', view: { ...OTHER, title: { type: 'plain_text', text: 'x'.repeat(25) } } },
    ],
    ['an unknown action', { response_action: 'explode' }],
    ['something that is no answer', '<html>'],
  ])('answered with %s shows trouble and keeps the modal', async (_what, answer) => {
    bot.answer = (heard) => (heard.payload.type === 'view_submission' ? answer : undefined);
    const id = await open();
    expect((await sandbox.submitView('UANA', id, FILLED)).error).toBe('We had some trouble connecting. Try again?');
    expect(top().id).toBe(id);
  });

  test('not answered in time shows trouble and keeps the modal', async () => {
    const id = await open();
    bot.answer = () => new Promise((resolve) => setTimeout(() => resolve(undefined), 500));
    expect((await sandbox.submitView('UANA', id, FILLED)).error).toBe('We had some trouble connecting. Try again?');
    expect(top().id).toBe(id);
  });

  test('sent twice at once closes one modal only', async () => {
    await open();
    await callApi(sandbox, 'views.push', { trigger_id: await trigger(), view: OTHER });
    const outcome = await sandbox.submitView('UANA', top().id, FILLED, { copies: 2 });
    expect(outcome.answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(sandbox.viewsOf('UANA').map((view) => view.private_metadata)).toEqual(['draft-7']);
  });
});
