import { Environment } from '@marcbachmann/cel-js';
import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../src/engine/rules/compile.js';
import { evaluate } from '../../../src/engine/rules/evaluate.js';
import { reservedFieldNames } from '../../../src/engine/rules/reserved.js';
import { scopeOf } from '../../../src/engine/rules/scope.js';
import { functions, methods } from '../../../src/engine/rules/vocabulary.js';
import { exampleInput, exampleScope, formOf } from './support/example-form.js';

const { functions: celFunctions, variables } = new Environment().getDefinitions();
const celNames = [...celFunctions.map(({ name }) => name), ...variables.map(({ name }) => name)];
const names = [
  ...new Set([...celNames, ...Object.keys(functions), ...Object.keys(methods), 'xx', 'text', 'minor', 'units']),
];
const fieldNames = names.filter((name) => /^[a-z][a-z0-9_]{0,39}$/.test(name) && !reservedFieldNames.has(name));

describe('a field', () => {
  test.each(fieldNames)('can be called %s and is still itself', (name) => {
    const scope = scopeOf(formOf([{ name, type: 'integer', required: true }]));
    const rule = `${name} == 5 && form.${name} == 5 && has(form.${name}) && size("x") == 1 && "x".contains("x")`;
    const compiled = compileRule(rule, scope);
    if (!compiled.ok) throw new Error(compiled.problems.join());
    expect(evaluate(compiled.rule, { ...exampleInput, values: { [name]: 5 } })).toEqual({ ok: true, value: true });
    expect(compiled.rule.fields.map((field) => field.name)).toEqual([name]);
  });

  test.each(['form', 'requester', 'today', 'true', 'null', 'in', 'while', 'prototype'])(
    'cannot be called %s',
    (name) => {
      expect(reservedFieldNames.has(name)).toBe(true);
    },
  );
});

describe('of the functions of CEL', () => {
  const calls = celFunctions.map(({ name, receiverType, params }) => {
    const args = params.map(() => 'quantity').join(', ');
    return { name, isKnown: Object.hasOwn(receiverType === null ? functions : methods, name), args, receiverType };
  });

  test.each(calls.filter(({ isKnown }) => !isKnown))('$receiverType $name is not among the words of rules', (call) => {
    const { name, receiverType, args } = call;
    const text = receiverType === null ? `${name}(${args}) == 1` : `title.${name}(${args}) == 1`;
    const compiled = compileRule(text, exampleScope);
    expect(compiled).toEqual({ ok: false, problems: [expect.stringContaining(`"${name}" `)] });
  });
});
