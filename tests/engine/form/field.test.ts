import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { formField, formSchema } from '../../../src/engine/form/field.js';

const valid = {
  text: { name: 'item', type: 'text', label: 'Item' },
  long_text: { name: 'reason', type: 'long_text', label: 'Reason' },
  integer: { name: 'count', type: 'integer', label: 'How many' },
  money: { name: 'amount', type: 'money', label: 'Amount', currencies: ['USD'] },
  date: { name: 'needed_by', type: 'date', label: 'Needed by' },
  select: { name: 'kind', type: 'select', label: 'Kind', options: [{ value: 'a', label: 'A' }] },
  boolean: { name: 'urgent', type: 'boolean', label: 'Urgent' },
  number: { name: 'hours', type: 'number', label: 'Hours' },
  date_range: { name: 'away', type: 'date_range', label: 'Away' },
  time: { name: 'at', type: 'time', label: 'At' },
  datetime: { name: 'begins', type: 'datetime', label: 'Begins' },
  multi_select: { name: 'kinds', type: 'multi_select', label: 'Kinds', options: [{ value: 'a', label: 'A' }] },
  user: { name: 'buddy', type: 'user', label: 'Buddy' },
  users: { name: 'team', type: 'users', label: 'Team' },
  email: { name: 'mail', type: 'email', label: 'Mail' },
  url: { name: 'page', type: 'url', label: 'Page' },
  file: { name: 'receipt', type: 'file', label: 'Receipt' },
} as const;

function messages(result: { success: boolean; error?: z.ZodError | undefined }): string[] {
  return result.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
}

function refusal(definition: unknown): string[] {
  return messages(formField.safeParse(definition));
}

