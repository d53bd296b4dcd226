import { describe, expect, test } from 'vitest';
import { type FormField, formField, formSchema } from '../../../src/engine/form/field.js';
import type { FieldErrorCode, RawValue } from '../../../src/engine/form/field-type.js';
import {
  changedFields,
  checkForm,
  type FormValues,
  initialRaw,
  type RawValues,
  rawOf,
  toJsonSchema,
  valuesSchema,
} from '../../../src/engine/form/values.js';
import { context } from '../support/form-context.js';

/** One field named `it`, not required unless said. */
function one(definition: object): FormField[] {
  return [formField.parse({ name: 'it', label: 'It', ...definition })];
}

const text = one({ type: 'text', min: 2, max: 5 });
const longText = one({ type: 'long_text' });
const integer = one({ type: 'integer', min: -3, max: 1_000_000 });
const anyInteger = one({ type: 'integer' });
const dollars = one({ type: 'money', currencies: ['USD'], min: '1', max: '5000' });
const manyMoney = one({ type: 'money', currencies: ['USD', 'JPY', 'KWD'] });
const date = one({ type: 'date', min: '2026-01-10', max: '2026-12-31' });
const anyDate = one({ type: 'date' });
const select = one({
  type: 'select',
  options: [
    { value: 'a', label: 'Option A' },
    { value: 'b', label: 'Option B' },
  ],
});
const boolean = one({ type: 'boolean' });
const number = one({ type: 'number', min: '-10.5', max: 2000 });
const fineNumber = one({ type: 'number', decimals: 4 });
const range = one({ type: 'date_range', min: '2026-01-01', max: '2026-12-31' });
const anyRange = one({ type: 'date_range' });
const time = one({ type: 'time', min: '08:00', max: '18:30' });
const datetime = one({ type: 'datetime', min: '2026-01-01T00:00:00Z', max: '2026-12-31T23:59:59+07:00' });
const multi = one({ type: 'multi_select', min: 2, max: 3, options: ['a', 'b', 'c', 'd'].map(optionOf) });
const anyMulti = one({ type: 'multi_select', options: ['a', 'b', 'c'].map(optionOf) });
const user = one({ type: 'user' });
const users = one({ type: 'users', max: 2 });
const email = one({ type: 'email' });
const url = one({ type: 'url' });
const file = one({ type: 'file', max: 2 });
const code = one({ type: 'text', pattern: '[A-Z]{2}[0-9]{4}', pattern_help: 'Two letters and four digits.' });
const soon = one({ type: 'date', min: 'today+3', max: 'today+30' });
const past = one({ type: 'date_range', min: 'today-7', max: 'today' });

