import { beforeEach, describe, expect, test } from 'vitest';
import type { StoredFile } from '../../../src/engine/stored-file.js';
import { formsCompany } from '../support/forms-company.js';
import { actionsIn, openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld(formsCompany());
});

const leave = {
  'field:kind': 'holiday',
  'field:away': '2026-04-06',
  'field:away:to': '2026-04-10',
  'field:stand_in': 'UCY',
};

function blocks(): readonly string[] {
  return world
    .view('UANA')
    .blocks.flatMap((block) => (block.type === 'input' ? [block.block_id.replace(/@\d+$/, '')] : []));
}

function initialOf(block: string): unknown {
  const found = world.view('UANA').blocks.find(({ block_id }) => block_id?.replace(/@\d+$/, '') === block);
  return found?.type === 'input' ? found.element : undefined;
}

const shown = () => textIn(world.view('UANA').blocks);
const noErrors = () => expect(world.logged.filter(({ level }) => level === 'error')).toEqual([]);

describe('a choice on a form', () => {
  test('makes the fields appear that depend on it, and disappear again, and shows what is computed', async () => {
    await world.command('UANA', '/submit', 'leave');
    expect(blocks()).toEqual(['field:kind', 'field:away', 'field:away:to', 'field:stand_in', 'field:city']);
    await world.choose('UANA', 'field:kind', 'special');
    expect(blocks()).toContain('field:reason');
    await world.choose('UANA', 'field:away', '2026-04-06');
    await world.choose('UANA', 'field:away:to', '2026-04-13');
    expect(shown()).toMatch(/Working days 6/);
    await world.choose('UANA', 'field:kind', 'holiday');
    expect(blocks()).not.toContain('field:reason');
    noErrors();
  });

  test('loses nothing that was typed beside it', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.choose('UANA', 'field:kind', 'special');
    await world.choose('UANA', 'field:away', '2026-04-06', { 'field:reason': 'A wedding' });
    await world.send('UANA', { ...leave, 'field:kind': 'special' });
    expect(shown()).toContain('A wedding');
  });

  test('that hid a field leaves its value behind, whatever was typed into it', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.choose('UANA', 'field:kind', 'special');
    await world.choose('UANA', 'field:kind', 'holiday', { 'field:reason': 'A wedding' });
    await world.send('UANA', leave);
    const document = await world.house.document(await world.documentId());
    expect(document.data).toEqual({
      kind: 'holiday',
      away: { from: '2026-04-06', to: '2026-04-10' },
      days: 5,
      stand_in: 'cy',
    });
  });

  test('whose drawing Slack refuses, because the form was drawn again before, is drawn from the newest state', async () => {
    await world.command('UANA', '/submit', 'leave');
    const stale = world.view('UANA');
    await world.choose('UANA', 'field:kind', 'special');
    const [first] = world.sandbox.sent.filter((call) => call.body.includes('block_actions'));
    if (first === undefined) throw new Error('no choice was sent');
    await world.choose('UANA', 'field:away', '2026-04-06');
    expect(stale.hash).not.toBe(world.view('UANA').hash);
    await world.sandbox.replay(first);
    await world.slack.close();
    expect(blocks()).toContain('field:reason');
    noErrors();
  });
});

describe('a person in a form', () => {
  test('is one of ours, by the name that people know', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.send('UANA', leave);
    expect(shown()).toMatch(/Stand-in Cy/);
    expect((await world.house.document(await world.documentId())).data.stand_in).toBe('cy');
    await world.clickView('UANA', 'back-to-edit');
    expect(initialOf('field:stand_in')).toMatchObject({ initial_user: 'UCY' });
  });

  test.each([
    ['UNEW', /is not known here/],
    ['UHAL', /no longer active/],
  ])('%s is refused on the field', async (user, sentence) => {
    await world.command('UANA', '/submit', 'leave');
    const outcome = await world.send('UANA', { ...leave, 'field:stand_in': user });
    expect(outcome.fieldErrors['field:stand_in']).toMatch(sentence);
    expect(world.view('UANA').callback_id).toBe('form');
  });
});

