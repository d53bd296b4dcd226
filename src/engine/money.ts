import { readTypedNumber } from './typed-number.js';

/** An amount in the currency's minor unit (cents), always a safe integer and never a fraction: 0.1 + 0.2 is not 0.3. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** Why a typed text is not an amount. */
export type AmountProblem = 'not-a-number' | 'too-many-decimals' | 'negative' | 'too-large';

/**
 * ISO 4217 currencies and funds codes by their number of decimals. Not taken from Intl: CLDR rounds to what people pay
 * in cash (IDR 0, where the standard says 2) and changes with the Node version, which would change what a stored amount
 * is worth. A code that once stood here stays, and keeps its decimals, because documents refer to it.
 */
const CODES_BY_EXPONENT: ReadonlyMap<number, string> = new Map([
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP
     COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
     JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN
     NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
     THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
]);

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  [...CODES_BY_EXPONENT].flatMap(([exponent, codes]) => codes.split(/\s+/).map((code) => [code, exponent] as const)),
);

export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

/** The number of decimals of a currency. Throws for a code that is none: callers have asked `isCurrency` before. */
export function currencyExponent(currency: string): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new RangeError(`"${currency}" is not an ISO 4217 currency`);
  return exponent;
}

/**
 * Reads what people type (see `readTypedNumber`), also `USD 620` or `620 USD` when that is the currency asked for.
 * More decimals than the currency has are refused even where they are zeros: `1.000` means a thousand to many.
 */
export function parseAmount(text: string, currency: string): Money | AmountProblem {
  const exponent = currencyExponent(currency);
  const typed = readTypedNumber(withoutCode(text.trim(), currency));
  if (typed === undefined) return 'not-a-number';
  if (typed.negative) return 'negative';

  const decimals = typed.decimals ?? '';
  if (decimals.length > exponent) return 'too-many-decimals';
  const amountMinor = Number(typed.whole + decimals.padEnd(exponent, '0'));
  return Number.isSafeInteger(amountMinor) ? { amountMinor, currency } : 'too-large';
}

function withoutCode(text: string, currency: string): string {
  const { length } = currency;
  if (text.slice(0, length).toUpperCase() === currency) return text.slice(length);
  if (text.slice(-length).toUpperCase() === currency) return text.slice(0, -length);
  return text;
}

/** Plain digits with all the currency's decimals, without groups or code: `1234.50`. `parseAmount` reads it back. */
export function amountText(money: Money): string {
  const exponent = currencyExponent(money.currency);
  const sign = money.amountMinor < 0 ? '-' : '';
  const digits = String(Math.abs(money.amountMinor)).padStart(exponent + 1, '0');
  const point = digits.length - exponent;
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** For people: `1,234.50 USD`. The code and not a sign, because `$` is the money of twenty countries. */
export function formatAmount(money: Money, locale: string): string {
  const exponent = currencyExponent(money.currency);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: exponent, maximumFractionDigits: exponent });
  // As text, because a number of 16 digits with a fraction would be rounded on its way.
  return `${format.format(amountText(money) as `${number}`)} ${money.currency}`;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.amountMinor === b.amountMinor && a.currency === b.currency;
}
