import { readTypedNumber } from '../typed-number.js';
import type { FieldValue } from './field-type.js';

/** Decimals a number may have; also how finely numbers are compared and computed. */
export const DECIMALS_MAX = 4;
/** Digits before the point: with all decimals such a number is still a safe integer of its smallest part. */
export const WHOLE_DIGITS_MAX = 11;

/** Why a typed text is not a decimal number. */
export type DecimalProblem = 'not-a-number' | 'too-many-decimals' | 'too-small' | 'too-large';

const SCALE = 10 ** DECIMALS_MAX;
const CANONICAL = /^(?:0|-?(?:[1-9]\d{0,10}|0(?=\.))(?:\.\d{0,3}[1-9])?)$/;

/**
 * Reads what people type (see `readTypedNumber`) into the one text that stands for that number: `12.5`, never `12.50`,
 * `.5` or `-0`. Text, because a JSON number is a binary fraction to most programs, and 0.1 + 0.2 is not 0.3 there.
 */
export function parseDecimal(typed: string, decimalsMax: number): { readonly text: string } | DecimalProblem {
  const read = readTypedNumber(typed);
  if (read === undefined) return 'not-a-number';
  const { negative, decimals = '' } = read;
  if (decimals.length > decimalsMax) return 'too-many-decimals';
  const whole = read.whole.replace(/^0+(?=\d)/, '') || '0';
  if (whole.length > WHOLE_DIGITS_MAX) return negative ? 'too-small' : 'too-large';
  const fraction = decimals.replace(/0+$/, '');
  const size = fraction === '' ? whole : `${whole}.${fraction}`;
  return { text: negative && size !== '0' ? `-${size}` : size };
}

export function isDecimal(text: string): boolean {
  return CANONICAL.test(text);
}

/** Decimals that the text really has: 1 of `12.5`. */
export function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

/** A decimal text as a safe integer of ten-thousandths; exact. Throws for a text that is none. */
export function tenThousandths(text: string): number {
  if (!isDecimal(text)) throw new RangeError(`"${text}" is not a decimal number as forms store it`);
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = Number(whole) * SCALE + Number(fraction.padEnd(DECIMALS_MAX, '0'));
  return text.startsWith('-') ? -size : size;
}

/** The text of a number of ten-thousandths; undefined where a form could not hold it. */
export function decimalText(scaled: number): string | undefined {
  if (!Number.isSafeInteger(scaled)) return undefined;
  const size = Math.abs(scaled);
  const digits = `${Math.floor(size / SCALE)}.${String(size % SCALE).padStart(DECIMALS_MAX, '0')}`;
  const text = `${scaled < 0 ? '-' : ''}${digits.replace(/\.?0+$/, '')}`;
  return isDecimal(text) ? text : undefined;
}

/**
 * A decimal text with at most so many decimals, halves away from zero. Takes longer texts than a form holds, as formulas
 * give them; undefined where the result is too large for one, or no number at all.
 */
export function roundedDecimal(text: string, decimals: number): string | undefined {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return undefined;
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const rounded = String(Number(fraction[decimals] ?? 0) >= 5 ? kept + 1n : kept).padStart(decimals + 1, '0');
  const point = rounded.length - decimals;
  const read = parseDecimal(`${sign}${rounded.slice(0, point)}.${rounded.slice(point)}`, decimals);
  return typeof read === 'object' ? read.text : undefined;
}

/**
 * A quantity in hundredths, as quotas count: of an integer, or of a number with at most two decimals. Undefined for
 * everything else, and for what is too large to be counted exactly.
 */
export function quantityHundredths(value: FieldValue | undefined): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value * 100) ? value * 100 : undefined;
  if (typeof value !== 'string' || !isDecimal(value) || decimalsOf(value) > 2) return undefined;
  return tenThousandths(value) / 100;
}
