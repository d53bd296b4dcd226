import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText, tenThousandths } from '../../../src/engine/form/decimal.js';
import { type FormField, formSchema } from '../../../src/engine/form/field.js';
import type { FieldValue } from '../../../src/engine/form/field-type.js';
import { changedFields, checkForm, type FormValues, rawOf, valuesSchema } from '../../../src/engine/form/values.js';
import { parseAmount } from '../../../src/engine/money.js';
import { context } from '../support/form-context.js';

const generous = { ...context, attachments: { required: false, max: 100, bytesMax: 1000 } };

const label = fc.constant('Label');
const required = fc.boolean();

function bounds(least: number, most: number) {
  const pair = fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }));
  return fc.option(
    pair.map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
    { nil: {} },
  );
}

/** Ten years without a leap day fit into any ten years. */
const RANGE_DAYS_MAX = 3650;
const day = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amountOf = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

/** Every type of field, with and without each limit. The name is given when the form is put together. */
const definition = fc.oneof(
  fc.tuple(fc.constantFrom('text', 'long_text'), bounds(1, 40)).map(([type, limits]) => ({ type, ...limits })),
  bounds(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER).map((limits) => ({ type: 'integer', ...limits })),
  bounds(0, 1e12).map((limits) => {
    const amounts = 'min' in limits ? { min: amountOf(limits.min), max: amountOf(limits.max) } : {};
    return { type: 'money', currencies: ['IDR'], ...amounts };
  }),
  fc
    .uniqueArray(fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'), { minLength: 1 })
    .map((currencies) => ({ type: 'money', currencies })),
  fc.tuple(day, day).map((days) => ({ type: 'date', min: days.toSorted()[0], max: days.toSorted()[1] })),
  fc.constant({ type: 'date' }),
  fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 75 }), {
      minLength: 1,
      maxLength: 5,
      selector: (text) => text.trim(),
    })
    .map((texts) => texts.filter((text) => text.trim() !== '' && !/\p{Cc}/u.test(text)))
    .filter((texts) => texts.length > 0)
    .map((texts) => ({ type: 'select', options: texts.map((value) => ({ value, label: value })) })),
  fc.constant({ type: 'boolean' }),
  bounds(-1e6, 1e6).map((limits) => {
    const numbers = 'min' in limits ? { min: String(limits.min / 100), max: String(limits.max / 100) } : {};
    return { type: 'number', ...numbers };
  }),
  fc.constant({ type: 'number', decimals: 4 }),
  fc.constant({ type: 'date_range' }),
  fc.constantFrom({ type: 'time' }, { type: 'time', min: '08:00', max: '18:00' }),
  fc.constant({ type: 'datetime' }),
  fc.constant({ type: 'multi_select', options: [...'abcdefgh'].map((value) => ({ value, label: value })) }),
  fc.constantFrom({ type: 'user' }, { type: 'users' }),
  fc.constantFrom({ type: 'email' }, { type: 'url' }),
  fc.constant({ type: 'file', max: 3 }),
);

const form = fc
  .array(fc.record({ definition, label, required }), { minLength: 1, maxLength: 6 })
  .map((fields) => fields.map(({ definition: own, ...rest }, index) => ({ name: `f${index}`, ...rest, ...own })))
  .map((fields) => formSchema.parse(fields));

