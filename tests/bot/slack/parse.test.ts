import { describe, expect, test } from 'vitest';
import { readButtonValue, writeButtonValue } from '../../../src/bot/slack/button-value.js';
import { parseClick, parseClosed, parseCommand, parseOptions, parseSubmission } from '../../../src/bot/slack/parse.js';
import { readMetadata, writeMetadata } from '../../../src/bot/slack/view-metadata.js';

/** As Slack sends it when somebody types a command; the token is Slack's old one and means nothing. */
const command = {
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  team_id: 'T0001',
  team_domain: 'example',
  channel_id: 'C2147483705',
  channel_name: 'test',
  user_id: 'U2147483697',
  user_name: 'steve',
  command: '/submit',
  text: ' purchase  ',
  response_url: 'https://hooks.slack.com/commands/1234/5678',
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
  api_app_id: 'A123456',
};

const blockActions = {
  type: 'block_actions',
  team: { id: 'T9TK3CUKW', domain: 'example' },
  user: { id: 'UA8RXUSPL', username: 'jtorrance', name: 'jtorrance', team_id: 'T9TK3CUKW' },
  api_app_id: 'AABA1ABCD',
  token: '9s8d9as89d8as9d8as989',
  container: { type: 'message', message_ts: '1548261231.000200', channel_id: 'DBR2V3XEX', is_ephemeral: false },
  trigger_id: '12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3',
  channel: { id: 'DBR2V3XEX', name: 'directmessage' },
  message: { bot_id: 'BAH5CA16Z', type: 'message', text: 'x', user: 'UAJ2RU415', ts: '1548261231.000200' },
  response_url: 'https://hooks.slack.com/actions/AABA1ABCD/1232321423432/D09sSasdasdAS9091209',
  actions: [
    {
      action_id: 'approve',
      block_id: '=qXel',
      text: { type: 'plain_text', text: 'Approve', emoji: true },
      value: '{"d":"doc","r":1,"v":2,"s":"doc:1:0","o":1,"c":"card"}',
      type: 'button',
      action_ts: '1548426417.840180',
    },
  ],
};

const view = {
  id: 'VNHU13V36',
  team_id: 'T9TK3CUKW',
  type: 'modal',
  callback_id: 'form',
  private_metadata: '{"t":"purchase","n":"n","d":"d"}',
  previous_view_id: null,
  root_view_id: 'VNHU13V36',
  hash: '1.abc',
  blocks: [],
  state: { values: { 'field:item': { value: { type: 'plain_text_input', value: 'Desk' } } } },
};
const typed = { values: { 'field:item': { value: { value: 'Desk' } } } };
const submission = { type: 'view_submission', team: blockActions.team, user: blockActions.user, view };

describe('a slash command', () => {
  test('is read with its text trimmed', () => {
    expect(parseCommand(command)).toEqual({
      sender: { teamId: 'T0001', userId: 'U2147483697', userTeamId: 'T0001' },
      name: '/submit',
      text: 'purchase',
      triggerId: command.trigger_id,
      responseUrl: command.response_url,
    });
  });
  test('without a person is none', () => expect(parseCommand({ ...command, user_id: undefined })).toBeUndefined());
});

