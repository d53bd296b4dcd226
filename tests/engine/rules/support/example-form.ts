import { type FormField, fieldDefinition } from '../../../../src/engine/form/field-types.js';
import type { FormValues } from '../../../../src/engine/form/values.js';
import type { RuleInput } from '../../../../src/engine/rules/evaluate.js';
import { scopeOf } from '../../../../src/engine/rules/scope.js';

/** A form as its definitions say it, whatever else a form must be to be saved. */
export function formOf(definitions: readonly Readonly<Record<string, unknown>>[]): readonly FormField[] {
  return definitions.map((definition) => fieldDefinition.parse({ label: String(definition.name), ...definition }));
}

function options(...values: string[]) {
  return values.map((value) => ({ value, label: value }));
}

const required = true;

/** One field of every type that rules know, some of them optional; what docs/RULES.md takes its examples from. */
export const exampleForm = formOf([
  { name: 'title', type: 'text', required },
  { name: 'reason', type: 'long_text', required },
  { name: 'note', type: 'text' },
  { name: 'amount', type: 'money', currencies: ['USD'], required },
  { name: 'discount', type: 'money', currencies: ['USD'] },
  { name: 'unit_price', type: 'money', currencies: ['USD'], required },
  { name: 'paid', type: 'money', currencies: ['USD'], required },
  { name: 'cost', type: 'money', currencies: ['USD', 'EUR'], required },
  { name: 'quantity', type: 'integer', required },
  { name: 'seats', type: 'integer' },
  { name: 'ratio', type: 'number', required },
  { name: 'start', type: 'date', required },
  { name: 'back', type: 'date' },
  { name: 'period', type: 'date_range', required },
  { name: 'detour', type: 'date_range' },
  { name: 'arrival', type: 'time', required },
  { name: 'begin', type: 'datetime', required },
  { name: 'urgent', type: 'boolean', required },
  { name: 'category', type: 'select', options: options('travel', 'hotel', 'meals'), required },
  { name: 'tags', type: 'multi_select', options: options('travel', 'hotel') },
  { name: 'buddy', type: 'user', required },
  { name: 'reviewers', type: 'users' },
  { name: 'contact', type: 'email', required },
  { name: 'page', type: 'url', required },
  { name: 'receipts', type: 'file' },
  { name: 'hidden_code', type: 'text', required, visible_when: 'urgent' },
]);

export const exampleScope = scopeOf(exampleForm);

export const exampleValues: FormValues = {
  title: 'Laptop for Ana',
  reason: 'The old one broke',
  amount: { amountMinor: 620_000, currency: 'USD' },
  unit_price: { amountMinor: 31_000, currency: 'USD' },
  paid: { amountMinor: 620_000, currency: 'USD' },
  cost: { amountMinor: 50_001, currency: 'EUR' },
  quantity: 2,
  ratio: '0.3',
  start: '2026-02-02',
  period: { from: '2026-02-06', to: '2026-02-10' },
  arrival: '08:00',
  begin: '2026-01-31T08:30:00.000Z',
  urgent: true,
  category: 'travel',
  tags: ['hotel'],
  buddy: 'bo',
  contact: 'ana@example.com',
  page: 'https://example.com',
  receipts: [{ id: 'f1', name: 'receipt.pdf', mediaType: 'application/pdf', bytes: 4_000, sha256: 'a'.repeat(64) }],
};

export const exampleInput: RuleInput = {
  values: exampleValues,
  requester: { id: 'ana', unit: 'sales', units: ['sales', 'house'], roles: ['staff'], manager: 'bo' },
  today: '2026-01-26',
};
