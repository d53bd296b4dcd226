import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../src/engine/rules/compile.js';
import { evaluate } from '../../../src/engine/rules/evaluate.js';
import { exampleInput, exampleScope, exampleValues } from './support/example-form.js';

const asked = ['has(form.discount)', 'has(form.seats)', 'cost.currency == "USD"', '"EUR" == cost.currency', 'urgent'];
const read = [
  'discount > money("1", "USD")',
  'form.discount.currency == "USD"',
  'seats > 1',
  'tags.exists(t, size(t) > seats)',
  'cost > money("1", "USD")',
  'money("1", "EUR") < cost + cost',
];

/** Questions and readings joined in every way; guarded, here and there, by chance or on purpose. */
const { rule } = fc.letrec((of: fc.LetrecTypedTie<{ rule: string }>) => {
  const joined = (template: string) =>
    fc
      .tuple(of('rule'), of('rule'), of('rule'))
      .map((parts) => template.replaceAll(/[012]/g, (place) => `(${parts[Number(place)]})`));
  return {
    rule: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'rule' },
      { weight: 3, arbitrary: fc.constantFrom(...asked) },
      fc.constantFrom(...read),
      joined('0 && 1'),
      joined('0 || 1'),
      joined('!0'),
      joined('!0 || 1'),
      joined('0 && 1 && 2'),
      joined('0 ? 1 : 2'),
    ),
  };
});

const values = fc.record(
  {
    discount: fc.constant({ amountMinor: 200, currency: 'USD' }),
    seats: fc.constantFrom(0, 5),
    cost: fc.constantFrom('USD', 'EUR').map((currency) => ({ amountMinor: 500, currency })),
    urgent: fc.boolean(),
    tags: fc.constant(['hotel']),
  },
  { requiredKeys: ['cost', 'urgent', 'tags'] },
);

describe('a rule that was taken', () => {
  test('never reads an empty field and never meets another currency, whatever is filled in', () => {
    let taken = 0;
    fc.assert(
      fc.property(rule, values, (text, filled) => {
        const compiled = compileRule(text, exampleScope);
        if (!compiled.ok || !read.some((reading) => text.includes(reading))) return;
        taken++;
        const answer = evaluate(compiled.rule, { ...exampleInput, values: { ...exampleValues, ...filled } });
        expect(answer).toEqual({ ok: true, value: expect.any(Boolean) });
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