test('a long list of options is searched, and only what it offers can be chosen', async () => {
  await world.command('UANA', '/submit', 'leave');
  const all = await world.suggest('UANA', 'field:city', '');
  expect(all.offered?.options).toHaveLength(100);
  const found = await world.suggest('UANA', 'field:city', 'option 14');
  expect(found.offered?.options?.map(({ value }) => value)).toEqual([
    ...['v14', 'v140', 'v141', 'v142', 'v143', 'v144', 'v145', 'v146', 'v147', 'v148', 'v149'],
    'v114',
  ]);
  await world.send('UANA', { ...leave, 'field:city': 'v149' });
  expect((await world.house.document(await world.documentId())).data.city).toBe('v149');
});

test('a menu of somebody who may not be here offers nothing', async () => {
  await world.command('UANA', '/submit', 'leave');
  await world.house.database.write((trx) =>
    trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'ana').execute(),
  );
  expect((await world.suggest('UANA', 'field:city', '')).offered).toEqual({ options: [] });
});

describe('mistakes', () => {
  test('stand on the day that they are about', async () => {
    await world.command('UANA', '/submit', 'leave');
    const outcome = await world.send('UANA', { ...leave, 'field:away:to': '2026-04-01' });
    expect(outcome.fieldErrors).toEqual({ 'field:away:to': 'Please choose a last day that is not before the first.' });
    const early = await world.send('UANA', { ...leave, 'field:away': '2026-03-01' });
    expect(early.fieldErrors['field:away']).toMatch(/Please choose March 2, 2026 or later/);
  });

  test('of something computed, which has no input, are told above the form, which stays as it is', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.send('UANA', { ...leave, 'field:away:to': '2026-12-31' });
    expect(world.view('UANA').callback_id).toBe('form');
    expect(shown()).toMatch(/look at this again.*Working days : Please enter 30 or less/);
    await world.send('UANA', { 'field:away:to': '2026-04-07' });
    expect((await world.house.document(await world.documentId())).data.days).toBe(2);
  });

  test('of a day that has passed while the draft waited bring the form back at submit', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.send('UANA', { ...leave, 'field:away': '2026-03-02' });
    world.house.pass(2);
    await world.send('UANA');
    expect(world.view('UANA').callback_id).toBe('form');
    expect(shown()).toMatch(/does not fit any more.*Away.*March 4, 2026 or later/);
    await world.send('UANA', { 'field:away': '2026-03-04' });
    await world.send('UANA');
    expect(shown()).toContain('is submitted');
  });
});

