import { describe, expect, test } from 'vitest';
import { ruleShape } from '../../../src/engine/rules/rule-shape.js';

function problemsIn(written: unknown) {
  const read = ruleShape.safeParse(written);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const condition = { path: 'amount', operator: '>', value: 5 };

describe('a rule in a file', () => {
  test.each([
    ['amount > paid', 'amount > paid'],
    ['  amount > paid\n', 'amount > paid'],
    [{ all: [condition] }, { all: [condition] }],
    [{ any: [condition, { all: [condition] }] }, { any: [condition, { all: [condition] }] }],
    [
      { all: [{ path: ' amount ', operator: '>=', value: { amount: '5.00', currency: 'USD' } }] },
      { all: [{ path: 'amount', operator: '>=', value: { amount: '5.00', currency: 'USD' } }] },
    ],
    [
      { all: [{ path: 'urgent', operator: '==', value: false }] },
      { all: [{ path: 'urgent', operator: '==', value: false }] },
    ],
  ])('%j is read', (written, rule) => {
    expect(ruleShape.parse(written)).toEqual(rule);
  });

  test.each([
    ['', ': the rule is empty'],
    ['x'.repeat(2001), ': the rule is longer than 2000'],
    [true, ': a rule is a text in quotes'],
    [5, ': a rule is a text in quotes'],
    [null, ': a rule is a text in quotes'],
    [[condition], ': a rule is a text in quotes'],
    [{}, ': the rule is empty; write "all:" or "any:"'],
    [{ al: [condition] }, ': "al" is not known here; did you mean "all"?'],
    [{ all: [condition], any: [condition] }, ': "all" and "any" stand beside each other'],
    [{ all: condition }, 'all: "all" must be a list'],
    [{ all: [] }, 'all: "all" lists no conditions'],
    [{ any: [{ all: [] }] }, 'any.0.all: "all" lists no conditions'],
    [{ all: ['amount > 5'] }, 'all.0: a condition has "path", "operator" and "value"'],
    [{ all: [{ ...condition, operatr: '>' }] }, 'all.0.operatr: "operatr" is not known here; did you mean "operator"?'],
    [{ all: [{ ...condition, operator: '=' }] }, 'all.0.operator: "=" is no operator; write one of "<", ">"'],
    [{ all: [{ ...condition, operator: 'contains' }] }, 'all.0.operator: "contains" is no operator'],
    [{ all: [{ ...condition, operator: undefined }] }, 'all.0.operator: "operator" must be one of'],
    [{ all: [{ ...condition, path: '' }] }, 'all.0.path: "path" must be the name of a field'],
    [{ all: [{ ...condition, value: null }] }, 'all.0.value: "value" must be a text, a number'],
    [{ all: [{ ...condition, value: ['a'] }] }, 'all.0.value: "value" must be a text, a number'],
    [{ all: [{ ...condition, value: Number.NaN }] }, 'all.0.value: "value" must be a text, a number'],
    [{ all: [{ ...condition, value: { amount: 5, currency: 'USD' } }] }, 'all.0.value: an amount is written'],
    [{ all: [{ ...condition, value: { amount: '5', currency: 'USD', x: 1 } }] }, 'all.0.value: an amount is written'],
    [{ all: Array.from({ length: 51 }, () => condition) }, 'all: the rule has more than 50 conditions'],
  ])('%j is refused where the mistake stands', (written, said) => {
    expect(problemsIn(written)).toEqual([expect.stringContaining(said)]);
    expect(problemsIn(written)[0]?.startsWith(said.slice(0, said.indexOf(': ') + 2))).toBe(true);
  });

  test('names all its mistakes at once', () => {
    const written = { any: [{ path: 5, operator: '=>', value: null }, { all: [condition, 'x'] }] };
    expect(problemsIn(written).map((problem) => problem.split(':')[0])).toEqual([
      'any.0.path',
      'any.0.operator',
      'any.0.value',
      'any.1.all.1',
    ]);
  });

  test('that holds itself, or one list a million times, is refused and read to its end', () => {
    const round: { all: unknown[] } = { all: [] };
    round.all.push(round, round);
    expect(problemsIn(round)).not.toEqual([]);
    let wide: unknown = { all: [condition] };
    for (let level = 0; level < 7; level++) wide = { any: Array.from({ length: 10 }, () => wide) };
    expect(problemsIn(wide)).not.toEqual([]);
  });
});
