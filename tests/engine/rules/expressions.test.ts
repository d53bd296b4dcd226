import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, compileRule, type FormulaType } from '../../../src/engine/rules/compile.js';
import { evaluate } from '../../../src/engine/rules/evaluate.js';
import { exampleInput, exampleScope } from './support/example-form.js';
import { expressions } from './support/random-expression.js';

const resultTypes = { int: 'int', number: 'number', money: 'money', date: 'date', string: 'string' } as const;

/** Grown without bounds, an expression may become longer than a rule can be; that alone is refused. */
const tooLong = /too long or too deep|longer than 2000 characters/;

describe('expressions of any shape', () => {
  test('that are conditions are taken and answered, or say why not', () => {
    let answered = 0;
    fc.assert(
      fc.property(expressions.bool, (text) => {
        const compiled = compileRule(text, exampleScope);
        if (!compiled.ok) return expect(compiled.problems).toEqual([expect.stringMatching(tooLong)]);
        const answer = evaluate(compiled.rule, exampleInput);
        if (answer.ok) answered++;
        expect(answer.ok ? typeof answer.value : typeof answer.error).toBe(answer.ok ? 'boolean' : 'string');
        expect(evaluate(compiled.rule, exampleInput)).toEqual(answer);
      }),
      { numRuns: 500 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  test.each(Object.entries(resultTypes))(
    'that are of type %s are no conditions, and compute what a form can store',
    (type, expected) => {
      fc.assert(
        fc.property(expressions[type as FormulaType & keyof typeof resultTypes], (text) => {
          const refused = compileRule(text, exampleScope);
          expect(refused.ok).toBe(false);
          const compiled = compileFormula(text, exampleScope, expected);
          if (!compiled.ok) return expect(compiled.problems).toEqual([expect.stringMatching(tooLong)]);
          const answer = evaluate(compiled.formula, exampleInput);
          if (answer.ok) expect(answer.value).toEqual(JSON.parse(JSON.stringify(answer.value)));
          else expect(answer.error).toMatch(/^[^\n]+$/);
        }),
      );
    },
  );

  test('that are of one type are not taken for another', () => {
    const types = Object.entries(resultTypes).filter(([type]) => type !== 'int');
    const pair = fc.tuple(fc.constantFrom(...types), fc.constantFrom(...types)).filter(([[a], [b]]) => a !== b);
    const wrong = pair.chain(([[type], [, expected]]) =>
      expressions[type as 'string'].map((text) => ({ text, expected })),
    );
    fc.assert(fc.property(wrong, ({ text, expected }) => !compileFormula(text, exampleScope, expected).ok));
  });
});