function fitting(field: FormField): fc.Arbitrary<FieldValue> {
  switch (field.type) {
    case 'text':
    case 'long_text': {
      const { min = 1, max = 3_000 } = field;
      const unit = fc.constantFrom(
        'a',
        'é',
        '😀',
        '<',
        ' ',
        '"',
        'م',
        ...(field.type === 'long_text' ? ['\n', '\t'] : []),
      );
      const inner = fc
        .string({ unit, maxLength: 60 })
        .map((text) => text.slice(0, Math.max(max - 2, 0)).replaceAll(/\p{Cs}/gu, 'b'));
      // Trimmed texts only, as stored ones are; `y` fills up to the least length, which counts an emoji once.
      return inner
        .map((text) => (max === 1 ? 'x' : `x${text}y`))
        .map((text) => ([...text].length < min ? 'y'.repeat(min) : text));
    }
    case 'integer':
      return fc.integer({ min: field.min ?? Number.MIN_SAFE_INTEGER, max: field.max ?? Number.MAX_SAFE_INTEGER });
    case 'money':
      return fc
        .tuple(fc.constantFrom(...field.currencies), fc.integer({ min: least(field.min), max: most(field.max) }))
        .map(([currency, amountMinor]) => ({ currency, amountMinor }));
    case 'date':
      return field.min === undefined ? day : fc.constantFrom(field.min, field.max ?? field.min);
    case 'select':
      return fc.constantFrom(...field.options.map(({ value }) => value));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fittingNumber(field);
    case 'date_range':
      return fc.tuple(day, fc.nat(RANGE_DAYS_MAX)).map(([from, days]) => {
        const last = Math.min(Date.parse(from) + days * 86_400_000, Date.parse('9999-12-31'));
        return { from, to: new Date(last).toISOString().slice(0, 10) };
      });
    case 'time':
      return fc
        .integer({ min: field.min === undefined ? 0 : 480, max: field.max === undefined ? 1439 : 1080 })
        .map((minutes) => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`);
    case 'datetime':
      return fc
        .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
        .map((date) => date.toISOString());
    case 'multi_select':
      return fc.subarray(
        field.options.map(({ value }) => value),
        { minLength: 1 },
      );
    case 'user':
      return fc.constantFrom('ana', 'cy', 'di');
    case 'users':
      return fc.subarray(['ana', 'cy', 'di'], { minLength: 1 });
    case 'email':
      return fc.constantFrom('ana@example.com', "o'neil+a.b@sub.example.org");
    case 'url':
      return fc.webUrl({ withQueryParameters: true, withFragments: true });
    case 'file':
      return fc
        .uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 1, maxLength: 3 })
        .map((contents) => contents.map((content) => storedFile(content)));
  }
}

function fittingNumber({
  min,
  max,
  decimals,
}: {
  min?: string | undefined;
  max?: string | undefined;
  decimals: number;
}) {
  const scale = 10 ** (4 - decimals);
  const bound = (text: string | undefined, fallback: number) => (text === undefined ? fallback : tenThousandths(text));
  const most = 10 ** 15 - scale;
  return fc
    .integer({ min: Math.ceil(bound(min, -most) / scale), max: Math.floor(bound(max, most) / scale) })
    .map((units) => decimalText(units * scale) ?? '0');
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

function storedFile(content: string) {
  const sha256 = content.charCodeAt(0).toString(16).repeat(32);
  return { id: `f-${content}`, name: `${content}.pdf`, mediaType: 'application/pdf', bytes: 10, sha256 };
}

function least(bound: string | undefined): number {
  return bound === undefined ? 0 : minorOf(bound);
}

function most(bound: string | undefined): number {
  return bound === undefined ? Number.MAX_SAFE_INTEGER : minorOf(bound);
}

function minorOf(bound: string): number {
  const money = parseAmount(bound, 'IDR');
  if (typeof money === 'string') throw new Error(`${bound}: ${money}`);
  return money.amountMinor;
}

/** A form with values that fit it; what is not required is sometimes left out. */
const filled = form.chain((fields) => {
  const values = fields.map((field) =>
    fc.option(fitting(field), { nil: undefined, freq: field.required ? Number.MAX_SAFE_INTEGER : 3 }),
  );
  return fc.tuple(...values).map((list) => {
    const present = fields.flatMap((field, index): [string, FieldValue][] => {
      const value = list[index];
      return value === undefined ? [] : [[field.name, value]];
    });
    return { fields, values: Object.fromEntries(present) as FormValues };
  });
});

test('values that are shown for editing and sent back unchanged are equal values', () => {
  fc.assert(
    fc.property(filled, ({ fields, values }) => {
      const check = checkForm(fields, rawOf(fields, values), generous);
      expect(check).toEqual({ ok: true, values });
      if (check.ok) expect(changedFields(values, check.values)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('values survive being stored as JSON, and fit their schema', () => {
  fc.assert(
    fc.property(filled, ({ fields, values }) => {
      const stored = JSON.parse(JSON.stringify(values));
      expect(stored).toEqual(values);
      expect(valuesSchema(fields).safeParse(stored).success).toBe(true);
    }),
  );
});

test('whatever is sent, the answer is values that fit or one error a field', () => {
  const rawValue = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^-?[\d ,.]{1,12}$/),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.record({ from: fc.option(fc.string()), to: fc.option(day) }),
    fc.array(fc.constantFrom(storedFile('a'), storedFile('b')), { maxLength: 3 }),
    fc.record({ amount: fc.option(fc.string()), currency: fc.option(fc.constantFrom('USD', 'JPY', 'x', '')) }),
  );
  fc.assert(
    fc.property(form, fc.array(rawValue, { maxLength: 8 }), (fields, sent) => {
      const raw = Object.fromEntries(sent.map((value, index) => [`f${index}`, value]));
      const check = checkForm(fields, raw, generous);
      if (!check.ok) {
        expect(new Set(check.errors.map((error) => error.field)).size).toBe(check.errors.length);
        return;
      }
      expect(valuesSchema(fields).safeParse(check.values).success).toBe(true);
      expect(checkForm(fields, rawOf(fields, check.values), generous)).toEqual(check);
    }),
    { numRuns: 200 },
  );
});
