import { RuleFault } from './rule-fault.js';

/** Digits of a number; results with more are refused, so that no multiplication in a list can grow without end. */
const DIGITS_MAX = 40;
/** A quotient is rounded to so many decimals, halves away from zero: 1 / 3 would have no end. */
const QUOTIENT_DECIMALS = 6;

/** A number exactly as written, `units` / 10^`decimals` without zeros at the end: 0.1 + 0.2 is 0.3. */
export class Decimal {
  readonly units: bigint;
  readonly decimals: number;

  constructor(units: bigint, decimals: number) {
    [this.units, this.decimals] = shortest(units, decimals);
    if (digitsOf(this.units).length > DIGITS_MAX || this.decimals > DIGITS_MAX) {
      throw new RuleFault(`a number has more than ${DIGITS_MAX} digits; calculate with smaller ones`);
    }
  }
}

function shortest(units: bigint, decimals: number): [bigint, number] {
  let [digits, places] = [units, decimals];
  while (places > 0 && digits % 10n === 0n) [digits, places] = [digits / 10n, places - 1];
  return [digits, places];
}

const NUMBER = /^(-?)(\d*)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i;

/** Reads `12`, `-0.5`, `1e3`, as CEL and forms write numbers; undefined for anything else, and for too many digits. */
export function readDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const shift = fraction.length - Number(exponent);
  const digits = whole.length + fraction.length + Math.max(0, -shift);
  if (sign === undefined || whole + fraction === '' || digits > DIGITS_MAX || shift > DIGITS_MAX) return undefined;
  const units = BigInt(sign + whole + fraction) * 10n ** BigInt(Math.max(0, -shift));
  return new Decimal(units, Math.max(0, shift));
}

export function wholeDecimal(whole: bigint): Decimal {
  return new Decimal(whole, 0);
}

/** Plain digits: `-0.5`. */
export function decimalText({ units, decimals }: Decimal): string {
  if (decimals === 0) return String(units);
  const digits = digitsOf(units).padStart(decimals + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function add(a: Decimal, b: Decimal): Decimal {
  const { left, right, decimals } = aligned(a, b);
  return new Decimal(left + right, decimals);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const { left, right, decimals } = aligned(a, b);
  return new Decimal(left - right, decimals);
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return new Decimal(a.units * b.units, a.decimals + b.decimals);
}

/** Rounded to six decimals. */
export function divide(a: Decimal, b: Decimal): Decimal {
  const { left, right } = aligned(a, b);
  if (right === 0n) throw new RuleFault(DIVIDED_BY_ZERO);
  return new Decimal(roundedQuotient(left * 10n ** BigInt(QUOTIENT_DECIMALS), right), QUOTIENT_DECIMALS);
}

export const DIVIDED_BY_ZERO = 'a number is divided by 0; ask first whether it is 0';

/** To so many decimals, halves away from zero. */
export function round(number: Decimal, decimals: bigint): Decimal {
  if (decimals < 0n || decimals > BigInt(DIGITS_MAX)) {
    throw new RuleFault(`a number is rounded to ${decimals} decimals; round to 0 or some more`);
  }
  const places = Number(decimals);
  if (number.decimals <= places) return number;
  return new Decimal(roundedQuotient(number.units, 10n ** BigInt(number.decimals - places)), places);
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const doubled = (numerator * 2n) / denominator;
  return (doubled + (doubled < 0n ? -1n : 1n)) / 2n;
}

/** Below, at or above 0, as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { left, right } = aligned(a, b);
  return left === right ? 0 : left < right ? -1 : 1;
}

function aligned(a: Decimal, b: Decimal) {
  const decimals = Math.max(a.decimals, b.decimals);
  const raised = ({ units, decimals: own }: Decimal) => units * 10n ** BigInt(decimals - own);
  return { left: raised(a), right: raised(b), decimals };
}

function digitsOf(units: bigint): string {
  return String(units < 0n ? -units : units);
}
