import { expect, test } from 'vitest';
import { formField } from '../../../src/engine/form/field.js';
import type { FieldValue, PlainValue } from '../../../src/engine/form/field-type.js';
import { plainValue } from '../../../src/engine/form/summary.js';

const select = { type: 'select', options: [{ value: 'it', label: 'Information technology' }] };
const usd = { amountMinor: 123_450, currency: 'USD' };

const receipt = { id: 'f', name: 'a.pdf', mediaType: 'application/pdf', bytes: 1, sha256: '0'.repeat(64) };

test.each<[string, object, FieldValue, string, PlainValue]>([
  ['text is itself', { type: 'text' }, '<b>', 'en', { kind: 'text', text: '<b>' }],
  ['long text keeps its lines', { type: 'long_text' }, 'a\nb', 'en', { kind: 'text', text: 'a\nb' }],
  ['a number is grouped', { type: 'integer' }, 1_234_567, 'en', { kind: 'text', text: '1,234,567' }],
  ['a number is grouped as the locale does', { type: 'integer' }, 1_234_567, 'de', { kind: 'text', text: '1.234.567' }],
  ['money stays money', { type: 'money', currencies: ['USD'] }, usd, 'en', { kind: 'money', money: usd }],
  ['a day stays a day', { type: 'date' }, '2026-03-31', 'en', { kind: 'date', date: '2026-03-31' }],
  ['an option is its label', select, 'it', 'en', { kind: 'text', text: 'Information technology' }],
  ['an option of an older form is its value', select, 'gone', 'en', { kind: 'text', text: 'gone' }],
  [
    'a number is grouped, with the decimals that it has',
    { type: 'number' },
    '1234.5',
    'en',
    { kind: 'text', text: '1,234.5' },
  ],
  ['a number is written as the locale does', { type: 'number' }, '-1234.5', 'de', { kind: 'text', text: '-1.234,5' }],
  [
    'a long number loses no digit',
    { type: 'number', decimals: 4 },
    '99999999999.9999',
    'en',
    { kind: 'text', text: '99,999,999,999.9999' },
  ],
  [
    'a range stays two days',
    { type: 'date_range' },
    { from: '2026-03-30', to: '2026-03-31' },
    'en',
    { kind: 'date-range', from: '2026-03-30', to: '2026-03-31' },
  ],
  ['a time is itself', { type: 'time' }, '09:05', 'en', { kind: 'text', text: '09:05' }],
  [
    'a moment is told in the zone of its reader',
    { type: 'datetime' },
    '2026-03-31T07:30:00.000Z',
    'en',
    { kind: 'instant', at: '2026-03-31T07:30:00.000Z' },
  ],
  [
    'choices are their labels',
    { ...select, type: 'multi_select' },
    ['it', 'gone'],
    'en',
    { kind: 'list', texts: ['Information technology', 'gone'] },
  ],
  ['a person is named elsewhere', { type: 'user' }, 'ana', 'en', { kind: 'people', personIds: ['ana'] }],
  ['people are named elsewhere', { type: 'users' }, ['ana', 'cy'], 'en', { kind: 'people', personIds: ['ana', 'cy'] }],
  ['an e-mail address is itself', { type: 'email' }, 'a@b.example', 'en', { kind: 'text', text: 'a@b.example' }],
  ['a link is itself', { type: 'url' }, 'https://b.example', 'en', { kind: 'text', text: 'https://b.example' }],
  ['files stay files', { type: 'file' }, [receipt], 'en', { kind: 'files', files: [receipt] }],
  ['true is yes', { type: 'boolean' }, true, 'en', { kind: 'yes' }],
  ['false is no', { type: 'boolean' }, false, 'en', { kind: 'no' }],
])('%s', (_rule, definition, value, locale, plain) => {
  const field = formField.parse({ name: 'it', label: 'It', ...definition });
  expect(plainValue(field, value, locale)).toEqual(plain);
});
