import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decimalsOf,
  decimalText,
  isDecimal,
  parseDecimal,
  quantityHundredths,
  roundedDecimal,
  tenThousandths,
} from '../../../src/engine/form/decimal.js';
import type { FieldValue } from '../../../src/engine/form/field-type.js';

const scaled = fc.integer({ min: -(10 ** 15 - 1), max: 10 ** 15 - 1 });

describe('a decimal number', () => {
  test('is one text and one whole number of ten-thousandths, exactly', () => {
    fc.assert(
      fc.property(scaled, (units) => {
        const text = decimalText(units) ?? '';
        expect(isDecimal(text)).toBe(true);
        expect(tenThousandths(text)).toBe(units);
        expect(parseDecimal(text, 4)).toEqual({ text });
      }),
    );
  });

  test.each(['', '00', '01', '1.', '.5', '1.50', '-0', '+1', '1e3', '1,5', '123456789012', '0.00001'])(
    'is never written %j',
    (text) => {
      expect(isDecimal(text)).toBe(false);
      expect(() => tenThousandths(text)).toThrow(RangeError);
    },
  );

  test('that no form could hold has no text', () => {
    expect(decimalText(10 ** 15)).toBeUndefined();
    expect(decimalText(0.5)).toBeUndefined();
  });

  test.each<[string, number, string | undefined]>([
    ['2.555', 2, '2.56'],
    ['2.554', 2, '2.55'],
    ['-2.555', 2, '-2.56'],
    ['0.005', 2, '0.01'],
    ['-0.004', 2, '0'],
    ['0.333333', 4, '0.3333'],
    ['9.99', 1, '10'],
    ['7', 2, '7'],
    ['99999999999.99996', 4, undefined],
    ['1e21', 2, undefined],
  ])('%s with %i decimals is %s', (text, decimals, rounded) => {
    expect(roundedDecimal(text, decimals)).toBe(rounded);
  });

  test('of 0.1 and 0.2 together is 0.3', () => {
    expect(decimalText(tenThousandths('0.1') + tenThousandths('0.2'))).toBe('0.3');
  });
});

describe('a quantity in hundredths', () => {
  test.each<[FieldValue | undefined, number | undefined]>([
    [3, 300],
    [-3, -300],
    ['2.5', 250],
    ['0.07', 7],
    ['1.15', 115],
    ['0.125', undefined],
    ['a text', undefined],
    ['2026', 202_600],
    [Number.MAX_SAFE_INTEGER, undefined],
    [true, undefined],
    [undefined, undefined],
    [{ amountMinor: 5, currency: 'USD' }, undefined],
  ])('of %j is %j', (value, hundredths) => {
    expect(quantityHundredths(value)).toBe(hundredths);
  });

  test('is exact for every number of two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13 - 1), max: 10 ** 13 - 1 }), (hundredths) => {
        const text = decimalText(hundredths * 100) ?? '';
        expect(decimalsOf(text)).toBeLessThanOrEqual(2);
        expect(quantityHundredths(text)).toBe(hundredths);
      }),
    );
  });
});
