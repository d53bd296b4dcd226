import { describe, expect, test } from 'vitest';
import { bounded } from '../../../src/engine/rules/bounded.js';
import { compileFormula, compileRule } from '../../../src/engine/rules/compile.js';
import { scopeOf } from '../../../src/engine/rules/scope.js';
import { exampleForm, exampleScope, formOf } from './support/example-form.js';

describe('a compiled rule', () => {
  test('is kept for every form of the same fields, however it was loaded', () => {
    const again = scopeOf(structuredClone(exampleForm));
    expect(compileRule('quantity > 1', again)).toBe(compileRule('quantity > 1', exampleScope));
    expect(compileRule({ all: [{ path: 'quantity', operator: '>', value: 1 }] }, again)).toBe(
      compileRule('quantity > 1', exampleScope),
    );
  });

  test('is another one for another form, and as a formula', () => {
    const other = scopeOf(formOf([{ name: 'quantity', type: 'number', required: true }]));
    expect(compileRule('quantity > 1', other)).not.toBe(compileRule('quantity > 1', exampleScope));
    expect(compileFormula('quantity > 1', exampleScope, 'bool')).not.toBe(compileRule('quantity > 1', exampleScope));
  });

  test('names the fields that it reads or asks about, in the order of the form', () => {
    const compiled = compileRule('has(form.note) && form.amount > paid && tags.all(t, t == title)', exampleScope);
    const names = compiled.ok && compiled.rule.fields.map(({ name }) => name);
    expect(names).toEqual(['title', 'note', 'amount', 'paid', 'tags']);
  });
});

describe('what is bounded', () => {
  test('makes a thing once, and forgets the one that was not asked for longest', () => {
    const made: string[] = [];
    const kept = bounded<object>(2);
    const get = (key: string) =>
      kept.get(key, () => {
        made.push(key);
        return {};
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