describe('a field', () => {
  test.each(Object.entries(valid))('of type %s needs no more than its own properties', (type, definition) => {
    expect(formField.parse(definition)).toEqual({
      ...definition,
      required: false,
      ...(type === 'number' && { decimals: 2 }),
    });
  });

  test.each<[string, object]>([
    ['text', { ...valid.text, help: 'h', placeholder: 'p', required: true, default: 'abc', min: 3, max: 3 }],
    ['long_text', { ...valid.long_text, default: 'a\nb', min: 0, max: 3_000 }],
    ['integer', { ...valid.integer, default: -5, min: -5, max: 10 }],
    ['money', { ...valid.money, default: '50', min: '50', max: '5,000.00' }],
    ['money of several currencies', { ...valid.money, currencies: ['USD', 'JPY'], default: '12.50' }],
    ['date', { ...valid.date, default: '2028-02-29', min: '2028-02-29', max: '2028-03-01' }],
    ['select', { ...valid.select, default: 'a', placeholder: 'p' }],
    ['boolean', { ...valid.boolean, default: false }],
    ['text with a pattern', { ...valid.text, pattern: '[A-Z]{2}', pattern_help: 'Two letters.', default: 'AB' }],
    ['number', { ...valid.number, decimals: 4, default: '0.5', min: '-1.25', max: '100' }],
    ['date counted from today', { ...valid.date, default: 'today+3', min: 'today', max: 'today+30' }],
    ['date whose bounds cannot be compared', { ...valid.date, default: 'today', min: '2000-01-01', max: '2001-01-01' }],
    ['date_range', { ...valid.date_range, default: { from: 'today', to: 'today+1' }, min: 'today', max: 'today+365' }],
    ['time', { ...valid.time, default: '09:30', min: '08:00', max: '18:00' }],
    [
      'datetime',
      {
        ...valid.datetime,
        default: '2026-03-31T09:30:00.000Z',
        min: '2026-01-01T00:00:00.000Z',
        max: '2027-01-01T00:00:00.000Z',
      },
    ],
    ['multi_select', { ...valid.multi_select, default: ['a'], min: 1, max: 1, placeholder: 'p' }],
    ['user', { ...valid.user, default: 'requester', placeholder: 'p' }],
    ['users', { ...valid.users, default: 'requester', min: 1, max: 30 }],
    ['email', { ...valid.email, default: 'a@b.example' }],
    ['url', { ...valid.url, default: 'https://b.example/' }],
    ['file', { ...valid.file, max: 10, accept: ['pdf', 'jpg'] }],
    ['integer that is computed', { ...valid.integer, computed: '1 + 1', min: 0 }],
    ['text on a page of its own', { ...valid.text, starts_page: true }],
  ])('of type %s takes every property it has, and reads its own output again', (_type, definition) => {
    const field = formField.parse(definition);
    expect(field).toEqual({ required: false, ...definition });
    expect(formField.parse(JSON.parse(JSON.stringify(field)))).toEqual(field);
  });

  test('takes an amount that YAML read as a number for its text', () => {
    const field = formField.parse({ ...valid.money, min: 0.1, max: 5000, default: 12.5 });
    expect(field).toMatchObject({ min: '0.1', max: '5000', default: '12.5' });
  });

  test('cleans its default as it cleans what people type', () => {
    expect(formField.parse({ ...valid.text, default: ' a\n\0b ' })).toMatchObject({ default: 'a b' });
  });

  test.each<[string, unknown, string]>([
    ['no set of properties', 3, ': field without a name: must be a set of properties, each on a line "name: value"'],
    [
      'no type',
      { name: 'a', label: 'A' },
      'type: field "a": "type" is missing; write one of text, long_text, integer, number, money, date, date_range, time, datetime, boolean, select, multi_select, user, users, email, url, file',
    ],
    [
      'a type that is none',
      { name: 'a', label: 'A', type: 'txt' },
      'type: field "a": "type" cannot be "txt"; write one of text, long_text, integer, number, money, date, date_range, time, datetime, boolean, select, multi_select, user, users, email, url, file',
    ],
    [
      'a typing error in a property',
      { ...valid.boolean, requierd: true },
      ': field "urgent": nothing called "requierd" can be set; correct the spelling or remove it (known here: name, label, help, required, visible_when, starts_page, computed, type, default)',
    ],
    [
      'a pattern where no text is typed',
      { ...valid.integer, pattern: '[0-9]+' },
      ': field "count": "pattern" is for fields of type text; remove it, or make this one a text',
    ],
    [
      'a pattern that is none',
      { ...valid.text, pattern: '(a' },
      'pattern: field "item": "pattern" is no pattern in RE2 syntax (missing closing ): `(a`); look-around and back references are not part of it',
    ],
    [
      'a pattern with look-around, which takes time without end',
      { ...valid.text, pattern: '(?=a)b' },
      'pattern: field "item": "pattern" is no pattern in RE2 syntax (invalid or unsupported Perl syntax: `(?=`); look-around and back references are not part of it',
    ],
    [
      'a pattern of a thousand steps',
      { ...valid.text, pattern: '(a?){900}' },
      'pattern: field "item": "pattern" repeats too much at once; write smaller counts, or limit the length by "max"',
    ],
    [
      'help to no pattern',
      { ...valid.text, pattern_help: 'Two letters.' },
      'pattern_help: field "item": "pattern_help" says what "pattern" asks for; add one or remove it',
    ],
    [
      'a name that means something else in rules',
      { ...valid.text, name: 'today' },
      'name: field "today": "name" means something else in rules; choose another name',
    ],
    [
      'a bound that is no number',
      { ...valid.number, min: '1,5' },
      'min: field "hours": "min" "1,5" is no number a form can hold (not-a-number); write it like "1234.5"',
    ],
    [
      'a number too fine',
      { ...valid.number, min: 0.00001 },
      'min: field "hours": "min" "0.00001" is no number a form can hold (too-many-decimals); write it like "1234.5"',
    ],
    [
      'crossed numbers with decimals, of which the text would sort otherwise',
      { ...valid.number, min: '10', max: '9.5' },
      'min: field "hours": "min" is above "max" (10 and 9.5); swap them',
    ],
    [
      'more decimals than there are',
      { ...valid.number, decimals: 5 },
      'decimals: field "hours": "decimals" cannot be above 4; lower it',
    ],
    [
      'a default with more decimals than may be typed',
      { ...valid.number, default: '0.125' },
      'default: field "hours": "default" is refused by the field itself (too-many-decimals decimals 2); change it or leave it out',
    ],
    [
      'a day that is neither fixed nor counted from today',
      { ...valid.date, min: 'tomorrow' },
      'min: field "needed_by": "min" must be a real day, written 2026-03-31, or one counted from the day of asking, such as today or today+3',
    ],
    [
      'crossed days that are counted from today',
      { ...valid.date, min: 'today+3', max: 'today+2' },
      'min: field "needed_by": "min" is above "max" (today+3 and today+2); swap them',
    ],
    [
      'a default before the first day, both counted from today',
      { ...valid.date, min: 'today+3', default: 'today' },
      'default: field "needed_by": "default" is refused by the field itself (too-early min 2030-01-04); change it or leave it out',
    ],
    [
      'a default range that ends before it begins',
      { ...valid.date_range, default: { from: 'today', to: 'today-1' } },
      'default: field "away": "default" is refused by the field itself (end-before-start); change it or leave it out',
    ],
    [
      'half a default range',
      { ...valid.date_range, default: { from: 'today' } },
      'default.to: field "away": "default" "to" is missing; add it (text)',
    ],
    [
      'a time that YAML read as a number',
      { ...valid.time, min: 570 },
      'min: field "at": "min" must be text; put it in quotes',
    ],
    [
      'a time that is none',
      { ...valid.time, min: '9:30' },
      'min: field "at": "min" must be a time of day in quotes, written "09:30"',
    ],
    [
      'a moment without an offset',
      { ...valid.datetime, min: '2026-03-31T09:30:00' },
      'min: field "begins": "min" must be a moment with its offset, written 2026-03-31T09:30:00+02:00',
    ],
    [
      'a least count above the greatest',
      { ...valid.multi_select, min: 3, max: 2 },
      'min: field "kinds": "min" is above "max" (3 and 2); swap them',
    ],
    [
      'a default that is no list',
      { ...valid.multi_select, default: 'a' },
      'default: field "kinds": "default" must be a list',
    ],
    [
      'a person as default, who is not in every company',
      { ...valid.user, default: 'ana' },
      'default: field "buddy": "default" can only be "requester", which is whoever fills the form',
    ],
    [
      'more files than an input takes',
      { ...valid.file, max: 11 },
      'max: field "receipt": "max" cannot be above 10; lower it',
    ],
    [
      'a kind of file that is not known',
      { ...valid.file, accept: ['exe'] },
      'accept.0: field "receipt": "accept" entry 1 must be one of pdf, png, jpg, gif, webp, heic, docx, xlsx, pptx, odt, ods, csv, txt',
    ],
    [
      'a formula and a default',
      { ...valid.integer, computed: '1', default: 1 },
      'default: field "count": "default" means nothing beside "computed", as nobody types into such a field; remove one of them',
    ],
    [
      'a formula that must be filled in',
      { ...valid.integer, computed: '1', required: true },
      'required: field "count": "required" means nothing beside "computed", as nobody types into such a field; remove one of them',
    ],
    [
      'a formula where none can be',
      { ...valid.user, computed: '"ana"' },
      ': field "buddy": nothing called "computed" can be set; correct the spelling or remove it (known here: name, label, help, required, visible_when, starts_page, type, placeholder, default)',
    ],
    [
      'a condition that is a number',
      { ...valid.text, visible_when: 3 },
      'visible_when: field "item": "visible_when" must be a rule, such as "amount > money("500.00", "USD")", or a set of conditions under "all:" or "any:"',
    ],
    [
      'a name that is none',
      { ...valid.text, name: 'Item 1' },
      'name: field "Item 1": "name" must begin with a-z and go on with a-z, 0-9 or _, at most 40 in all',
    ],
    [
      'a name of 41 characters',
      { ...valid.text, name: 'a'.repeat(41) },
      `name: field "${'a'.repeat(41)}": "name" must begin with a-z and go on with a-z, 0-9 or _, at most 40 in all`,
    ],
    [
      'the name __proto__',
      JSON.parse('{"name":"__proto__","type":"text","label":"A"}'),
      'name: field "__proto__": "name" must begin with a-z and go on with a-z, 0-9 or _, at most 40 in all',
    ],
    [
      'a name that every object has',
      { ...valid.text, name: 'constructor' },
      'name: field "constructor": "name" cannot be "constructor"; choose another name',
    ],
    ['no label', { name: 'a', type: 'text' }, 'label: field "a": "label" is missing; add it (text)'],
    [
      'an empty label',
      { ...valid.text, label: ' ' },
      'label: field "item": "label" is empty; write something or leave it out',
    ],
    [
      'a label that is a number',
      { ...valid.text, label: 5 },
      'label: field "item": "label" must be text; put it in quotes',
    ],
    [
      'a label of 76 characters',
      { ...valid.text, label: 'x'.repeat(76) },
      'label: field "item": "label" is longer than 75 characters; shorten it',
    ],
    [
      'a label of 38 emoji, which Slack counts twice',
      { ...valid.text, label: '😀'.repeat(38) },
      'label: field "item": "label" is longer than 75 characters; shorten it',
    ],
    [
      'a label of two lines',
      { ...valid.text, label: 'a\nb' },
      'label: field "item": "label" must be one line without control characters',
    ],
    [
      'half a character',
      { ...valid.text, help: 'a\ud83d' },
      'help: field "item": "help" holds half of a character (a lone surrogate); type it again',
    ],
    [
      'an empty line',
      { ...valid.text, help: null },
      'help: field "item": "help" is empty; give it text or remove the line',
    ],
    [
      'a placeholder where none can be shown',
      { ...valid.boolean, placeholder: 'p' },
      ': field "urgent": nothing called "placeholder" can be set; correct the spelling or remove it (known here: name, label, help, required, visible_when, starts_page, computed, type, default)',
    ],
    [
      'required as text',
      { ...valid.text, required: 'yes' },
      'required: field "item": "required" must be true or false',
    ],
    ['more than Slack takes', { ...valid.text, max: 3001 }, 'max: field "item": "max" cannot be above 3000; lower it'],
    ['no room for text', { ...valid.text, max: 0 }, 'max: field "item": "max" cannot be below 1; raise it'],
    ['half a character more', { ...valid.text, max: 1.5 }, 'max: field "item": "max" must be a whole number'],
    [
      'crossed lengths',
      { ...valid.text, min: 5, max: 3 },
      'min: field "item": "min" is above "max" (5 and 3); swap them',
    ],
    [
      'crossed numbers',
      { ...valid.integer, min: 5, max: 3 },
      'min: field "count": "min" is above "max" (5 and 3); swap them',
    ],
    [
      'crossed days',
      { ...valid.date, min: '2026-02-01', max: '2026-01-31' },
      'min: field "needed_by": "min" is above "max" (2026-02-01 and 2026-01-31); swap them',
    ],
    [
      'crossed amounts',
      { ...valid.money, min: '100', max: '20' },
      'min: field "amount": "min" is above "max" (100.00 and 20.00); swap them',
    ],
    [
      'a day that does not exist',
      { ...valid.date, min: '2026-02-30' },
      'min: field "needed_by": "min" must be a real day, written 2026-03-31, or one counted from the day of asking, such as today or today+3',
    ],
    [
      'a bound that is no amount',
      { ...valid.money, max: '1,5' },
      'max: field "amount": "max" "1,5" is not an amount of USD (not-a-number); write it like "1234.50"',
    ],
    [
      'a bound with more decimals than the currency',
      { ...valid.money, currencies: ['JPY'], max: '1.5' },
      'max: field "amount": "max" "1.5" is not an amount of JPY (too-many-decimals); write it like "1234"',
    ],
    [
      'a bound that is a list',
      { ...valid.money, max: [] },
      'max: field "amount": "max" must be an amount, written "5000.00"',
    ],
    [
      'a bound in one of several currencies',
      { ...valid.money, currencies: ['USD', 'EUR'], max: '5' },
      'max: field "amount": "max" needs a field with one currency, since amounts of several cannot be compared; leave it out',
    ],
    [
      'a currency that is none',
      { ...valid.money, currencies: ['usd'], max: '5' },
      'currencies.0: field "amount": "currencies" entry 1 "usd" is not an ISO 4217 currency; write a code such as "USD"',
    ],
    [
      'a currency twice',
      { ...valid.money, currencies: ['USD', 'USD'] },
      'currencies.1: field "amount": "currencies" entry 2 repeats "USD"; remove one',
    ],
    [
      'no currency',
      { ...valid.money, currencies: [], max: '5' },
      'currencies: field "amount": "currencies" is empty; add at least one entry',
    ],
    [
      'no list of currencies',
      { ...valid.money, currencies: 'USD' },
      'currencies: field "amount": "currencies" must be a list',
    ],
    [
      'no options',
      { ...valid.select, options: [] },
      'options: field "kind": "options" is empty; add at least one entry',
    ],
    [
      'more options than anybody maintains',
      { ...valid.select, options: Array.from({ length: 2001 }, (_, i) => ({ value: `${i}`, label: `${i}` })) },
      'options: field "kind": "options" has more than 2000 entries; leave some out',
    ],
    [
      'an option without a label',
      { ...valid.select, options: [{ value: 'a' }] },
      'options.0.label: field "kind": "options" entry 1 "label" is missing; add it (text)',
    ],
    [
      'an option with more to it',
      { ...valid.select, options: [{ value: 'a', label: 'A', lable: 'B' }] },
      'options.0: field "kind": nothing called "lable" can be set in "options" entry 1; correct the spelling or remove it',
    ],
    [
      'two options of one value',
      {
        ...valid.select,
        options: [
          { value: 'a', label: 'A' },
          { value: 'a', label: 'B' },
        ],
      },
      'options.1.value: field "kind": "options" entry 2 "value" repeats "a"; change one',
    ],
    [
      'two options of one label',
      {
        ...valid.select,
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'A' },
        ],
      },
      'options.1.label: field "kind": "options" entry 2 "label" repeats "A"; change one',
    ],
    [
      'a default too long for the field',
      { ...valid.text, max: 3, default: 'four' },
      'default: field "item": "default" is refused by the field itself (too-long max 3); change it or leave it out',
    ],
    [
      'a default out of bounds',
      { ...valid.integer, max: 3, default: 4 },
      'default: field "count": "default" is refused by the field itself (too-large max 3); change it or leave it out',
    ],
    [
      'a default amount out of bounds',
      { ...valid.money, max: '3', default: '4' },
      'default: field "amount": "default" is refused by the field itself (too-large max 3.00 currency USD); change it or leave it out',
    ],
    [
      'a default that is no option',
      { ...valid.select, default: 'b' },
      'default: field "kind": "default" is refused by the field itself (not-an-option); change it or leave it out',
    ],
    [
      'a default that is nothing',
      { ...valid.text, default: ' ' },
      'default: field "item": "default" is refused by the field itself (required); change it or leave it out',
    ],
  ])('with %s is refused with the way out', (_what, definition, message) => {
    expect(refusal(definition)).toEqual([message]);
  });

  test('tells all that is wrong at once', () => {
    expect(refusal({ name: 'a', type: 'text', max: 0, requird: true })).toHaveLength(3);
  });
});