describe('what is typed becomes a value', () => {
  test.each<[string, FormField[], RawValue, FormValues[string]]>([
    ['text is trimmed', text, '  abc ', 'abc'],
    ['line breaks in a single line become one space', text, 'a \r\n\t b', 'a b'],
    ['control characters in a single line become one space', text, 'a\u0007\u001bb', 'a b'],
    ['spaces inside a single line stay', text, 'a  b', 'a  b'],
    ['NUL is dropped', text, 'a\0b', 'ab'],
    ['lone surrogates are dropped', text, 'a\ud83db\ude00', 'ab'],
    ['two halves do not become a character', text, 'ab\ud83d\0\ude00', 'ab'],
    ['whole emoji stay', text, 'a😀', 'a😀'],
    ['mark-up is only text', longText, '<!channel> <@U1> *b*', '<!channel> <@U1> *b*'],
    ['right-to-left text stays', longText, 'مرحبا', 'مرحبا'],
    ['long text keeps its lines', longText, ' a\r\nb\rc\n\nd\te ', 'a\nb\nc\n\nd\te'],
    ['long text loses other control characters', longText, 'a\u001b[31mb\u0085', 'a[31mb'],
    ['long text holds 3000 characters', longText, 'x'.repeat(3_000), 'x'.repeat(3_000)],
    ['a whole number', integer, '42', 42],
    ['a whole number with spaces around', integer, ' 42 ', 42],
    ['a whole number in groups', integer, '1,000', 1_000],
    ['a negative number', integer, '-3', -3],
    ['minus zero is zero', integer, '-0', 0],
    ['the greatest number', anyInteger, '9007199254740991', Number.MAX_SAFE_INTEGER],
    ['the least number', anyInteger, '-9007199254740991', Number.MIN_SAFE_INTEGER],
    ['an amount in the only currency', dollars, { amount: '1,234.5', currency: null }, usd(123_450)],
    ['an amount with an empty choice of the only currency', dollars, { amount: '2', currency: '' }, usd(200)],
    ['an amount as one text', dollars, '620', usd(62_000)],
    ['an amount with its currency', manyMoney, { amount: '1.234', currency: 'KWD' }, kwd(1_234)],
    ['an amount of nothing', manyMoney, { amount: '0', currency: 'USD' }, usd(0)],
    ['a day', anyDate, '2028-02-29', '2028-02-29'],
    ['a day with spaces around', anyDate, ' 2026-03-31 ', '2026-03-31'],
    ['the first allowed day', date, '2026-01-10', '2026-01-10'],
    ['the last allowed day', date, '2026-12-31', '2026-12-31'],
    ['an option', select, 'b', 'b'],
    ['a ticked box', boolean, true, true],
    ['an unticked box', boolean, false, false],
    ['a box that sends text', boolean, 'false', false],
    ['a number is its shortest text', number, ' 012.50 ', '12.5'],
    ['a number in groups', number, '1,234.5', '1234.5'],
    ['a number that begins with its point', number, '.5', '0.5'],
    ['a number of nothing behind the point', number, '7.00', '7'],
    ['a negative number keeps its sign', number, '-10.50', '-10.5'],
    ['minus nothing is nothing', number, '-0.0', '0'],
    ['the greatest number that can be typed', fineNumber, '99,999,999,999.9999', '99999999999.9999'],
    ['two days', range, { from: ' 2026-01-01 ', to: '2026-12-31' }, { from: '2026-01-01', to: '2026-12-31' }],
    ['the same day twice', range, { from: '2026-02-28', to: '2026-02-28' }, { from: '2026-02-28', to: '2026-02-28' }],
    ['a time of day', time, '08:00', '08:00'],
    ['a time with one digit of an hour', time, ' 9:05 ', '09:05'],
    ['a moment in UTC', datetime, '2026-03-31T07:30:00Z', '2026-03-31T07:30:00.000Z'],
    ['a moment with an offset becomes one in UTC', datetime, '2026-03-31T09:30:00+02:00', '2026-03-31T07:30:00.000Z'],
    ['choices stand in the order of the options', multi, ['d', 'a', 'c'], ['a', 'c', 'd']],
    ['a choice sent twice counts once', anyMulti, ['b', 'b'], ['b']],
    ['a person', user, 'cy', 'cy'],
    ['people are sorted', users, ['di', 'cy'], ['cy', 'di']],
    ['an e-mail address as it was typed', email, ' Ana.B@Example.com ', 'Ana.B@Example.com'],
    ['an address of a page', url, ' https://example.com/a?b=c#d ', 'https://example.com/a?b=c#d'],
    ['files', file, [receipt('a'), receipt('b')], [receipt('a'), receipt('b')]],
    ['the same content twice is kept once', file, [receipt('a'), receipt('a', 'copy.pdf')], [receipt('a')]],
    ['a text that is as the pattern says', code, 'AB1234', 'AB1234'],
    ['the first day that is counted from today', soon, '2026-04-03', '2026-04-03'],
    ['the last day that is counted from today', soon, '2026-04-30', '2026-04-30'],
    ['days up to today', past, { from: '2026-03-24', to: '2026-03-31' }, { from: '2026-03-24', to: '2026-03-31' }],
  ])('%s', (_rule, fields, raw, value) => {
    expect(checkForm(fields, { it: raw }, context)).toEqual({ ok: true, values: { it: value } });
  });

  test.each<[string, FormField[], RawValue]>([
    ['empty text', text, ''],
    ['blank text', text, ' \n\t '],
    ['text that nobody sees', text, '\u200b\u2060\ufeff\u00ad'],
    ['text of NUL', longText, '\0\0'],
    ['null', text, null],
    ['undefined', longText, undefined],
    ['an empty number', integer, ' '],
    ['an empty amount', dollars, { amount: ' ', currency: 'USD' }],
    ['a currency without an amount', manyMoney, { amount: null, currency: 'USD' }],
    ['an empty amount of an unknown currency', manyMoney, { amount: '', currency: 'XXX' }],
    ['no amount', dollars, null],
    ['an empty day', date, ''],
    ['no option', select, null],
    ['an empty option', select, ''],
    ['no answer', boolean, null],
    ['an empty answer', boolean, ''],
    ['an empty number', number, ' '],
    ['no days', range, { from: null, to: '' }],
    ['no range', range, null],
    ['an empty time', time, ' '],
    ['no moment', datetime, null],
    ['no choices', multi, []],
    ['choices that are empty', anyMulti, ['']],
    ['nobody', user, ''],
    ['no people', users, []],
    ['an empty address', email, ' '],
    ['an empty link', url, ''],
    ['no files', file, []],
  ])('%s is no value, refused only where one is required', (_rule, fields, raw) => {
    expect(checkForm(fields, { it: raw }, context)).toEqual({ ok: true, values: {} });
    const required = fields.map((field) => ({ ...field, required: true }));
    expect(checkForm(required, { it: raw }, context)).toEqual({
      ok: false,
      errors: [{ field: 'it', code: 'required', params: {} }],
    });
  });

  test('"no" answers a required question', () => {
    const required = boolean.map((field) => ({ ...field, required: true }));
    expect(checkForm(required, { it: false }, context)).toEqual({ ok: true, values: { it: false } });
  });
});