describe('a click', () => {
  test('on a message carries where the message is', () => {
    expect(parseClick(blockActions)).toMatchObject({
      sender: { teamId: 'T9TK3CUKW', userId: 'UA8RXUSPL', userTeamId: 'T9TK3CUKW' },
      actionId: 'approve',
      place: { kind: 'message', address: { conversation: 'DBR2V3XEX', message: '1548261231.000200' } },
    });
  });
  test('in a modal carries the modal', () => {
    const inModal = { ...blockActions, container: { type: 'view', view_id: view.id }, view, response_url: undefined };
    expect(parseClick(inModal)?.place).toEqual({
      kind: 'view',
      viewId: 'VNHU13V36',
      name: 'form',
      metadata: view.private_metadata,
      hash: '1.abc',
      state: typed,
    });
  });
  test('on a choice carries the block it was made in and what was chosen, which is no button’s value', () => {
    const action = {
      type: 'static_select',
      action_id: 'value',
      block_id: 'field:kind',
      selected_option: { value: 'a' },
    };
    const chosen = { ...blockActions, container: { type: 'view' }, view, response_url: undefined, actions: [action] };
    expect(parseClick(chosen)).toMatchObject({
      actionId: 'value',
      blockId: 'field:kind',
      value: undefined,
      chosen: 'a',
    });
  });
  test('by a person of another workspace says so', () => {
    const foreign = { ...blockActions, user: { ...blockActions.user, team_id: 'TOTHER' } };
    expect(parseClick(foreign)?.sender).toMatchObject({ teamId: 'T9TK3CUKW', userTeamId: 'TOTHER' });
  });
  test.each([[undefined], [null], ['text'], [{}], [{ ...blockActions, actions: [] }], [{ ...blockActions, user: {} }]])(
    'is not read from %o',
    (body) => expect(parseClick(body)).toBeUndefined(),
  );
});

test('a modal that was sent is read with its state', () => {
  expect(parseSubmission(submission)).toMatchObject({ name: 'form', metadata: view.private_metadata, viewId: view.id });
});

test('a modal that was closed is read with its state, which Slack leaves empty or out', () => {
  const closed = { ...submission, type: 'view_closed', is_cleared: false };
  expect(parseClosed(closed)).toMatchObject({ name: 'form', metadata: view.private_metadata, state: typed });
  const { state: _state, ...stateless } = view;
  expect(parseClosed({ ...closed, view: stateless })?.state).toEqual({ values: {} });
  expect(parseClosed({ type: 'view_closed' })).toBeUndefined();
});

test('a menu that asks for options says what was typed, and where', () => {
  const asked = { ...submission, type: 'block_suggestion', block_id: 'field:city', action_id: 'value', value: 'ber' };
  expect(parseOptions(asked)).toMatchObject({ name: 'form', blockId: 'field:city', typed: 'ber' });
  expect(parseOptions({ ...asked, view: undefined })).toBeUndefined();
});

describe('a button’s value', () => {
  const target = { documentId: 'doc', round: 1, dataRevision: 2, step: { id: 'doc:1:0', opening: 1 } };
  test('comes back as it was written', () => {
    expect(readButtonValue(writeButtonValue(target, 'card'))).toEqual({ target, cardId: 'card' });
  });
  test.each([
    undefined,
    '',
    '{',
    '"x"',
    '{"d":"doc"}',
    '{"d":"doc","r":1,"v":2,"evil":true}',
    '{"d":"doc","r":-1,"v":2}',
  ])('that no button of ours carries is refused: %s', (text) => expect(readButtonValue(text)).toBeUndefined());
});

describe('what a modal remembers', () => {
  test('comes back as it was written', () => {
    const metadata = { d: 'doc', n: 'nonce', g: 'digest', r: 0, v: 1 };
    expect(readMetadata('preview', writeMetadata('preview', metadata))).toEqual(metadata);
  });
  test('of a form that was open before an upgrade is read as its first page', () => {
    expect(readMetadata('form', '{"t":"purchase","n":"n","d":"d"}')).toEqual({
      t: 'purchase',
      n: 'n',
      d: 'd',
      k: 0,
      p: 0,
    });
  });
  test('is refused when it belongs to another modal', () => {
    expect(readMetadata('preview', writeMetadata('detail', { d: 'doc' }))).toBeUndefined();
  });
  test('stays far below what Slack keeps, with ids of 40 characters', () => {
    const id = 'x'.repeat(40);
    const step = `${id}:10:62`;
    expect(writeMetadata('reason', { k: 'reject', d: id, s: step, o: 99, r: 99, v: 9999 }).length).toBeLessThan(300);
  });
});
