import { fileKindNames, mediaTypesOf } from '../file-kind.js';
import type { RawAmount, RawRange, RawValue } from '../form/field-type.js';
import type { FormField } from '../form/field-types.js';
import type { RawValues } from '../form/values.js';
import type { StoredFile } from '../stored-file.js';

/**
 * Values of a form as people write them in a file or on a command line, as the form takes them from a platform. Amounts
 * are `6000 USD`, ranges `{from: 2026-07-06, to: 2026-07-10}` or `2026-07-06..2026-07-10`, lists `[a, b]` or `a, b`,
 * files their names.
 */
export function rawValues(fields: readonly FormField[], written: Readonly<Record<string, unknown>>): RawValues {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(written).map(([name, value]): [string, RawValue] => [name, rawValue(byName.get(name), value)]),
  );
}

/** What makes no sense for the field goes on as it is: the form says what is wrong with it. */
function rawValue(field: FormField | undefined, written: unknown): RawValue {
  switch (field?.type) {
    case 'money':
      return rawAmount(written);
    case 'date_range':
      return rawRange(written);
    case 'boolean':
      return written === true || written === false ? written : (ANSWERS.get(plainText(written)) ?? plainText(written));
    case 'multi_select':
    case 'users':
      return listOf(written);
    case 'file':
      return listOf(written).map(fileCalled);
    default:
      return plainText(written);
  }
}

const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);

function plainText(written: unknown): string {
  if (written === null || written === undefined) return '';
  return typeof written === 'object' ? JSON.stringify(written) : String(written);
}

function rawAmount(written: unknown): RawAmount {
  if (typeof written === 'object' && written !== null) {
    const [amount, currency] = ['amount', 'currency'].map((name) => plainText(Reflect.get(written, name)));
    return { amount: amount ?? null, currency: currency || null };
  }
  const text = plainText(written).trim();
  const currency = /[A-Za-z]{3}$/.exec(text)?.[0];
  if (currency === undefined) return { amount: text, currency: null };
  return { amount: text.slice(0, -currency.length).trim(), currency: currency.toUpperCase() };
}

function rawRange(written: unknown): RawRange {
  if (typeof written === 'object' && written !== null) {
    return { from: plainText(Reflect.get(written, 'from')), to: plainText(Reflect.get(written, 'to')) };
  }
  const [from = '', to = from] = plainText(written).split('..');
  return { from: from.trim(), to: to.trim() };
}

function listOf(written: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(written) ? written : plainText(written).split(',');
  return list.map((one) => plainText(one).trim()).filter((one) => one !== '');
}

/** Stands in for a file where only rules look at it. Its content is its name, so that two of them differ. */
function fileCalled(name: string): StoredFile {
  const ending = name.toLowerCase().split('.').at(-1);
  const kind = fileKindNames.find((one) => one === ending) ?? 'pdf';
  const digits = [...name].map((letter) => (letter.codePointAt(0) ?? 0).toString(16)).join('');
  return {
    id: name,
    name,
    mediaType: mediaTypesOf(kind)[0] ?? '',
    bytes: 1,
    sha256: digits.padEnd(64, '0').slice(0, 64),
  };
}