describe('what breaks a rule is refused', () => {
  test.each<[RawValue, FieldErrorCode, Record<string, string | number>, FormField[]]>([
    ['a', 'too-short', { min: 2 }, text],
    ['abcdef', 'too-long', { max: 5 }, text],
    ['😀😀😀', 'too-long', { max: 5 }, text],
    ['😀', 'too-short', { min: 2 }, text],
    [true, 'unknown-field', {}, text],
    [{ amount: '1', currency: null }, 'unknown-field', {}, text],
    ['x'.repeat(3_001), 'too-long', { max: 3_000 }, longText],
    ['abc', 'not-a-number', { example: '1234' }, integer],
    ['1e3', 'not-a-number', { example: '1234' }, integer],
    ['0x1f', 'not-a-number', { example: '1234' }, integer],
    ['1,5', 'not-a-number', { example: '1234' }, integer],
    ['12.0', 'not-whole', {}, integer],
    ['1.000', 'not-whole', {}, integer],
    ['-4', 'too-small', { min: -3 }, integer],
    ['1000001', 'too-large', { max: 1_000_000 }, integer],
    ['9007199254740992', 'too-large', { max: Number.MAX_SAFE_INTEGER }, anyInteger],
    ['-9007199254740993', 'too-small', { min: Number.MIN_SAFE_INTEGER }, anyInteger],
    [false, 'unknown-field', {}, integer],
    ['a lot', 'not-a-number', { example: '1234.50' }, dollars],
    ['1,5', 'not-a-number', { example: '1.50', mistake: 'comma' }, dollars],
    ['1.234,50', 'not-a-number', { example: '1234.50', mistake: 'comma' }, dollars],
    ['€ 5', 'not-a-number', { example: '5.00', mistake: 'sign' }, dollars],
    ['$x', 'not-a-number', { example: '1234.50', mistake: 'sign' }, dollars],
    ['1,,5', 'not-a-number', { example: '1234.50' }, dollars],
    [{ amount: 'x', currency: 'JPY' }, 'not-a-number', { example: '1234' }, manyMoney],
    [{ amount: 'x', currency: 'KWD' }, 'not-a-number', { example: '1234.500' }, manyMoney],
    ['1.234', 'too-many-decimals', { currency: 'USD', decimals: 2 }, dollars],
    [{ amount: '1.5', currency: 'JPY' }, 'too-many-decimals', { currency: 'JPY', decimals: 0 }, manyMoney],
    ['-1', 'negative', {}, dollars],
    ['0.99', 'too-small', { min: '1.00', currency: 'USD' }, dollars],
    ['5000.01', 'too-large', { max: '5000.00', currency: 'USD' }, dollars],
    ['1'.repeat(30), 'too-large', {}, dollars],
    [true, 'unknown-field', {}, dollars],
    ['2026-02-30', 'not-a-date', {}, date],
    ['2027-02-29', 'not-a-date', {}, date],
    ['31.03.2026', 'not-a-date', {}, date],
    ['2026-3-1', 'not-a-date', {}, date],
    ['2026-03-31T10:00:00Z', 'not-a-date', {}, date],
    ['2026-01-09', 'too-early', { min: '2026-01-10' }, date],
    ['2027-01-01', 'too-late', { max: '2026-12-31' }, date],
    [true, 'unknown-field', {}, date],
    ['c', 'not-an-option', {}, select],
    ['Option A', 'not-an-option', {}, select],
    ['__proto__', 'not-an-option', {}, select],
    [true, 'unknown-field', {}, select],
    ['perhaps', 'not-an-option', {}, boolean],
    [{ amount: null, currency: null }, 'unknown-field', {}, boolean],
    ['1,5', 'not-a-number', { example: '1.5', mistake: 'comma' }, number],
    ['1.234,5', 'not-a-number', { example: '1234.5', mistake: 'comma' }, number],
    ['twelve', 'not-a-number', { example: '1234.5' }, number],
    ['1e3', 'not-a-number', { example: '1234.5' }, number],
    ['1.234', 'too-many-decimals', { decimals: 2 }, number],
    ['-10.51', 'too-small', { min: '-10.5' }, number],
    ['2000.01', 'too-large', { max: '2000' }, number],
    ['100000000000', 'too-large', { max: '99999999999' }, fineNumber],
    ['-100000000000', 'too-small', { min: '-99999999999' }, fineNumber],
    [5 as never, 'unknown-field', {}, number],
    ['25:00', 'not-a-time', {}, time],
    ['9:5', 'not-a-time', {}, time],
    ['24:00', 'not-a-time', {}, time],
    ['07:59', 'too-early', { min: '08:00' }, time],
    ['18:31', 'too-late', { max: '18:30' }, time],
    ['2026-03-31 09:30', 'not-a-moment', {}, datetime],
    ['2026-02-30T09:30:00Z', 'not-a-moment', {}, datetime],
    ['2026-03-31T09:30:00', 'not-a-moment', {}, datetime],
    ['2025-12-31T23:59:00Z', 'too-early', { min: '2026-01-01T00:00:00.000Z' }, datetime],
    ['2026-12-31T17:00:00Z', 'too-late', { max: '2026-12-31T16:59:59.000Z' }, datetime],
    [['a'], 'too-few', { min: 2 }, multi],
    [['a', 'b', 'c', 'd'], 'too-many', { max: 3 }, multi],
    [['a', 'x'], 'not-an-option', {}, multi],
    ['a', 'unknown-field', {}, multi],
    ['slack:UX', 'unknown-person', {}, user],
    ['bo', 'inactive-person', {}, user],
    [['cy'], 'unknown-field', {}, user],
    [['cy', 'bo'], 'inactive-person', {}, users],
    [['cy', 'nobody'], 'unknown-person', {}, users],
    [['ana', 'cy', 'di'], 'too-many', { max: 2 }, users],
    ['ana@', 'not-an-email', {}, email],
    ['ana@example', 'not-an-email', {}, email],
    [`${'a'.repeat(250)}@example.com`, 'not-an-email', {}, email],
    ['example.com', 'not-a-url', {}, url],
    ['javascript:alert(1)', 'not-a-url', {}, url],
    ['ftp://example.com/a', 'not-a-url', {}, url],
    ['https://bank.example@elsewhere.example/', 'not-a-url', {}, url],
    ['https://example.com/a b', 'not-a-url', {}, url],
    [`https://example.com/${'a'.repeat(2000)}`, 'not-a-url', {}, url],
    [[receipt('a'), receipt('b'), receipt('c')], 'too-many-files', { max: 2 }, file],
    [[{ ...receipt('a'), bytes: 1001 }], 'too-large-file', { name: 'a.pdf', bytesMax: 1000 }, file],
    [[{ ...receipt('a'), sha256: 'x' }], 'unknown-field', {}, file],
    ['F123', 'unknown-field', {}, file],
    ['AB123', 'wrong-pattern', { help: 'Two letters and four digits.' }, code],
    ['xAB1234', 'wrong-pattern', { help: 'Two letters and four digits.' }, code],
    ['2026-04-02', 'too-early', { min: '2026-04-03' }, soon],
    ['2026-05-01', 'too-late', { max: '2026-04-30' }, soon],
  ])('%j as %s %j', (raw, code, params, fields) => {
    expect(checkForm(fields, { it: raw }, context)).toEqual({ ok: false, errors: [{ field: 'it', code, params }] });
  });
});