describe('a form', () => {
  test.each<[string, unknown, string]>([
    ['that is no list', valid.text, ': a form is a list of fields; begin each with "- name:"'],
    ['without fields', [], ': the form has no fields; give it at least one'],
    [
      'of 101 fields',
      Array.from({ length: 101 }, (_, i) => ({ ...valid.text, name: `f${i}` })),
      ': the form has more than 100 fields, which no dialog can show; leave some out',
    ],
    [
      'with two fields of one name',
      [valid.text, { ...valid.date, name: 'item' }],
      '1.name: field "item": the form has two fields of this name; rename one',
    ],
    [
      'with a bad field',
      [valid.text, { ...valid.date, label: '' }],
      '1.label: field "needed_by": "label" is empty; write something or leave it out',
    ],
  ])('%s is refused', (_what, definition, message) => {
    expect(messages(formSchema.safeParse(definition))).toEqual([message]);
  });

  test('keeps the order of its fields', () => {
    expect(formSchema.parse(Object.values(valid)).map(({ type }) => type)).toEqual(Object.keys(valid));
  });

  test('never throws, whatever stands in the file, and every message names a field or the form', () => {
    const property = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.anything());
    const changes = fc.dictionary(
      fc.constantFrom(
        ...['name', 'type', 'label', 'help', 'default', 'min', 'max', 'options', 'currencies', 'x'],
        ...['visible_when', 'computed', 'pattern', 'pattern_help', 'decimals', 'accept', 'starts_page'],
      ),
      property,
    );
    const field = fc
      .tuple(fc.constantFrom(...Object.values(valid)), changes)
      .map(([base, change]) => ({ ...base, ...change }));
    fc.assert(
      fc.property(fc.oneof(fc.array(field, { maxLength: 3 }), fc.anything()), (definition) => {
        for (const message of messages(formSchema.safeParse(definition)))
          expect(message).toMatch(/: (field |the form|a form)/);
      }),
    );
  });
});
