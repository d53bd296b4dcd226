import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, compute, no, problemsWith, yes } from './support/ask.js';

describe('numbers', () => {
  test.each([
    ['ratio == 0.1 + 0.2', yes],
    ['ratio + 0.6 == 0.9', yes],
    ['ratio * 3 == 0.9', yes],
    ['3 * ratio < 0.9', no],
    ['ratio > 0', yes],
    ['1 > ratio', yes],
    ['-ratio < -0.2', yes],
    ['ratio in [0.3, 0.5]', yes],
    ['quantity == 2.0', yes],
    ['quantity < 2.5', yes],
    ['2 == quantity && 2.0 == quantity', yes],
    ['7 / quantity == 3', yes],
    ['7 / 2.0 == 3.5', yes],
    ['2.0 / 3 == 0.666667', yes],
    ['-2.0 / 3 == -0.666667', yes],
    ['round(2.0 / 3, 2) == 0.67', yes],
    ['round(0.125, 2) == 0.13 && round(-0.125, 2) == -0.13', yes],
    ['round(2.5, 0) == 3', yes],
    ['7 % 2 == 1', yes],
    ['1e3 == 1000.0 && 2.5e-1 == 0.25', yes],
    ['string(ratio) == "0.3"', yes],
    ['quantity in [1, 2]', yes],
  ])('%s', (rule, answer) => {
    expect(ask(rule)).toEqual(answer);
  });

  test.each([
    ['quantity * 2', 'int', 4],
    ['quantity * 2', 'number', '4'],
    ['ratio * 3', 'number', '0.9'],
    ['1.50 + 1.50', 'number', '3'],
    ['0.0 - ratio', 'number', '-0.3'],
  ] as const)('%s as %s is computed and stored as forms store it', (formula, expected, value) => {
    expect(compute(formula, expected)).toEqual({ ok: true, value });
  });

  test('with four decimals are reckoned as whole numbers of ten-thousandths are', () => {
    const scaled = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const [x, y] = [written(a), written(b)];
        expect(ask(`${x} + ${y} == ${written(a + b)}`)).toEqual(yes);
        expect(ask(`${x} - ${y} == ${written(a - b)}`)).toEqual(yes);
        expect(ask(`${x} < ${y}`)).toEqual({ ok: true, value: a < b });
        expect(ask(`${x} * 10000.0 == ${a}`)).toEqual(yes);
      }),
    );
  });

  test.each([
    ['quantity / 0 == 1', 'divided by 0'],
    ['quantity % 0 == 1', 'divided by 0'],
    ['ratio / 0 > 1.0', 'divided by 0'],
    ['9223372036854775807 + quantity > 0', 'too large'],
    ['1e39 * 1e39 > ratio', 'more than 40 digits'],
    ['round(ratio, -1) > 0', 'rounded to -1 decimals'],
  ])('%s has no answer', (rule, reason) => {
    expect(ask(rule)).toEqual({ ok: false, error: expect.stringContaining(reason) });
  });

  test('leave as numbers that JavaScript holds, or not at all', () => {
    expect(compute('9007199254740991 + 0', 'int')).toEqual({ ok: true, value: Number.MAX_SAFE_INTEGER });
    expect(compute('9007199254740991 + 1', 'int')).toEqual({ ok: false, error: expect.stringContaining('too large') });
    const huge = compute('unit_price * 4611686018427387904', 'money');
    expect(huge).toEqual({ ok: false, error: expect.stringContaining('too large') });
  });

  test.each([
    ['ratio > "0.2"', '> does not work between a number and a text'],
    ['quantity in [1, 2.5]', 'a whole number and a number'],
    ['ratio > 0.00000000000000000000000000000000000000000001', 'has too many digits'],
    ['ratio % 2 == 0', '% does not work between a number and a whole number'],
    ['-title == ""', '- does not work before a text'],
    ['!quantity', '! does not work before a whole number'],
  ])('%s is refused when it is saved', (rule, reason) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining(reason)]);
  });
});

/** Ten-thousandths as CEL writes them, always with a point. */
function written(scaled: number): string {
  const digits = String(Math.abs(scaled)).padStart(5, '0');
  return `${scaled < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