describe('what breaks a rule is refused on the input that it is about, where a field has two', () => {
  test.each<[RawValue, object, FormField[]]>([
    [
      { amount: '5', currency: 'EUR' },
      { code: 'unknown-currency', params: { known: 'USD' }, part: 'currency' },
      dollars,
    ],
    [
      { amount: '5', currency: null },
      { code: 'unknown-currency', params: { known: 'USD, JPY, KWD' }, part: 'currency' },
      manyMoney,
    ],
    ['5', { code: 'unknown-currency', params: { known: 'USD, JPY, KWD' }, part: 'currency' }, manyMoney],
    [{ from: '2026-02-02', to: '' }, { code: 'required', params: {}, part: 'to' }, range],
    [{ from: null, to: '2026-02-02' }, { code: 'required', params: {}, part: 'from' }, range],
    [{ from: '2026-02-30', to: '2026-03-01' }, { code: 'not-a-date', params: {}, part: 'from' }, range],
    [{ from: '2026-02-28', to: '2026-02-29' }, { code: 'not-a-date', params: {}, part: 'to' }, range],
    [{ from: '2026-02-02', to: '2026-02-01' }, { code: 'end-before-start', params: {}, part: 'to' }, range],
    [
      { from: '2025-12-31', to: '2026-02-01' },
      { code: 'too-early', params: { min: '2026-01-01' }, part: 'from' },
      range,
    ],
    [{ from: '2026-12-31', to: '2027-01-01' }, { code: 'too-late', params: { max: '2026-12-31' }, part: 'to' }, range],
    [
      { from: '2026-11-20', to: '2036-11-21' },
      { code: 'too-late', params: { max: '2036-11-20' }, part: 'to' },
      anyRange,
    ],
    [
      { from: '2024-02-29', to: '2034-03-01' },
      { code: 'too-late', params: { max: '2034-02-28' }, part: 'to' },
      anyRange,
    ],
    [
      { from: '2026-03-23', to: '2026-03-25' },
      { code: 'too-early', params: { min: '2026-03-24' }, part: 'from' },
      past,
    ],
  ])('%j as %j', (raw, problem, fields) => {
    expect(checkForm(fields, { it: raw }, context)).toEqual({ ok: false, errors: [{ field: 'it', ...problem }] });
  });
});

