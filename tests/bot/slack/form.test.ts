import { describe, expect, test } from 'vitest';
import { sentPage } from '../../../src/bot/slack/form-input.js';
import { blockErrors } from '../../../src/bot/slack/handlers/form-problems.js';
import { renderForm } from '../../../src/bot/slack/render/form.js';
import { assertViewWithinLimits, type DrawnView } from '../../../src/bot/slack/within-limits.js';
import { en } from '../../../src/bot/view/locales/en.js';
import { type FormField, formSchema } from '../../../src/engine/form/field.js';
import { pagesOf } from '../../../src/engine/form/pages.js';
import type { RawValues } from '../../../src/engine/form/values.js';
import { checkModal } from '../../../src/sandbox/block-kit/check.js';
import { everyAnswer, everyField, optionsOf, viewOf } from '../support/form.js';

const metadata = { t: 'purchase', n: 'n', d: 'd', k: 0, p: 0 };
const chatUsers = new Map([['cy', 'UCY']]);

/** Neither our own table of limits nor that of the local Slack refuses it. */
function expectViewFits(view: DrawnView): void {
  expect(() => assertViewWithinLimits(view)).not.toThrow();
  expect(checkModal(view)).toMatchObject({ ok: true });
}

function draw(form: readonly FormField[], raw?: RawValues, k = 0): DrawnView {
  return renderForm(viewOf(form, raw), { ...metadata, k }, chatUsers);
}

function inputs(view: DrawnView) {
  return view.blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
}

function inputNamed(view: DrawnView, blockId: string) {
  const found = inputs(view).find((block) => block.block_id === blockId);
  if (found === undefined) throw new Error(`there is no input ${blockId}`);
  return found;
}

