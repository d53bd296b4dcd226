import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AmountProblem,
  amountText,
  currencyExponent,
  formatAmount,
  isCurrency,
  parseAmount,
  sameMoney,
} from '../../src/engine/money.js';

const MAX = Number.MAX_SAFE_INTEGER;

describe('currencies', () => {
  test.each([
    ['JPY', 0],
    ['KRW', 0],
    ['CLP', 0],
    ['UGX', 0],
    ['IDR', 2],
    ['USD', 2],
    ['HUF', 2],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('%s has the %i decimals of ISO 4217', (currency, decimals) => {
    expect(currencyExponent(currency)).toBe(decimals);
  });

  test.each(['usd', 'US', 'ABC', 'HRK', 'XAU', '', 'constructor'])('"%s" is no currency', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => currencyExponent(code)).toThrow(RangeError);
  });

  test('Intl, which rounds to cash, never knows more decimals than the standard', () => {
    const known = Intl.supportedValuesOf('currency').filter(isCurrency);
    expect(known.length).toBeGreaterThan(140);
    for (const currency of known) {
      const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
      expect(currencyExponent(currency), currency).toBeGreaterThanOrEqual(maximumFractionDigits ?? 0);
    }
  });
});

describe('parseAmount', () => {
  test.each<[string, string, number]>([
    ['620', 'USD', 62_000],
    ['620.5', 'USD', 62_050],
    ['620.50', 'USD', 62_050],
    ['.5', 'USD', 50],
    ['0', 'USD', 0],
    ['0.00', 'USD', 0],
    ['007', 'USD', 700],
    ['1,234.50', 'USD', 123_450],
    ['1,234', 'USD', 123_400],
    ['1,234,567.89', 'USD', 123_456_789],
    [' 1 234.50 ', 'USD', 123_450],
    ['1\u00a0234.50', 'USD', 123_450],
    ['1\u202f234.50', 'USD', 123_450],
    ["1'234.50", 'CHF', 123_450],
    ['1\u2019234.50', 'CHF', 123_450],
    ['12,34,567.00', 'INR', 123_456_700],
    ['１，２３４．５０', 'USD', 123_450],
    ['１，２３４', 'JPY', 1_234],
    ['USD 620', 'USD', 62_000],
    ['usd620', 'USD', 62_000],
    ['620 USD', 'USD', 62_000],
    ['1500', 'JPY', 1_500],
    ['1500.25', 'IDR', 150_025],
    ['1.234', 'KWD', 1_234],
    ['90071992547409.91', 'USD', MAX],
    ['9007199254740991', 'JPY', MAX],
  ])('"%s" in %s is %i minor units', (text, currency, amountMinor) => {
    expect(parseAmount(text, currency)).toEqual({ amountMinor, currency });
  });

  test.each<[string, string, AmountProblem]>([
    ['', 'USD', 'not-a-number'],
    ['abc', 'USD', 'not-a-number'],
    ['1,5', 'USD', 'not-a-number'],
    ['1,50', 'USD', 'not-a-number'],
    ['620,50', 'EUR', 'not-a-number'],
    ['1.234,50', 'EUR', 'not-a-number'],
    ['1.234.567', 'EUR', 'not-a-number'],
    ['1,234 567', 'USD', 'not-a-number'],
    ['1234,567', 'USD', 'not-a-number'],
    ['1,,234', 'USD', 'not-a-number'],
    [',234', 'USD', 'not-a-number'],
    ['1e3', 'USD', 'not-a-number'],
    ['0x10', 'USD', 'not-a-number'],
    ['Infinity', 'USD', 'not-a-number'],
    ['+5', 'USD', 'not-a-number'],
    ['5.', 'USD', 'not-a-number'],
    ['.', 'USD', 'not-a-number'],
    ['$620', 'USD', 'not-a-number'],
    ['EUR 620', 'USD', 'not-a-number'],
    ['USD', 'USD', 'not-a-number'],
    ['5 6', 'USD', 'not-a-number'],
    ['5²', 'USD', 'not-a-number'],
    ['٥', 'USD', 'not-a-number'],
    ['--5', 'USD', 'not-a-number'],
    ['-5', 'USD', 'negative'],
    ['\u22125.00', 'USD', 'negative'],
    ['USD -5', 'USD', 'negative'],
    ['1.234', 'USD', 'too-many-decimals'],
    ['620.500', 'USD', 'too-many-decimals'],
    ['1.5', 'JPY', 'too-many-decimals'],
    ['1.000', 'IDR', 'too-many-decimals'],
    ['90071992547409.92', 'USD', 'too-large'],
    ['9007199254740992', 'JPY', 'too-large'],
    ['9'.repeat(400), 'USD', 'too-large'],
  ])('"%s" in %s is refused as %s', (text, currency, problem) => {
    expect(parseAmount(text, currency)).toBe(problem);
  });

  test('reads a very long text in no time', () => {
    const started = performance.now();
    for (const text of [
      '1,'.repeat(50_000),
      '1,234'.repeat(50_000),
      `${' '.repeat(100_000)}x`,
      '1 111'.repeat(50_000),
    ]) {
      expect(parseAmount(text, 'USD')).toBe('not-a-number');
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('writing an amount', () => {
  test.each<[number, string, string, string]>([
    [123_450, 'USD', '1234.50', '1,234.50 USD'],
    [0, 'USD', '0.00', '0.00 USD'],
    [5, 'USD', '0.05', '0.05 USD'],
    [-123_456, 'USD', '-1234.56', '-1,234.56 USD'],
    [1_500, 'JPY', '1500', '1,500 JPY'],
    [150_025, 'IDR', '1500.25', '1,500.25 IDR'],
    [1_234, 'KWD', '1.234', '1.234 KWD'],
    [12_345, 'CLF', '1.2345', '1.2345 CLF'],
    [MAX, 'USD', '90071992547409.91', '90,071,992,547,409.91 USD'],
    [MAX, 'KWD', '9007199254740.991', '9,007,199,254,740.991 KWD'],
  ])('%i minor units of %s: "%s" for an input, "%s" for people', (amountMinor, currency, plain, formatted) => {
    expect(amountText({ amountMinor, currency })).toBe(plain);
    expect(formatAmount({ amountMinor, currency }, 'en')).toBe(formatted);
  });

  test('the locale decides on groups and marks', () => {
    expect(formatAmount({ amountMinor: 123_450, currency: 'EUR' }, 'de')).toBe('1.234,50 EUR');
  });

  test('what is written for an input or in English is read back as the same money', () => {
    const currency = fc.constantFrom('JPY', 'IDR', 'USD', 'KWD', 'CLF');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX }), currency, (amountMinor, code) => {
        const money = { amountMinor, currency: code };
        expect(parseAmount(amountText(money), code)).toEqual(money);
        expect(parseAmount(formatAmount(money, 'en'), code)).toEqual(money);
      }),
    );
  });
});

test.each<[number, string, number, string, boolean]>([
  [5, 'USD', 5, 'USD', true],
  [5, 'USD', 6, 'USD', false],
  [5, 'USD', 5, 'EUR', false],
])('%i %s and %i %s: the same is %s', (minorA, currencyA, minorB, currencyB, same) => {
  const a = { amountMinor: minorA, currency: currencyA };
  expect(sameMoney(a, { amountMinor: minorB, currency: currencyB })).toBe(same);
});