const purchase = formSchema.parse([
  { name: 'item', type: 'text', label: 'Item', required: true, max: 80, default: 'Laptop' },
  { name: 'amount', type: 'money', label: 'Amount', required: true, currencies: ['USD', 'EUR'] },
  { name: 'needed_by', type: 'date', label: 'Needed by', help: 'The day it must be there' },
  { name: 'count', type: 'integer', label: 'How many', min: 1, default: 1 },
  { name: 'kind', type: 'select', label: 'Kind', options: [{ value: 'it', label: 'IT' }] },
  { name: 'urgent', type: 'boolean', label: 'Urgent' },
]);

describe('a whole form', () => {
  test('tells the first problem of every field in their order, then what it does not know', () => {
    const raw: RawValues = { strange: 'x', count: '0', amount: { amount: 'x', currency: 'USD' }, other: null };
    const check = checkForm(purchase, raw, context);
    expect(check.ok ? [] : check.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'item required',
      'amount not-a-number',
      'count too-small',
      'strange unknown-field',
      'other unknown-field',
    ]);
  });

  test('a default never replaces what was left empty', () => {
    const raw = { item: 'Desk', amount: { amount: '5', currency: 'EUR' }, count: '' };
    expect(checkForm(purchase, raw, context)).toEqual({
      ok: true,
      values: { item: 'Desk', amount: { amountMinor: 500, currency: 'EUR' } },
    });
  });

  test('a fresh form shows defaults and the first currency', () => {
    expect(initialRaw(purchase, context)).toEqual({
      item: 'Laptop',
      amount: { amount: null, currency: 'USD' },
      needed_by: null,
      count: '1',
      kind: null,
      urgent: null,
    });
  });

  test('names that every object has are neither read nor written', () => {
    const raw = JSON.parse('{"__proto__": "x", "constructor": "y", "toString": "z"}');
    expect(checkForm(text, raw, context)).toEqual({
      ok: false,
      errors: ['__proto__', 'constructor', 'toString'].map((field) => ({ field, code: 'unknown-field', params: {} })),
    });
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    expect(checkForm(text, Object.create({ it: 'abc' }), context)).toEqual({ ok: true, values: {} });
  });

  test.each<[string, object]>([
    ['a key without a value', { item: 'Desk', amount: usd(5), kind: undefined }],
    ['an empty text', { item: '', amount: usd(5) }],
    ['a key that no field has', { item: 'Desk', amount: usd(5), other: 1 }],
    ['a fraction of a cent', { item: 'Desk', amount: usd(0.5) }],
    ['nothing that is required', {}],
  ])('stored values with %s do not fit', (_what, values) => {
    expect(valuesSchema(purchase).safeParse({ item: 'Desk', amount: usd(5) }).success).toBe(true);
    expect(valuesSchema(purchase).safeParse(values).success).toBe(false);
  });

  test('what is not in the form any more is left out of an edit', () => {
    expect(rawOf(text, { it: 'abc', gone: 'x' })).toEqual({ it: 'abc' });
    expect(rawOf(text, {})).toEqual({});
  });
});

