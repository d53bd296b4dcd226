import { type FormSource, formView } from '../../../src/bot/view/form.js';
import type { DocumentType } from '../../../src/engine/definition.js';
import { formSchema } from '../../../src/engine/form/field.js';
import { fillForm } from '../../../src/engine/form/fill.js';
import { initialRaw, type RawValues } from '../../../src/engine/form/values.js';
import { context } from '../../engine/support/form-context.js';
import { purchase } from './dossier.js';

/** One field of every type, in the order of the types. */
export const everyField = formSchema.parse([
  { type: 'text', name: 'item', label: 'Item', required: true, max: 5, help: 'In short' },
  { type: 'long_text', name: 'why', label: 'Why' },
  { type: 'integer', name: 'count', label: 'Count', required: true, min: 1, max: 1000 },
  { type: 'number', name: 'hours', label: 'Hours', min: '0.5' },
  { type: 'money', name: 'cost', label: 'Cost', required: true, currencies: ['USD', 'EUR'] },
  { type: 'money', name: 'fee', label: 'Fee', currencies: ['JPY'] },
  { type: 'date', name: 'day', label: 'Day', min: 'today' },
  { type: 'date_range', name: 'away', label: 'Away', required: true },
  { type: 'time', name: 'at', label: 'At', min: '08:00' },
  { type: 'datetime', name: 'begins', label: 'Begins' },
  { type: 'boolean', name: 'urgent', label: 'Urgent' },
  { type: 'select', name: 'place', label: 'Place', options: optionsOf(2) },
  { type: 'select', name: 'city', label: 'City', options: optionsOf(101) },
  { type: 'multi_select', name: 'few', label: 'Few', options: optionsOf(10), max: 2 },
  { type: 'multi_select', name: 'some', label: 'Some', options: optionsOf(100), max: 2 },
  { type: 'multi_select', name: 'many', label: 'Many', options: optionsOf(2000), max: 2 },
  { type: 'user', name: 'buddy', label: 'Buddy', default: 'requester' },
  { type: 'users', name: 'team', label: 'Team', max: 2 },
  { type: 'email', name: 'mail', label: 'Mail' },
  { type: 'url', name: 'page', label: 'Page' },
  { type: 'file', name: 'receipt', label: 'Receipt', required: true, max: 3, accept: ['pdf', 'jpg'] },
]);

export const everyAnswer: RawValues = {
  item: 'much longer than five',
  why: 'a\nb',
  count: '12',
  hours: '1.5',
  cost: { amount: '5.00', currency: 'EUR' },
  fee: { amount: '500', currency: 'JPY' },
  day: '2026-04-02',
  away: { from: '2026-04-02', to: '2026-04-03' },
  at: '09:30',
  begins: '2026-04-02T07:30:00.000Z',
  urgent: true,
  place: 'v1',
  city: 'v100',
  few: ['v0', 'v1', 'v2'],
  some: ['v0', 'v99'],
  many: ['v0', 'v1999'],
  buddy: 'cy',
  team: ['cy', 'slack:USTRANGER'],
  mail: 'ana@example.com',
  page: 'https://example.com/',
  receipt: [receipt('a'), receipt('b')],
};

export function optionsOf(count: number) {
  return Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Option ${index}` }));
}

export function receipt(content: string) {
  const sha256 = content.charCodeAt(0).toString(16).repeat(32);
  return { id: `file-${content}`, name: `${content}.pdf`, mediaType: 'application/pdf', bytes: 84_000, sha256 };
}

/** The page of a form as it would be shown with that filled in. */
export function viewOf(form: DocumentType['form'], raw?: RawValues, more: Partial<FormSource> = {}) {
  const type = { ...purchase, form };
  const input = raw ?? initialRaw(form, context);
  const filled = fillForm(form, input, context);
  const names = new Map([['cy', 'Cy']]);
  const reader = { locale: 'en', timeZone: 'UTC' };
  return formView({ type, input, filled, context, page: 0, reader, names, ...more });
}
