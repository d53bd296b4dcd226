import { describe, expect, test } from 'vitest';
import { formSchema } from '../../../src/engine/form/field.js';
import { fillForm } from '../../../src/engine/form/fill.js';
import { checkForm, type RawValues, rawOf } from '../../../src/engine/form/values.js';
import { context } from '../support/form-context.js';

const purchase = formSchema.parse([
  {
    name: 'kind',
    type: 'select',
    label: 'Kind',
    required: true,
    options: [
      { value: 'hardware', label: 'Hardware' },
      { value: 'travel', label: 'Travel' },
    ],
  },
  { name: 'price', type: 'money', label: 'Price', currencies: ['USD'], required: true },
  { name: 'count', type: 'integer', label: 'How many', required: true, min: 1 },
  { name: 'total', type: 'money', label: 'Total', currencies: ['USD'], computed: 'price * count', max: '10000.00' },
  { name: 'away', type: 'date_range', label: 'Away', required: true, visible_when: 'kind == "travel"' },
  {
    name: 'days',
    type: 'integer',
    label: 'Days',
    visible_when: 'kind == "travel"',
    computed: 'has(form.away) ? days(away.from, away.to) : 0',
  },
  { name: 'reason', type: 'text', label: 'Reason', required: true, visible_when: 'total > money("500.00", "USD")' },
]);
const small = { kind: 'hardware', price: '100', count: '5' };
const trip = { from: '2026-04-01', to: '2026-04-03' };

function errors(raw: RawValues): readonly string[] {
  const check = checkForm(purchase, raw, context);
  return check.ok ? [] : check.errors.map(({ field, code }) => `${field} ${code}`);
}

describe('a field with a condition', () => {
  test('is neither shown, nor required, nor kept while the condition does not hold', () => {
    const raw = { ...small, away: trip, reason: 'Because' };
    const values = { kind: 'hardware', price: usd(10_000), count: 5, total: usd(50_000) };
    expect(checkForm(purchase, raw, context)).toEqual({ ok: true, values });
    expect([...fillForm(purchase, raw, context).visible].sort()).toEqual(['count', 'kind', 'price', 'total']);
  });

  test('is required once it holds, also where the condition speaks of something computed', () => {
    expect(errors({ ...small, count: '6' })).toEqual(['reason required']);
    expect(errors({ ...small, kind: 'travel', count: '6' })).toEqual(['away required', 'reason required']);
  });

  test('waits, without an error of its own, until what it asks for is filled in', () => {
    const { visible, problems } = fillForm(purchase, { kind: 'hardware', price: 'x', count: '6' }, context);
    expect(visible.has('reason')).toBe(false);
    expect([...problems.keys()]).toEqual(['price']);
  });

  test('is checked like any other while it is shown', () => {
    const raw = { ...small, kind: 'travel', away: { from: '2026-04-03', to: '2026-04-01' } };
    expect(errors(raw)).toEqual(['away end-before-start']);
  });
});

describe('a computed field', () => {
  test('is computed here, whatever was sent for it', () => {
    const raw = { ...small, kind: 'travel', away: trip, days: '99', total: { amount: '1', currency: 'USD' } };
    const check = checkForm(purchase, raw, context);
    expect(check).toMatchObject({ ok: true, values: { days: 3, total: usd(50_000) } });
  });

  test('is empty until what it needs is there', () => {
    const { values, problems } = fillForm(purchase, { kind: 'hardware', price: '100' }, context);
    expect(values).toEqual({ kind: 'hardware', price: usd(10_000) });
    expect([...problems.keys()]).toEqual(['count']);
  });

  test('keeps the limits of its field', () => {
    expect(errors({ ...small, price: '5000.01', count: '2', reason: 'Because' })).toEqual(['total too-large']);
  });

  test('that cannot be computed says so and is never taken for empty', () => {
    const ratio = formSchema.parse([
      { name: 'of', type: 'integer', label: 'Of', required: true },
      { name: 'ratio', type: 'number', label: 'Ratio', computed: '1.0 / of' },
      { name: 'why', type: 'text', label: 'Why', visible_when: '1.0 / of > 0.5' },
    ]);
    const check = checkForm(ratio, { of: '0' }, context);
    expect(check.ok ? [] : check.errors).toEqual([
      { field: 'ratio', code: 'rule-failed', params: { error: expect.stringContaining('divided by 0') } },
      { field: 'why', code: 'rule-failed', params: { error: expect.stringContaining('divided by 0') } },
    ]);
    expect(checkForm(ratio, { of: '3' }, context)).toEqual({ ok: true, values: { of: 3, ratio: '0.33' } });
  });

  test('that was stored is computed again when a document is edited', () => {
    const raw = rawOf(purchase, { kind: 'hardware', price: usd(100), count: 2, total: usd(99_999) });
    expect(checkForm(purchase, raw, context)).toMatchObject({ ok: true, values: { total: usd(200) } });
  });
});

describe('files', () => {
  const form = formSchema.parse([
    { name: 'kind', type: 'boolean', label: 'Has a receipt', required: true },
    { name: 'receipts', type: 'file', label: 'Receipts', visible_when: 'kind' },
    { name: 'offers', type: 'file', label: 'Offers' },
  ]);
  const limits = (required: boolean) => ({ ...context, attachments: { required, max: 2, bytesMax: 100 } });

  test('that a type requires are asked for on the first field for files that is shown', () => {
    expect(checkForm(form, { kind: 'true' }, limits(true))).toMatchObject({
      errors: [{ field: 'receipts', code: 'required' }],
    });
    expect(checkForm(form, { kind: 'false' }, limits(true))).toMatchObject({
      errors: [{ field: 'offers', code: 'required' }],
    });
    expect(checkForm(form, { kind: 'true', offers: [receipt('a')] }, limits(true)).ok).toBe(true);
  });

  test('of all fields together are not more than a document may have', () => {
    const raw = { kind: 'true', receipts: [receipt('a')], offers: [receipt('b'), receipt('c')] };
    expect(checkForm(form, raw, limits(false))).toEqual({
      ok: false,
      errors: [{ field: 'offers', code: 'too-many-files', params: { max: 2 } }],
    });
    expect(checkForm(form, { ...raw, kind: 'false' }, limits(false)).ok).toBe(true);
  });
});

test('a field whose rule an older program let pass fails and hides nothing', () => {
  const [name] = purchase;
  if (name === undefined) throw new Error('the form is empty');
  const old = [{ ...name, visible_when: 'gone == 1' }];
  expect(checkForm(old, { kind: 'travel' }, context)).toMatchObject({ ok: false, errors: [{ code: 'rule-failed' }] });
});

function usd(amountMinor: number) {
  return { amountMinor, currency: 'USD' };
}

function receipt(content: string) {
  const sha256 = content.charCodeAt(0).toString(16).repeat(32);
  return { id: content, name: `${content}.pdf`, mediaType: 'application/pdf', bytes: 10, sha256 };
}