test('the values of a form are described in JSON Schema', () => {
  expect(toJsonSchema(purchase)).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    required: ['item', 'amount'],
    properties: {
      item: { type: 'string', minLength: 1, maxLength: 80, title: 'Item' },
      amount: {
        type: 'object',
        title: 'Amount',
        additionalProperties: false,
        required: ['amountMinor', 'currency'],
        properties: {
          amountMinor: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
          currency: { type: 'string', enum: ['USD', 'EUR'] },
        },
      },
      needed_by: expect.objectContaining({
        type: 'string',
        format: 'date',
        title: 'Needed by',
        description: 'The day it must be there',
      }),
      count: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, title: 'How many' },
      kind: { type: 'string', enum: ['it'], title: 'Kind' },
      urgent: { type: 'boolean', title: 'Urgent' },
    },
  });
});

test('every type of field can be described, and what is hidden or computed may be absent', () => {
  const fields = formSchema.parse([
    { name: 'hours', type: 'number', label: 'Hours', required: true },
    { name: 'away', type: 'date_range', label: 'Away', required: true },
    { name: 'at', type: 'time', label: 'At', required: true },
    { name: 'begins', type: 'datetime', label: 'Begins', required: true },
    { name: 'kinds', type: 'multi_select', label: 'Kinds', required: true, options: [optionOf('a')] },
    { name: 'buddy', type: 'user', label: 'Buddy', required: true },
    { name: 'team', type: 'users', label: 'Team', required: true },
    { name: 'mail', type: 'email', label: 'Mail', required: true },
    { name: 'page', type: 'url', label: 'Page', required: true },
    { name: 'receipt', type: 'file', label: 'Receipt', required: true },
    { name: 'why', type: 'text', label: 'Why', required: true, visible_when: 'hours > 1' },
    { name: 'days', type: 'integer', label: 'Days', computed: 'days(away.from, away.to)' },
  ]);
  const { required, properties } = toJsonSchema(fields);
  expect(Object.keys(properties ?? {})).toEqual(fields.map(({ name }) => name));
  expect(required).toEqual(fields.slice(0, -2).map(({ name }) => name));
});

describe('changedFields', () => {
  test.each<[string, FormValues, FormValues, string[]]>([
    ['nothing', { a: 1, m: usd(5) }, { m: usd(5), a: 1 }, []],
    ['what came, went and changed, sorted', { b: 1, c: 'x' }, { a: true, c: 'y' }, ['a', 'b', 'c']],
    ['another amount', { m: usd(5) }, { m: usd(6) }, ['m']],
    ['another currency', { m: usd(5) }, { m: kwd(5) }, ['m']],
    ['a text in place of money', { m: usd(5) }, { m: '5' }, ['m']],
    ['false in place of nothing', {}, { b: false }, ['b']],
    ['another end of a range', { r: day('02') }, { r: day('03') }, ['r']],
    ['no change where a list says the same', { l: ['a', 'b'] }, { l: ['a', 'b'] }, []],
    ['one choice more', { l: ['a'] }, { l: ['a', 'b'] }, ['l']],
    ['another file', { f: [receipt('a')] }, { f: [receipt('b')] }, ['f']],
    ['a name that every object has', {}, { constructor: 'x' }, ['constructor']],
  ])('finds %s', (_what, before, after, names) => {
    expect(changedFields(before, after)).toEqual(names);
  });
});

function optionOf(value: string) {
  return { value, label: `Option ${value}` };
}

function receipt(content: string, name = `${content}.pdf`) {
  const sha256 = content.charCodeAt(0).toString(16).repeat(32);
  return { id: `file-${name}`, name, mediaType: 'application/pdf', bytes: 10, sha256 };
}

function usd(amountMinor: number) {
  return { amountMinor, currency: 'USD' };
}

function day(last: string) {
  return { from: '2026-03-01', to: `2026-03-${last}` };
}

function kwd(amountMinor: number) {
  return { amountMinor, currency: 'KWD' };
}
