import { describe, expect, test } from 'vitest';
import { areBlocksTooLong, checkHome, checkMessageBlocks, checkModal } from '../../src/sandbox/block-kit/check.js';
import { CARD, FORM, OPTIONS } from './support/every-block.js';

const x = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (text: string, value = text) => ({ text: plain(text), value });
const options = (count: number) => many(count, (index) => option(`o${index}`));
const button = (others: object = {}) => ({ type: 'button', text: plain('Go'), ...others });
const confirm = (others: object = {}) => ({
  title: plain('t'),
  text: plain('x'),
  confirm: plain('y'),
  deny: plain('n'),
  ...others,
});
const section = (others: object) => ({ type: 'section', ...others });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object, others: object = {}) => ({ type: 'input', label: plain('l'), element, ...others });
const select = (others: object) => ({ type: 'static_select', ...others });
const modal = (others: object = {}) => ({
  type: 'modal',
  title: plain('t'),
  submit: plain('s'),
  blocks: [{ type: 'divider' }],
  ...others,
});

function messageProblems(...blocks: unknown[]): readonly string[] {
  const checked = checkMessageBlocks(blocks);
  return checked.ok ? [] : checked.problems;
}

function modalProblems(view: unknown): readonly string[] {
  const checked = checkModal(view);
  return checked.ok ? [] : checked.problems;
}

const inModal = (block: object) => modalProblems(modal({ blocks: [block] }));

