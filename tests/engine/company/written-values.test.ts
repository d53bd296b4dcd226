import { expect, test } from 'vitest';
import { rawValues } from '../../../src/engine/company/written-values.js';
import { formSchema } from '../../../src/engine/form/field.js';

const form = formSchema.parse([
  { name: 'what', type: 'text', label: 'What' },
  { name: 'count', type: 'integer', label: 'Count' },
  { name: 'amount', type: 'money', label: 'Amount', currencies: ['EUR', 'USD'] },
  { name: 'urgent', type: 'boolean', label: 'Urgent' },
  { name: 'period', type: 'date_range', label: 'Period' },
  { name: 'people', type: 'users', label: 'People' },
  { name: 'offers', type: 'file', label: 'Offers' },
]);

test.each<[string, unknown, unknown]>([
  ['what', 7, '7'],
  ['what', 'Lamp', 'Lamp'],
  ['count', 3, '3'],
  ['amount', '6000 EUR', { amount: '6000', currency: 'EUR' }],
  ['amount', '6,000.50usd', { amount: '6,000.50', currency: 'USD' }],
  ['amount', 6000, { amount: '6000', currency: null }],
  ['amount', { amount: '6000', currency: 'USD' }, { amount: '6000', currency: 'USD' }],
  ['urgent', true, true],
  ['urgent', 'no', false],
  ['urgent', 'perhaps', 'perhaps'],
  ['period', '2026-07-06..2026-07-10', { from: '2026-07-06', to: '2026-07-10' }],
  ['period', '2026-07-06', { from: '2026-07-06', to: '2026-07-06' }],
  ['period', { from: '2026-07-06' }, { from: '2026-07-06', to: '' }],
  ['people', 'ana, bo', ['ana', 'bo']],
  ['people', ['ana'], ['ana']],
  ['unknown', 'x', 'x'],
  ['what', null, ''],
])('%s: %j is handed to the form as %j', (name, written, raw) => {
  expect(rawValues(form, { [name]: written })).toEqual({ [name]: raw });
});

test('names of files stand for files of that kind, two of them for two', () => {
  const { offers } = rawValues(form, { offers: ['a.pdf', 'b.PNG'] });
  expect(offers).toMatchObject([
    { name: 'a.pdf', mediaType: 'application/pdf', bytes: 1 },
    { name: 'b.PNG', mediaType: 'image/png' },
  ]);
  const contents = Array.isArray(offers) ? offers.map((file) => JSON.stringify(file.sha256)) : [];
  expect(new Set(contents).size).toBe(2);
});
