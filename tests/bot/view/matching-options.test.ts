import { expect, test } from 'vitest';
import { matchingOptions } from '../../../src/bot/view/matching-options.js';

const cities = ['Berlin', 'Bern', 'Zürich', 'New York', 'York', 'São Paulo'].map((label, index) => ({
  value: `c${index}`,
  label,
}));

test.each<[string, string[]]>([
  ['', ['Berlin', 'Bern', 'Zürich', 'New York', 'York', 'São Paulo']],
  ['ber', ['Berlin', 'Bern']],
  ['ZURICH', ['Zürich']],
  ['sao', ['São Paulo']],
  ['york', ['York', 'New York']],
  ['york new', ['New York']],
  ['  york  ', ['York', 'New York']],
  ['x', []],
  ['.*', []],
])('“%s” finds %j', (typed, found) => {
  expect(matchingOptions(cities, typed, 100).map(({ label }) => label)).toEqual(found);
});

test('no more are found than a menu shows', () => {
  expect(matchingOptions(cities, '', 2)).toHaveLength(2);
});