describe('a limit of Slack', () => {
  const inMessage: [string, number, (count: number) => object][] = [
    ['section text', 3000, (n) => section({ text: mrkdwn(x(n)) })],
    ['section fields', 10, (n) => section({ fields: many(n, () => plain('f')) })],
    ['a section field', 2000, (n) => section({ fields: [mrkdwn(x(n))] })],
    ['header', 150, (n) => ({ type: 'header', text: plain(x(n)) })],
    ['context elements', 10, (n) => ({ type: 'context', elements: many(n, () => plain('c')) })],
    ['context text', 3000, (n) => ({ type: 'context', elements: [mrkdwn(x(n))] })],
    ['actions elements', 25, (n) => actions(...many(n, () => button()))],
    ['button text', 75, (n) => actions(button({ text: plain(x(n)) }))],
    ['button value', 2000, (n) => actions(button({ value: x(n) }))],
    ['button url', 3000, (n) => actions(button({ url: x(n) }))],
    ['button label for screen readers', 75, (n) => actions(button({ accessibility_label: x(n) }))],
    ['action_id', 255, (n) => actions(button({ action_id: x(n) }))],
    ['block_id', 255, (n) => ({ type: 'divider', block_id: x(n) })],
    ['confirm title', 100, (n) => actions(button({ confirm: confirm({ title: plain(x(n)) }) }))],
    ['confirm text', 300, (n) => actions(button({ confirm: confirm({ text: mrkdwn(x(n)) }) }))],
    ['confirm button', 30, (n) => actions(button({ confirm: confirm({ confirm: plain(x(n)) }) }))],
    ['deny button', 30, (n) => actions(button({ confirm: confirm({ deny: plain(x(n)) }) }))],
    ['select options', 100, (n) => actions(select({ options: options(n) }))],
    [
      'select groups',
      100,
      (n) => actions(select({ option_groups: many(n, () => ({ label: plain('g'), options: options(1) })) })),
    ],
    [
      'options of a group',
      100,
      (n) => actions(select({ option_groups: [{ label: plain('g'), options: options(n) }] })),
    ],
    ['group label', 75, (n) => actions(select({ option_groups: [{ label: plain(x(n)), options: options(1) }] }))],
    ['option text', 75, (n) => actions(select({ options: [option(x(n), 'v')] }))],
    ['option value', 75, (n) => actions(select({ options: [option('o', x(n))] }))],
    ['option description', 75, (n) => actions(select({ options: [{ ...option('o'), description: plain(x(n)) }] }))],
    ['placeholder', 150, (n) => actions(select({ options: options(1), placeholder: plain(x(n)) }))],
    ['radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: options(n) })],
    ['checkboxes', 10, (n) => actions({ type: 'checkboxes', options: options(n) })],
    ['characters before an app is asked', 75, (n) => actions({ type: 'external_select', min_query_length: n })],
    ['initial options', 100, (n) => input({ type: 'multi_external_select', initial_options: options(n) })],
    ['overflow options', 5, (n) => actions({ type: 'overflow', options: options(n) })],
    ['overflow url', 3000, (n) => actions({ type: 'overflow', options: [{ ...option('o'), url: x(n) }] })],
    ['image alt text', 2000, (n) => ({ type: 'image', image_url: 'u', alt_text: x(n) })],
    ['image url', 3000, (n) => ({ type: 'image', image_url: x(n), alt_text: 'a' })],
    ['image title', 2000, (n) => ({ type: 'image', image_url: 'u', alt_text: 'a', title: plain(x(n)) })],
    ['input label', 2000, (n) => input({ type: 'plain_text_input' }, { label: plain(x(n)) })],
    ['input hint', 2000, (n) => input({ type: 'plain_text_input' }, { hint: plain(x(n)) })],
    ['initial text', 3000, (n) => input({ type: 'plain_text_input', initial_value: x(n) })],
    ['min_length', 3000, (n) => input({ type: 'plain_text_input', min_length: n })],
    ['max_length', 3000, (n) => input({ type: 'plain_text_input', max_length: n })],
  ];

  test.each(inMessage)('%s: %i passes, one more is refused', (_what, limit, make) => {
    expect(messageProblems(make(limit))).toEqual([]);
    expect(messageProblems(make(limit + 1))).not.toEqual([]);
  });

  const inView: [string, number, (count: number) => object][] = [
    ['title', 24, (n) => modal({ title: plain(x(n)) })],
    ['submit', 24, (n) => modal({ submit: plain(x(n)) })],
    ['close', 24, (n) => modal({ close: plain(x(n)) })],
    ['private_metadata', 3000, (n) => modal({ private_metadata: x(n) })],
    ['callback_id', 255, (n) => modal({ callback_id: x(n) })],
    ['external_id', 255, (n) => modal({ external_id: x(n) })],
    ['blocks', 100, (n) => modal({ blocks: many(n, () => ({ type: 'divider' })) })],
    ['files', 10, (n) => modal({ blocks: [input({ type: 'file_input', max_files: n })] })],
  ];

  test.each(inView)('modal %s: %i passes, one more is refused', (_what, limit, make) => {
    expect(modalProblems(make(limit))).toEqual([]);
    expect(modalProblems(make(limit + 1))).not.toEqual([]);
  });

  test('blocks: 50 a message, 100 a Home tab', () => {
    const dividers = (count: number) => many(count, () => ({ type: 'divider' }));
    expect(messageProblems(...dividers(50))).toEqual([]);
    expect(messageProblems(...dividers(51))).toEqual(['no more than 50 items allowed [json-pointer:/blocks]']);
    expect(checkHome({ type: 'home', blocks: dividers(100) }).ok).toBe(true);
    expect(checkHome({ type: 'home', blocks: dividers(101) }).ok).toBe(false);
  });

  test('all texts of a message together', () => {
    const blocks = (chars: number) => {
      const checked = checkMessageBlocks([
        ...many(4, () => section({ text: mrkdwn(x(3000)) })),
        section({ text: mrkdwn(x(chars)) }),
      ]);
      return checked.ok ? areBlocksTooLong(checked.value) : undefined;
    };
    expect(blocks(797)).toBe(false);
    expect(blocks(798)).toBe(true);
  });
});

describe('a structure that Slack refuses', () => {
  test.each<[string, object]>([
    ['an unknown block', { type: 'carousel' }],
    ['a block without type', { text: plain('x') }],
    ['an unknown element', actions({ type: 'magic', action_id: 'a' })],
    ['an unknown property', { type: 'divider', colour: 'red' }],
    ['a section without text or fields', section({})],
    ['an empty text', section({ text: mrkdwn('') })],
    ['empty fields', section({ fields: [] })],
    ['a text of no kind', section({ text: { type: 'html', text: 'x' } })],
    ['emoji in mrkdwn', section({ text: { type: 'mrkdwn', text: 'x', emoji: true } })],
    ['mrkdwn in a header', { type: 'header', text: mrkdwn('x') }],
    ['mrkdwn on a button', actions(button({ text: mrkdwn('x') }))],
    ['mrkdwn in a menu', actions(select({ options: [{ text: mrkdwn('x'), value: 'v' }] }))],
    ['empty actions', actions()],
    ['a text input among actions', actions({ type: 'plain_text_input' })],
    ['a multi select among actions', actions({ type: 'multi_static_select', options: OPTIONS })],
    ['a multi external select among actions', actions({ type: 'multi_external_select' })],
    ['options in a menu that the app fills', actions({ type: 'external_select', options: OPTIONS })],
    [
      'more initial options than may be selected, in a menu that the app fills',
      input({ type: 'multi_external_select', initial_options: OPTIONS, max_selected_items: 2 }),
    ],
    ['a text input beside a section', section({ text: plain('x'), accessory: { type: 'plain_text_input' } })],
    ['a datetimepicker beside a section', section({ text: plain('x'), accessory: { type: 'datetimepicker' } })],
    ['a button as input', input(button())],
    ['an unknown button style', actions(button({ style: 'warning' }))],
    ['a menu without options', actions(select({}))],
    [
      'a menu with options and groups',
      actions(select({ options: options(1), option_groups: [{ label: plain('g'), options: options(1) }] })),
    ],
    ['an initial option that is no option', actions(select({ options: options(2), initial_option: option('other') }))],
    [
      'an initial option under another name',
      actions(select({ options: options(2), initial_option: option('other', 'o1') })),
    ],
    [
      'an initial radio button that is none',
      actions({ type: 'radio_buttons', options: options(2), initial_option: option('other') }),
    ],
    [
      'an initial checkbox that is none',
      actions({ type: 'checkboxes', options: options(2), initial_options: [option('other')] }),
    ],
    [
      'more initial options than may be selected',
      input({ type: 'multi_static_select', options: OPTIONS, initial_options: OPTIONS, max_selected_items: 2 }),
    ],
    [
      'more initial people than may be selected',
      input({ type: 'multi_users_select', initial_users: ['U1', 'U2'], max_selected_items: 1 }),
    ],
    ['a date that does not exist', actions({ type: 'datepicker', initial_date: '2026-02-30' })],
    ['a time that does not exist', actions({ type: 'timepicker', initial_time: '24:00' })],
    ['a moment in milliseconds', actions({ type: 'datetimepicker', initial_date_time: 1767225600000 })],
    ['a shortest longer than the longest', input({ type: 'plain_text_input', min_length: 5, max_length: 4 })],
    [
      'an initial text longer than the longest',
      input({ type: 'plain_text_input', initial_value: 'abc', max_length: 2 }),
    ],
    ['a number input that does not say whether decimals', input({ type: 'number_input' })],
    [
      'an initial number out of bounds',
      input({ type: 'number_input', is_decimal_allowed: false, initial_value: '5', max_value: '4' }),
    ],
    [
      'an initial decimal where none are allowed',
      input({ type: 'number_input', is_decimal_allowed: false, initial_value: '1.5' }),
    ],
    [
      'bounds the wrong way round',
      input({ type: 'number_input', is_decimal_allowed: true, min_value: '5', max_value: '4' }),
    ],
    ['an image without address', { type: 'image', alt_text: 'a' }],
    ['an image without words', { type: 'image', image_url: 'u' }],
    ['a file input in a message', input({ type: 'file_input' })],
    ['an empty block_id', { type: 'divider', block_id: '' }],
    ['an empty rich text', { type: 'rich_text', elements: [] }],
    ['two actions of the same name', actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
  ])('%s', (_what, block) => {
    expect(messageProblems(block)).not.toEqual([]);
  });

  test('two blocks of the same name', () => {
    expect(messageProblems({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toEqual([
      '`block_id` a already exists [json-pointer:/blocks/1/block_id]',
    ]);
    expect(messageProblems(actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' })))).toEqual([]);
  });

  test.each<[string, object]>([
    ['a modal without title', { type: 'modal', blocks: [{ type: 'divider' }] }],
    ['a modal without blocks', modal({ blocks: [] })],
    ['an input without a submit button', modal({ submit: undefined, blocks: [input({ type: 'plain_text_input' })] })],
    ['a title in mrkdwn', modal({ title: mrkdwn('t') })],
    ['a Home tab opened as a modal', { type: 'home', blocks: [{ type: 'divider' }] }],
    [
      'two elements that want the focus',
      modal({ blocks: many(2, () => input({ type: 'plain_text_input', focus_on_load: true })) }),
    ],
  ])('%s', (_what, view) => {
    expect(modalProblems(view)).not.toEqual([]);
  });

  test('files cannot tell the app at once', () => {
    expect(inModal(input({ type: 'file_input' }, { dispatch_action: true }))).not.toEqual([]);
    expect(inModal(input({ type: 'file_input' }))).toEqual([]);
  });
});

describe("what is wrong is said in Slack's words and place", () => {
  test.each<[object, string]>([
    [section({ text: mrkdwn(x(3001)) }), 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    [section({ text: mrkdwn('') }), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [{ type: 'header' }, 'missing required field [json-pointer:/blocks/0/text]'],
    [{ type: 'divider', colour: 1 }, 'no additional properties allowed: colour [json-pointer:/blocks/0]'],
    [{ type: 'magic' }, 'unsupported type: magic [json-pointer:/blocks/0/type]'],
    [actions(...many(26, () => button())), 'no more than 25 items allowed [json-pointer:/blocks/0/elements]'],
  ])('%#', (block, problem) => {
    expect(messageProblems(block)).toContain(problem);
  });
});

describe('what passes', () => {
  test('is kept as Slack keeps it, with invented names and defaults', () => {
    const checked = checkMessageBlocks([section({ text: plain('x') }), actions(button())]);
    if (!checked.ok) throw new Error(checked.problems.join());
    expect(checked.value).toMatchObject([
      {
        type: 'section',
        block_id: expect.stringMatching(/^.{5}$/),
        text: { type: 'plain_text', text: 'x', emoji: true },
      },
      { type: 'actions', elements: [{ type: 'button', action_id: expect.stringMatching(/^.{5}$/) }] },
    ]);
  });

  test('a whole card and a form with every kind of input', () => {
    expect(messageProblems(...CARD)).toEqual([]);
    expect(modalProblems(FORM)).toEqual([]);
  });

  test('rich text with lists, quotes, code, mentions and dates', () => {
    const inline = [
      { type: 'text', text: 'x', style: { bold: true } },
      { type: 'link', url: 'https://example.com' },
      { type: 'user', user_id: 'U1' },
      { type: 'emoji', name: 'tada' },
      { type: 'date', timestamp: 1, format: '{date}' },
    ];
    const section = { type: 'rich_text_section', elements: inline };
    const rich = {
      type: 'rich_text',
      elements: [
        section,
        { type: 'rich_text_list', style: 'bullet', elements: [section] },
        { type: 'rich_text_quote', elements: inline },
        { type: 'rich_text_preformatted', elements: inline },
      ],
    };
    expect(messageProblems(rich)).toEqual([]);
  });
});