describe('a form in Slack', () => {
  test('of every type of field fits, empty or filled in', () => {
    expectViewFits(draw(everyField));
    expectViewFits(draw(everyField, everyAnswer));
  });

  test('draws each type of field with the element that is made for it', () => {
    const drawn = inputs(draw(everyField, everyAnswer)).map((block) => [block.block_id, block.element.type]);
    expect(Object.fromEntries(drawn)).toEqual({
      'field:item': 'plain_text_input',
      'field:why': 'plain_text_input',
      'field:count': 'plain_text_input',
      'field:hours': 'plain_text_input',
      'field:cost': 'plain_text_input',
      'field:cost:currency': 'static_select',
      'field:fee': 'plain_text_input',
      'field:day': 'datepicker',
      'field:away': 'datepicker',
      'field:away:to': 'datepicker',
      'field:at': 'timepicker',
      'field:begins': 'datetimepicker',
      'field:urgent': 'radio_buttons',
      'field:place': 'static_select',
      'field:city': 'external_select',
      'field:few': 'checkboxes',
      'field:some': 'multi_static_select',
      'field:many': 'multi_external_select',
      'field:buddy': 'users_select',
      'field:team': 'multi_users_select',
      'field:mail': 'email_text_input',
      'field:page': 'url_text_input',
      'field:receipt:kept': 'checkboxes',
      'field:receipt': 'file_input',
    });
  });

  test('begins with what is filled in, whatever kind of input it is', () => {
    const view = draw(everyField, everyAnswer);
    const element = (id: string) => inputNamed(view, id).element;
    expect(element('field:hours')).toMatchObject({ initial_value: '1.5' });
    expect(element('field:cost:currency')).toMatchObject({ initial_option: { value: 'EUR' } });
    expect(element('field:away:to')).toMatchObject({ initial_date: '2026-04-03' });
    expect(element('field:at')).toMatchObject({ initial_time: '09:30' });
    expect(element('field:begins')).toMatchObject({ initial_date_time: Date.parse('2026-04-02T07:30:00Z') / 1000 });
    expect(element('field:city')).toMatchObject({ initial_option: { value: 'v100' }, min_query_length: 0 });
    expect(element('field:many')).toMatchObject({ initial_options: [{ value: 'v0' }, { value: 'v1999' }] });
    expect(element('field:buddy')).toMatchObject({ initial_user: 'UCY' });
    expect(element('field:team')).toMatchObject({ initial_users: ['UCY', 'USTRANGER'] });
    expect(element('field:receipt:kept')).toMatchObject({
      initial_options: [{ value: 'file-a' }, { value: 'file-b' }],
    });
  });

  test('tells of every choice at once, and of nothing that is typed', () => {
    const atOnce = inputs(draw(everyField)).filter((block) => block.dispatch_action === true);
    const typed = ['plain_text_input', 'email_text_input', 'url_text_input', 'file_input'];
    expect(atOnce.map((block) => block.element.type).filter((type) => typed.includes(type))).toEqual([]);
    expect(inputs(draw(everyField)).length - atOnce.length).toBe(9);
  });

  test('insists on no new file where one is kept', () => {
    expect(inputNamed(draw(everyField), 'field:receipt').optional).toBe(false);
    expect(inputNamed(draw(everyField, everyAnswer), 'field:receipt').optional).toBe(true);
  });

  test('asks for the currency only where there is a choice', () => {
    const view = draw(everyField);
    expect(inputs(view).map((block) => block.block_id)).not.toContain('field:fee:currency');
    expect(inputNamed(view, 'field:fee').label.text).toContain('Fee (JPY)');
  });

  test('shows what is no address yet in an input that takes any text', () => {
    const view = draw(everyField, { mail: 'ana@', page: 'example.com' });
    expect(inputNamed(view, 'field:mail').element).toMatchObject({ type: 'plain_text_input', initial_value: 'ana@' });
    expect(inputNamed(view, 'field:page').element).toMatchObject({ type: 'plain_text_input' });
  });

  test('leaves out what no input can begin with', () => {
    const odd = { day: '2026-02-31', at: '9 am', begins: 'soon', buddy: 'di', place: 'gone', few: 'v0', receipt: 'x' };
    const view = draw(everyField, odd);
    expectViewFits(view);
    for (const id of ['day', 'at', 'begins', 'buddy', 'place', 'few']) {
      expect(JSON.stringify(inputNamed(view, `field:${id}`).element)).not.toMatch(/initial_(?!option.*Option)/);
    }
  });

  test('gives its inputs new ids whenever a page is turned, so that Slack shows what they begin with', () => {
    const view = draw(everyField, everyAnswer, 3);
    expect(inputs(view).every((block) => block.block_id?.endsWith('@3'))).toBe(true);
    expectViewFits(view);
  });

  test('says on the last page that it goes on to the preview, and before that to the next page, with a way back', () => {
    const form = formSchema.parse([
      { type: 'text', name: 'a', label: 'A' },
      { type: 'text', name: 'b', label: 'B', starts_page: true },
    ]);
    const [first, last] = [0, 1].map((page) =>
      renderForm(viewOf(form, {}, { page }), { ...metadata, p: page }, chatUsers),
    );
    expect([first?.submit?.text, last?.submit?.text]).toEqual(['Next', 'Continue']);
    expect(JSON.stringify(first)).not.toContain('previous-page');
    expect(JSON.stringify(last)).toContain('previous-page');
    expect(JSON.stringify(last)).toContain('Page 2 of 2');
  });

  test('shows what is computed as text, and asks for nothing that is hidden', () => {
    const form = formSchema.parse([
      { type: 'boolean', name: 'more', label: 'More', required: true },
      { type: 'text', name: 'why', label: 'Why', visible_when: 'more' },
      { type: 'integer', name: 'sum', label: 'Sum', computed: 'more ? 2 : 1' },
    ]);
    const blocks = (raw: RawValues) => JSON.stringify(draw(form, raw).blocks);
    expect(inputs(draw(form, { more: 'false' })).map((block) => block.block_id)).toEqual(['field:more']);
    expect(inputs(draw(form, { more: 'true' })).map((block) => block.block_id)).toEqual(['field:more', 'field:why']);
    expect(blocks({ more: 'true' })).toMatch(/Sum.*2/);
    expect(blocks({})).not.toContain('Sum');
  });

  test.each<[string, object]>([
    ['texts of 3000 characters of three bytes', { type: 'long_text', max: 3000 }],
    ['amounts in several currencies', { type: 'money', currencies: ['USD', 'EUR', 'JPY'] }],
    [
      'menus of a hundred options',
      { type: 'select', options: optionsOf(100).map((one) => ({ ...one, label: `${'漢'.repeat(60)}${one.value}` })) },
    ],
    ['ranges', { type: 'date_range' }],
    ['files', { type: 'file', max: 10 }],
    ['people', { type: 'users', max: 30 }],
  ])('of a hundred %s fits on its pages', (_what, definition) => {
    const form = formSchema.parse(
      Array.from({ length: 100 }, (_, index) => ({
        ...definition,
        name: `f${index}`,
        label: '漢'.repeat(75),
        help: '漢'.repeat(300),
      })),
    );
    const text = '漢'.repeat(3000);
    const raw = Object.fromEntries(form.map(({ name, type }) => [name, type === 'long_text' ? text : null]));
    const pages = pagesOf(form).map((_, page) =>
      renderForm(viewOf(form, raw, { page }), { ...metadata, p: page }, chatUsers),
    );
    for (const page of [pages[0], pages.at(-1)]) page && expectViewFits(page);
    expect(
      pages.reduce(
        (sum, page) => sum + new Set(inputs(page).map(({ block_id = '' }) => block_id.split(':')[1])).size,
        0,
      ),
    ).toBe(100);
  });
});

