import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { type LittleBot, startLittleBot } from './support/little-bot.js';
import { callApi, startLittleSlack } from './support/little-company.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value });
const OPTIONS = ['red', 'green'].map(option);

function input(block_id: string, element: object, others: object = {}) {
  return {
    type: 'input',
    block_id,
    label: plain(block_id),
    element: { action_id: 'value', ...element },
    optional: true,
    ...others,
  };
}

const text = (block_id: string, initial_value?: string) =>
  input(block_id, { type: 'plain_text_input', ...(initial_value === undefined ? {} : { initial_value }) });
const colour = (others: object = {}) =>
  input('colour', { type: 'static_select', options: OPTIONS, ...others }, { dispatch_action: true });
const view = (...blocks: object[]) => ({ type: 'modal', title: plain('t'), submit: plain('s'), blocks });

let sandbox: Sandbox;
let bot: LittleBot;

beforeEach(async () => {
  bot = await startLittleBot();
  sandbox = await startLittleSlack({ botUrl: bot.url });
});

afterEach(async () => {
  await sandbox.close();
  await bot.close();
});

async function open(first: object): Promise<string> {
  await sandbox.command('UANA', '/submit', '');
  const trigger_id = bot.heard.at(-1)?.fields.trigger_id;
  expect(await callApi(sandbox, 'views.open', { trigger_id, view: first })).toMatchObject({ ok: true });
  return sandbox.viewOf('UANA')?.id ?? '';
}

async function update(view_id: string, next: object): Promise<void> {
  expect(await callApi(sandbox, 'views.update', { view_id, view: next })).toMatchObject({ ok: true });
}

async function submitted(viewId: string, values: Parameters<Sandbox['submitView']>[2] = {}) {
  await sandbox.submitView('UANA', viewId, values);
  return bot.heard.at(-1)?.payload.view?.state.values;
}

describe('after an update of the view', () => {
  test('an element with the same ids holds what was put into it', async () => {
    const id = await open(view(text('title'), colour()));
    const pick = { viewId: id, actionId: 'value', blockId: 'colour', value: 'green' };
    await sandbox.click('UANA', { ...pick, values: { title: { value: 'Yarn' } } });
    expect(bot.heard.at(-1)?.payload.view?.state.values).toMatchObject({ title: { value: { value: 'Yarn' } } });
    await update(id, view(text('title'), colour(), text('shade')));
    expect(await submitted(id)).toMatchObject({
      title: { value: { value: 'Yarn' } },
      colour: { value: { selected_option: { value: 'green' } } },
      shade: { value: { value: null } },
    });
  });

  test('it goes on holding what it began with, so that another initial value changes nothing', async () => {
    const id = await open(view(text('total', '10'), text('empty'), colour({ initial_option: option('red') })));
    await update(id, view(text('total', '20'), text('empty', 'filled'), colour({ initial_option: option('green') })));
    expect(await submitted(id)).toMatchObject({
      total: { value: { value: '10' } },
      empty: { value: { value: null } },
      colour: { value: { selected_option: { value: 'red' } } },
    });
  });

  test('another block_id begins afresh, and so does another kind of element', async () => {
    const id = await open(view(text('total:1', '10'), text('due', 'soon')));
    await update(id, view(text('total:2', '20'), input('due', { type: 'datepicker', initial_date: '2026-03-01' })));
    expect(await submitted(id)).toEqual({
      'total:2': { value: { type: 'plain_text_input', value: '20' } },
      due: { value: { type: 'datepicker', selected_date: '2026-03-01' } },
    });
  });

  test('an element that was away for one drawing has forgotten', async () => {
    const id = await open(view(colour(), text('why')));
    const pick = { viewId: id, actionId: 'value', blockId: 'colour', value: 'red' };
    await sandbox.click('UANA', { ...pick, values: { why: { value: 'Because' } } });
    await update(id, view(colour()));
    await update(id, view(colour(), text('why')));
    expect(await submitted(id)).toMatchObject({ why: { value: { value: null } } });
  });

  test('what is typed later counts more than what is held', async () => {
    const id = await open(view(text('total', '10')));
    await update(id, view(text('total', '20')));
    expect(await submitted(id, { total: { value: '30' } })).toMatchObject({ total: { value: { value: '30' } } });
  });
});

describe('what is held', () => {
  test('stays below while another modal lies on top, and goes when its own is closed', async () => {
    const id = await open(view(text('title'), colour()));
    const pick = { viewId: id, actionId: 'value', blockId: 'colour', value: 'green' };
    await sandbox.click('UANA', { ...pick, values: { title: { value: 'Yarn' } } });
    const trigger_id = bot.heard.at(-1)?.payload.trigger_id;
    await callApi(sandbox, 'views.push', { trigger_id, view: view(text('title')) });
    const above = sandbox.viewOf('UANA')?.id ?? '';
    expect(await submitted(above)).toEqual({ title: { value: { type: 'plain_text_input', value: null } } });
    expect(await submitted(id)).toMatchObject({ title: { value: { value: 'Yarn' } } });
    const next = await open(view(text('title')));
    expect(await submitted(next)).toMatchObject({ title: { value: { value: null } } });
  });

  test('survives a submission that was answered with errors', async () => {
    bot.answer = (heard) =>
      heard.payload.type === 'view_submission' ? { response_action: 'errors', errors: { title: 'No.' } } : undefined;
    const id = await open(view(text('title'), text('why')));
    await submitted(id, { title: { value: 'Yarn' }, why: { value: 'Because' } });
    expect(await submitted(id, { title: { value: 'Wool' } })).toMatchObject({
      title: { value: { value: 'Wool' } },
      why: { value: { value: 'Because' } },
    });
  });
});
