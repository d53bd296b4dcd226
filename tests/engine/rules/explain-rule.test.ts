import { expect, test } from 'vitest';
import { explainRule } from '../../../src/engine/rules/explain-rule.js';
import type { Rule } from '../../../src/engine/rules/rule.js';

test.each<[Rule, string]>([
  ['amount > money("500.00", "USD")', 'amount > money("500.00", "USD")'],
  ['  amount\n    > paid ', 'amount > paid'],
  [
    {
      all: [
        { path: 'amount', operator: '>', value: { amount: '500.00', currency: 'USD' } },
        {
          any: [
            { path: 'urgent', operator: '==', value: true },
            { path: 'start', operator: '<', value: '2026-02-01' },
          ],
        },
      ],
    },
    'amount > 500.00 USD and (urgent == true or start < 2026-02-01)',
  ],
])('%j is told as its author wrote it', (rule, text) => {
  expect(explainRule(rule)).toBe(text);
});

test('a long one is cut, and never through a character', () => {
  const explained = explainRule(`title == "${'😀'.repeat(300)}"`);
  expect([...explained]).toHaveLength(150);
  expect(explained.endsWith('😀…')).toBe(true);
});
