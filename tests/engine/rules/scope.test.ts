import { expect, test } from 'vitest';
import { fieldTypeNames } from '../../../src/engine/form/field-types.js';
import { fieldMeanings } from '../../../src/engine/rules/cel-type.js';
import { scopeOf } from '../../../src/engine/rules/scope.js';
import { exampleForm, formOf } from './support/example-form.js';

function guarded(definition: Readonly<Record<string, unknown>>) {
  const [field] = scopeOf(formOf([{ name: 'x', type: 'text', ...definition }])).fields;
  return field?.guarded;
}

test('the example has a field of every type', () => {
  expect(new Set(exampleForm.map(({ type }) => type))).toEqual(new Set(fieldTypeNames));
  expect(Object.keys(fieldMeanings).sort()).toEqual([...fieldTypeNames].sort());
});

test.each([
  [{ required: true }, false],
  [{}, true],
  [{ required: true, visible_when: 'urgent' }, true],
  [{ computed: '"x"' }, false],
  [{ computed: '"x"', visible_when: 'urgent' }, true],
  [{ type: 'users' }, false],
  [{ type: 'file' }, false],
])('a field %j needs a guard: %s', (definition, answer) => {
  expect(guarded(definition)).toBe(answer);
});

test('a scope knows the currencies of amounts and the options of choices', () => {
  const { fields } = scopeOf(exampleForm);
  expect(fields.find(({ name }) => name === 'cost')).toMatchObject({ type: 'Money', currencies: ['USD', 'EUR'] });
  expect(fields.find(({ name }) => name === 'category')?.options).toEqual(['travel', 'hotel', 'meals']);
  expect(fields.find(({ name }) => name === 'title')).toEqual({
    name: 'title',
    type: 'string',
    guarded: false,
    currencies: [],
  });
});

test('the same list of fields gives the same scope', () => {
  expect(scopeOf(exampleForm)).toBe(scopeOf(exampleForm));
});
