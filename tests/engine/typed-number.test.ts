import { expect, test } from 'vitest';
import { readTypedNumber, type TypedNumber } from '../../src/engine/typed-number.js';

test.each<[string, TypedNumber]>([
  ['620', { negative: false, whole: '620' }],
  ['007', { negative: false, whole: '007' }],
  ['-1,234.50', { negative: true, whole: '1234', decimals: '50' }],
  ['\u22125', { negative: true, whole: '5' }],
  ['.5', { negative: false, whole: '', decimals: '5' }],
  ["1'234", { negative: false, whole: '1234' }],
  ['12,34,567', { negative: false, whole: '1234567' }],
  ['9'.repeat(40), { negative: false, whole: '9'.repeat(40) }],
])('"%s" keeps every digit', (text, typed) => {
  expect(readTypedNumber(text)).toEqual(typed);
});

test.each(['', '-', '.', '5.', '1,5', '1.234,50', '1.2.3', '12,34', '1,2345', '1, 234', '+5', '1e3', 'NaN'])(
  '"%s" is not guessed at',
  (text) => {
    expect(readTypedNumber(text)).toBeUndefined();
  },
);