const first = { 'field:purpose': 'Trip', 'field:amount': '620' };
const pdf = (text = 'one') =>
  Buffer.from(`%PDF-1.4\n% ${text}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

function upload(name: string, bytes: Buffer = pdf()): string {
  return world.sandbox.upload('UANA', { name, mimetype: 'application/pdf', bytes }).id;
}

/** Ana begins an expense and stands on its last page. */
async function onLastPage(): Promise<void> {
  await world.command('UANA', '/submit', 'expense');
  await world.send('UANA', first);
  await world.send('UANA', { 'field:why': 'Far away' });
}

describe('a form of several pages', () => {
  test('shows a page only when what was typed before asks for it', async () => {
    await world.command('UANA', '/submit', 'expense');
    expect(blocks()).toEqual(['field:purpose', 'field:amount', 'field:guest']);
    expect(shown()).toContain('Page 1 of 2');
    await world.send('UANA', first);
    expect(blocks()).toEqual(['field:why']);
    expect(shown()).toContain('Page 2 of 3');
    await world.send('UANA', { 'field:why': 'Far away' });
    expect(blocks()).toEqual(['field:receipts', 'field:note']);
    await world.clickView('UANA', 'previous-page');
    await world.clickView('UANA', 'previous-page');
    await world.send('UANA', { 'field:amount': '300' });
    expect(blocks()).toEqual(['field:receipts', 'field:note']);
    noErrors();
  });

  test('loses nothing by going back, neither on the page that is left nor on the one before', async () => {
    await onLastPage();
    await world.send('UANA', { 'field:note': 'Taxi' });
    expect(world.view('UANA').callback_id).toBe('form');
    await world.clickView('UANA', 'previous-page');
    expect(initialOf('field:why')).toMatchObject({ initial_value: 'Far away' });
    await world.clickView('UANA', 'previous-page');
    expect(initialOf('field:amount')).toMatchObject({ initial_value: '620' });
    await world.send('UANA');
    await world.send('UANA');
    expect(initialOf('field:note')).toMatchObject({ initial_value: 'Taxi' });
  });

  test('keeps a mistake on its page', async () => {
    await world.command('UANA', '/submit', 'expense');
    const outcome = await world.send('UANA', { ...first, 'field:amount': '6,5' });
    expect(outcome.fieldErrors).toEqual({ 'field:amount': 'Please write decimals with a point, for example 6.50.' });
    expect(shown()).toContain('Page 1');
  });

  test('leads back to the page of a mistake that only came to be meanwhile, and says which it is', async () => {
    await world.command('UANA', '/submit', 'expense');
    await world.send('UANA', { ...first, 'field:amount': '5', 'field:guest': 'UCY' });
    await world.house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'cy').execute(),
    );
    await world.send('UANA', { 'field:receipts': [upload('a.pdf')], 'field:note': 'Taxi' });
    expect(blocks()).toEqual(['field:purpose', 'field:amount', 'field:guest']);
    expect(shown()).toMatch(/With whom : This person is no longer active/);
    await world.send('UANA', { 'field:guest': 'UDI' });
    expect(initialOf('field:note')).toMatchObject({ initial_value: 'Taxi' });
    await world.send('UANA');
    const { data } = await world.house.document(await world.documentId());
    expect(data).toMatchObject({ guest: 'di', note: 'Taxi', receipts: [{ name: 'a.pdf' }] });
    noErrors();
  });

  test('makes one document of all its pages, however often the last one is sent', async () => {
    await onLastPage();
    await world.send('UANA', { 'field:receipts': [upload('a.pdf')] }, 3);
    const document = await world.house.document(await world.documentId());
    expect(document).toMatchObject({ title: 'Trip', dataRevision: 1, status: 'draft' });
    expect(document.data).toMatchObject({ why: 'Far away', note: 'None', amount: { amountMinor: 62_000 } });
    const { items } = await world.house.store.reading('acme').requestedBy('ana', 10);
    expect(items).toHaveLength(1);
  });

  test('keeps what is left empty empty, although it began with something', async () => {
    await onLastPage();
    await world.send('UANA', { 'field:receipts': [upload('a.pdf')], 'field:note': null });
    expect((await world.house.document(await world.documentId())).data).not.toHaveProperty('note');
  });

  test('whose earlier pages cannot be found says so and shows them again', async () => {
    await onLastPage();
    await world.house.database.write((trx) => trx.deleteFrom('form_drafts').execute());
    await world.send('UANA', { 'field:receipts': [upload('a.pdf')] });
    expect(blocks()).toEqual(['field:purpose', 'field:amount', 'field:guest']);
    expect(shown()).toContain('could not be found again');
    expect((await world.house.store.reading('acme').requestedBy('ana', 10)).items).toEqual([]);
  });
});

describe('a form that was closed', () => {
  test('is offered at the next /submit, on the page where it was left, with everything that was sent or chosen', async () => {
    await world.command('UANA', '/submit', 'expense');
    await world.send('UANA', first);
    await world.close('UANA');
    await world.command('UANA', '/submit');
    expect(shown()).toMatch(/begun before and not sent it yet:.*Expense.*Trip/);
    await world.clickView('UANA', 'continue-draft');
    expect(blocks()).toEqual(['field:why']);
    expect(shown()).toContain('It is not sent yet');
    await world.send('UANA', { 'field:why': 'Far away' });
    await world.send('UANA', { 'field:receipts': [upload('a.pdf')] });
    expect(shown()).toMatch(/Trip/);
    await world.command('UANA', '/submit');
    expect(shown()).not.toContain('begun before');
    noErrors();
  });

  test('keeps what was typed up to the last choice, and shows it in place of the empty form that offers it', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.choose('UANA', 'field:kind', 'special');
    await world.choose('UANA', 'field:away', '2026-04-06', { 'field:reason': 'A wedding' });
    await world.close('UANA');
    await world.command('UANA', '/submit', 'leave');
    expect(initialOf('field:kind')).not.toHaveProperty('initial_option');
    await world.clickView('UANA', 'continue-draft');
    expect(initialOf('field:reason')).toMatchObject({ initial_value: 'A wedding' });
    expect(initialOf('field:away')).toMatchObject({ initial_date: '2026-04-06' });
    await world.send('UANA', { 'field:away:to': '2026-04-07', 'field:stand_in': 'UCY' });
    expect((await world.house.document(await world.documentId())).data).toMatchObject({ reason: 'A wedding', days: 2 });
  });

  test('is thrown away on demand, and the form beside it keeps what was typed', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.choose('UANA', 'field:kind', 'special');
    await world.close('UANA');
    await world.command('UANA', '/submit', 'leave');
    await world.clickView('UANA', 'discard-draft');
    expect(shown()).not.toContain('begun before');
    expect(blocks()).toContain('field:kind');
    await world.command('UANA', '/submit');
    expect(shown()).not.toContain('begun before');
  });

  test('is offered behind the word that nothing is called by', async () => {
    await world.command('UANA', '/submit', 'foo');
    expect(shown()).toMatch(/^There is no request type “?foo”?/);
    await world.close('UANA');
    await world.command('UANA', '/submit', 'leave');
    await world.choose('UANA', 'field:kind', 'special');
    await world.close('UANA');
    await world.command('UANA', '/submit', 'foo');
    expect(shown()).toMatch(/^There is no request type.*foo.*begun before/);
  });

  test('is one of five that are offered, and the others are counted', async () => {
    for (let begun = 1; begun <= 7; begun += 1) {
      await world.command('UANA', '/submit', 'leave');
      await world.choose('UANA', 'field:kind', 'special');
      await world.close('UANA');
      await world.command('UANA', '/submit');
      const offered = actionsIn(world.view('UANA')).filter((action) => action === 'continue-draft');
      expect(offered).toHaveLength(Math.min(begun, 5));
      expect(shown().includes('more, which are listed once')).toBe(begun > 5);
      await world.close('UANA');
    }
    await world.command('UANA', '/submit');
    expect(shown()).toContain('… and 2 more');
  });

  test('is thrown away only after a question', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.choose('UANA', 'field:kind', 'special');
    await world.close('UANA');
    await world.command('UANA', '/submit');
    const buttons = world.view('UANA').blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(buttons.find(({ action_id }) => action_id === 'discard-draft')).toMatchObject({
      confirm: { title: { text: 'Discard this draft?' } },
    });
  });

  test('and was never touched is not offered', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.close('UANA');
    await world.command('UANA', '/submit');
    expect(actionsIn(world.view('UANA'))).not.toContain('continue-draft');
  });

  test('is nobody else’s', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.choose('UANA', 'field:kind', 'special');
    const [draft] = await world.house.store.drafts('acme').begun('ana', 1);
    await world.close('UANA');
    await world.command('UCY', '/submit');
    expect(textIn(world.view('UCY').blocks)).not.toContain('begun before');
    expect(draft && (await world.house.store.drafts('acme').find('cy', draft.id))).toBeUndefined();
  });

  test('that edited a draft comes back when it is edited again, and can be left for what is saved', async () => {
    await world.command('UANA', '/submit', 'leave');
    await world.send('UANA', leave);
    await world.clickView('UANA', 'back-to-edit');
    await world.choose('UANA', 'field:kind', 'special');
    await world.close('UANA');
    await world.command('UANA', '/approvals');
    await world.clickView('UANA', 'continue');
    expect(initialOf('field:kind')).toMatchObject({ initial_option: { value: 'special' } });
    expect(shown()).toContain('It is not sent yet');
    await world.clickView('UANA', 'start-over');
    expect(initialOf('field:kind')).toMatchObject({ initial_option: { value: 'holiday' } });
    await world.send('UANA');
    expect((await world.house.document(await world.documentId())).data.kind).toBe('holiday');
    noErrors();
  });
});

describe('files in a form', () => {
  test('are fetched, kept as ours and shown, before there is a draft', async () => {
    await onLastPage();
    await world.send('UANA', { 'field:receipts': [upload('taxi.pdf'), upload('train.pdf', pdf('two'))] });
    expect(world.view('UANA').callback_id).toBe('preview');
    expect(shown()).toMatch(/Receipts taxi\.pdf \(1 kB\), train\.pdf \(1 kB\)/);
    const { data } = await world.house.document(await world.documentId());
    expect(data.receipts).toMatchObject([
      { name: 'taxi.pdf', mediaType: 'application/pdf', bytes: pdf().length },
      { name: 'train.pdf' },
    ]);
    noErrors();
  });

  test('that a type requires are asked for on their field', async () => {
    await onLastPage();
    const outcome = await world.send('UANA');
    expect(Object.values(outcome.fieldErrors)).toEqual(['Please attach a file.']);
  });

  test.each<[string, string, Buffer, RegExp]>([
    ['empty', 'a.pdf', Buffer.alloc(1, ' '), /it is empty/],
    ['of another kind', 'a.gif', Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;'), /one of: PDF, PNG/],
    ['renamed', 'a.png', pdf(), /ends in \.png, but it is a file of kind PDF/],
  ])(
    'that are %s come back with a sentence and everything else that was typed',
    async (_what, name, bytes, sentence) => {
      await onLastPage();
      await world.send('UANA', { 'field:receipts': [upload(name, bytes), upload('good.pdf')], 'field:note': 'Taxi' });
      expect(world.view('UANA').callback_id).toBe('form');
      expect(shown()).toMatch(sentence);
      expect(initialOf('field:note')).toMatchObject({ initial_value: 'Taxi' });
      expect(initialOf('field:receipts:kept')).toMatchObject({
        initial_options: [{ text: { text: expect.stringContaining('good.pdf') } }],
      });
      await world.send('UANA');
      expect(shown()).toContain('good.pdf');
      expect((await world.house.document(await world.documentId())).data.receipts).toHaveLength(1);
      noErrors();
    },
  );

  test('that are deleted in Slack while they are fetched come back with a sentence', async () => {
    await onLastPage();
    const id = upload('a.pdf');
    world.sandbox.fail({ kind: 'timeout', method: 'files.info', afterMs: 300 });
    const sending = world.send('UANA', { 'field:receipts': [id] });
    await new Promise((resolve) => setTimeout(resolve, 100));
    world.sandbox.deleteFile('UANA', id);
    await sending;
    expect(shown()).toMatch(/a\.pdf.*was deleted before it could be fetched/);
  });

  test('that were deleted before the form is sent are told of, though Slack has no name for them any more', async () => {
    await onLastPage();
    const id = upload('a.pdf');
    world.sandbox.deleteFile('UANA', id);
    await world.send('UANA', { 'field:receipts': [id] });
    expect(shown()).toMatch(/One of the files was not taken: it was deleted before it could be fetched/);
  });

  test('too many of them are refused before any is fetched', async () => {
    await onLastPage();
    const ids = ['a', 'b', 'c'].map((name) => upload(`${name}.pdf`, pdf(name)));
    await world.send('UANA', { 'field:receipts': ids.slice(0, 2) });
    await world.clickView('UANA', 'back-to-edit');
    await world.send('UANA');
    await world.send('UANA');
    const outcome = await world.send('UANA', { 'field:receipts': ids.slice(2) });
    expect(Object.values(outcome.fieldErrors)).toEqual(['Please attach at most 2 files.']);
  });

  test('that are required are asked for above the form once the last kept one is taken away', async () => {
    const { types, ...company } = formsCompany();
    const form = (type: (typeof types)[number]) =>
      type.form.map((field) => (field.name === 'receipts' ? { ...field, required: true } : field));
    world = await openSlackWorld({ ...company, types: types.map((type) => ({ ...type, form: form(type) })) });
    await onLastPage();
    await world.send('UANA', { 'field:receipts': [upload('a.pdf')] });
    await world.clickView('UANA', 'back-to-edit');
    await world.send('UANA');
    await world.send('UANA');
    const input = () => world.view('UANA').blocks.find(({ block_id }) => /^field:receipts(?:@|$)/.test(block_id ?? ''));
    expect(input()).toMatchObject({ optional: true });
    await world.send('UANA', { 'field:receipts:kept': [] });
    expect(shown()).toMatch(/Receipts.*Please attach a file\./);
    expect(input()).toMatchObject({ optional: false });
    await world.send('UANA', { 'field:receipts': [upload('b.pdf', pdf('two'))] });
    expect((await world.house.document(await world.documentId())).data.receipts).toMatchObject([{ name: 'b.pdf' }]);
  });

  test('of the same content are attached once, and it is said', async () => {
    await onLastPage();
    await world.send('UANA', { 'field:receipts': [upload('a.pdf'), upload('b.pdf')] });
    expect(shown()).toMatch(/b\.pdf has the same content as a\.pdf ?; it is attached once/);
    expect((await world.house.document(await world.documentId())).data.receipts).toHaveLength(1);
  });

  test('are listed when the request is edited, and can be taken away and added', async () => {
    await onLastPage();
    await world.send('UANA', { 'field:receipts': [upload('a.pdf'), upload('b.pdf', pdf('two'))] });
    await world.clickView('UANA', 'back-to-edit');
    await world.send('UANA');
    await world.send('UANA');
    const kept = initialOf('field:receipts:kept') as { options: { value: string }[] };
    await world.send('UANA', {
      'field:receipts:kept': [kept.options[1]?.value ?? ''],
      'field:receipts': [upload('c.pdf', pdf('three'))],
    });
    const { data } = await world.house.document(await world.documentId());
    expect(data.receipts).toMatchObject([{ name: 'b.pdf' }, { name: 'c.pdf' }]);
  });

  test('of another request cannot be named by anybody', async () => {
    await onLastPage();
    await world.send('UANA', { 'field:receipts': [upload('a.pdf')] });
    const { data } = await world.house.document(await world.documentId());
    const [{ id } = { id: '' }] = data.receipts as readonly StoredFile[];
    await world.command('UCY', '/submit', 'expense');
    await world.send('UCY', { 'field:purpose': 'Mine', 'field:amount': '5' });
    const body = world.sandbox.sent.at(-1)?.body ?? '';
    const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '{}');
    const form = world.view('UCY');
    payload.view = {
      ...payload.view,
      id: form.id,
      private_metadata: form.private_metadata,
      state: {
        values: {
          'field:receipts:kept@1': { value: { type: 'checkboxes', selected_options: [{ value: id }] } },
          'field:receipts@1': { value: { type: 'file_input', files: [] } },
          'field:note@1': { value: { type: 'plain_text_input', value: null } },
        },
      },
    };
    const answer = await world.sendSigned(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    expect(JSON.parse(answer)).toMatchObject({ response_action: 'update', view: { callback_id: 'form' } });
    expect(answer).toContain('Please attach a file.');
    expect(answer).not.toContain(id);
    expect((await world.house.store.reading('acme').requestedBy('cy', 10)).items).toEqual([]);
  });

  test('that were fetched after the form was closed are in a draft that can be found', async () => {
    await onLastPage();
    world.sandbox.fail({ kind: 'timeout', method: 'files.info', afterMs: 300 });
    const sending = world.send('UANA', { 'field:receipts': [upload('a.pdf')] });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await world.sandbox.closeView('UANA', world.view('UANA').id);
    await sending;
    expect((await world.house.document(await world.documentId())).data.receipts).toHaveLength(1);
    noErrors();
  });
});
