import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../src/engine/rules/compile.js';
import { evaluate } from '../../../src/engine/rules/evaluate.js';
import { exampleForm, exampleInput, exampleScope, exampleValues } from './support/example-form.js';

const TEXT_CHARS_MAX = 3000;
const ENDS_WITHIN_MS = 2000;

const words = [
  ...exampleForm.map(({ name }) => name),
  ...['form', 'requester', 'today', 'has', 'size', 'money', 'date', 'days', 'matches', 'cel', 'bind', 'dyn', 'null'],
  ...['all', 'exists', 'map', 'filter', 'constructor', '__proto__', 'toString', 'CALENDAR', '$amount', 'in', 'true'],
  ...['"x"', "'", '"""', 'r"', '1', '0.5', '1e99', '0x', '9'.repeat(50), '2u', '-', '!', '&&', '||', '?', ':', ','],
  ...[
    '(',
    ')',
    '((',
    '))',
    '[',
    ']',
    '{',
    '}',
    '.',
    '.?',
    '==',
    '=',
    '<',
    '+',
    '*',
    '/',
    '%',
    '//',
    '\\',
    '\n',
    '\u0000',
    '😀',
  ],
];

describe('a hostile rule', () => {
  test('of random words is refused or answered, and nothing is thrown', () => {
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
        const compiled = compileRule(text, exampleScope);
        if (compiled.ok) evaluate(compiled.rule, exampleInput);
        else expect(compiled.problems.every((problem) => problem.length > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  const as = 'a'.repeat(TEXT_CHARS_MAX);
  const longText = Array.from({ length: 150 }, () => 'reason').join('+');
  test.each([
    ['unary', `${'!'.repeat(1999)}urgent`],
    ['parentheses', `${'('.repeat(1000)}`],
    ['brackets', `${'['.repeat(1999)}`],
    ['a long chain', `urgent${'&&urgent'.repeat(240)}`],
    ['a long sum', `quantity${'*quantity'.repeat(180)} > 1`],
    ['growing decimals', `ratio${'*ratio'.repeat(199)} > 1.0`],
    ['growing lists', `size(tags${'+tags'.repeat(190)}) > 0`],
    ['a walk through long texts', `tags.all(t, (${longText}).contains(title))`],
    ['many walks', Array.from({ length: 40 }, () => 'tags.all(t,t.contains(reason))').join('||')],
    ['lists of lists', `${'['.repeat(30)}tags${']'.repeat(30)} == ${'['.repeat(30)}tags${']'.repeat(30)}`],
    ['a walk through a walk', 'tags.map(t, tags).map(t, tags).map(t, tags).all(t, size(t) > 0)'],
    ['conditions within each other', `${'urgent ? urgent : '.repeat(60)}urgent`],
    ['a comment', `urgent //${'x'.repeat(1900)}`],
  ])('%s ends at once', (_what, text) => {
    const values = {
      ...exampleValues,
      tags: Array.from({ length: 100 }, (_, index) => (index % 2 ? 'travel' : 'hotel')),
      title: `b${as.slice(1)}`,
      reason: as,
    };
    const begun = performance.now();
    const compiled = compileRule(text, exampleScope);
    const answer = compiled.ok ? evaluate(compiled.rule, { ...exampleInput, values }) : undefined;
    expect(performance.now() - begun).toBeLessThan(ENDS_WITHIN_MS);
    expect(compiled.ok ? (answer?.ok ?? false) || answer : compiled.problems.length > 0).toBeTruthy();
  });

  test('on hostile values is an error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...exampleForm.map(({ name }) => name)), fc.anything()), (values) => {
        for (const { name } of exampleForm) {
          const compiled = compileRule(`has(form.${name})`, exampleScope);
          if (!compiled.ok) throw new Error(compiled.problems.join());
          const answer = evaluate(compiled.rule, { ...exampleInput, values: values as never });
          expect(answer.ok ? typeof answer.value : typeof answer.error).toBe(answer.ok ? 'boolean' : 'string');
        }
      }),
    );
  });

  test('cannot reach what JavaScript gives every object', () => {
    for (const name of [
      'constructor',
      'toString',
      'hasOwnProperty',
      '__proto__',
      'valueOf',
      'units',
      'minor',
      'text',
    ]) {
      for (const owner of ['amount', 'ratio', 'start', 'period', 'requester', 'form', 'title', 'tags']) {
        if (owner === 'requester' && name === 'units') continue;
        expect(compileRule(`${owner}.${name} == "x"`, exampleScope).ok, `${owner}.${name}`).toBe(false);
        expect(compileRule(`${owner}.${name}() == "x"`, exampleScope).ok, `${owner}.${name}()`).toBe(false);
      }
    }
  });
});