describe('what Slack sends of a form', () => {
  const option = (value: string) => ({ value: { selected_option: { value } } });
  const values = {
    'field:item': { value: { value: 'Desk' } },
    'field:hours': { value: { value: '1,5' } },
    'field:cost': { value: { value: '5' } },
    'field:cost:currency': option('EUR'),
    'field:fee': { value: { value: null } },
    'field:day': { value: { selected_date: '2026-03-02' } },
    'field:away': { value: { selected_date: '2026-04-02' } },
    'field:away:to': { value: { selected_date: null } },
    'field:at': { value: { selected_time: '09:30' } },
    'field:begins': { value: { selected_date_time: 1775115000 } },
    'field:urgent': option('false'),
    'field:place': { value: { selected_option: null } },
    'field:city': option('v100'),
    'field:few': { value: { selected_options: [{ value: 'v1' }] } },
    'field:buddy': { value: { selected_user: 'UCY' } },
    'field:team': { value: { selected_users: ['UCY', 'UX'] } },
    'field:receipt:kept': { value: { selected_options: [{ value: 'file-a' }] } },
    'field:receipt': { value: { files: [{ id: 'F1', name: 'b.pdf', size: 5, mode: 'hosted' }] } },
  };

  test('is read by field, as far as the view had inputs', () => {
    const { input, files } = sentPage(everyField, { values });
    expect(input).toEqual({
      item: 'Desk',
      hours: '1,5',
      cost: { amount: '5', currency: 'EUR' },
      fee: { amount: null, currency: null },
      day: '2026-03-02',
      away: { from: '2026-04-02', to: null },
      at: '09:30',
      begins: '2026-04-02T07:30:00.000Z',
      urgent: 'false',
      place: null,
      city: 'v100',
      few: ['v1'],
      buddy: 'slack:UCY',
      team: ['slack:UCY', 'slack:UX'],
    });
    expect(files.get('receipt')).toMatchObject({ keptIds: ['file-a'], sent: [{ id: 'F1', name: 'b.pdf', size: 5 }] });
  });

  test('is the same whichever drawing of the page it comes from', () => {
    const later = Object.fromEntries(Object.entries(values).map(([id, state]) => [`${id}@12`, state]));
    expect(sentPage(everyField, { values: later })).toEqual(sentPage(everyField, { values }));
  });

  test('keeps the inputs of fields that are gone, so that the form refuses them', () => {
    const gone = {
      'field:old': { value: { value: 'x' } },
      'field:old:to': { value: { value: 'z' } },
      reason: { value: { value: 'y' } },
    };
    expect(sentPage(everyField, { values: gone }).input).toEqual({ old: 'x' });
  });

  test('takes no value from what every object inherits', () => {
    const [field] = formSchema.parse([{ type: 'text', name: 'to_string', label: 'x' }]);
    expect(sentPage(field ? [field] : [], { values: {} })).toEqual({ input: {}, files: new Map() });
  });
});

describe('problems of a form', () => {
  const values = { 'field:cost@2': {}, 'field:cost:currency@2': {}, 'field:away@2': {}, 'field:away:to@2': {} };
  const place = (problem: object) =>
    blockErrors([{ field: 'cost', code: 'required', params: {}, ...problem }], [], { values }, en);

  test('stand on the input that they are about', () => {
    expect(Object.keys(place({}) ?? {})).toEqual(['field:cost@2']);
    expect(Object.keys(place({ part: 'currency' }) ?? {})).toEqual(['field:cost:currency@2']);
    expect(Object.keys(place({ field: 'away', part: 'from' }) ?? {})).toEqual(['field:away@2']);
    expect(Object.keys(place({ field: 'away', part: 'to' }) ?? {})).toEqual(['field:away:to@2']);
  });

  test('stand nowhere as soon as one has no input, or the form has changed', () => {
    expect(place({ field: 'total' })).toBeUndefined();
    expect(place({ code: 'unknown-field' })).toBeUndefined();
    expect(blockErrors([], [], { values }, en)).toBeUndefined();
  });
});
