import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fieldTypeNames } from '../../../src/engine/form/field-types.js';
import { fieldMeanings, properties } from '../../../src/engine/rules/cel-type.js';
import { compileRule } from '../../../src/engine/rules/compile.js';
import { ruleShape } from '../../../src/engine/rules/rule-shape.js';
import { functions, methods } from '../../../src/engine/rules/vocabulary.js';
import { problemsWith } from './support/ask.js';
import { exampleScope } from './support/example-form.js';

const page = readFileSync('docs/RULES.md', 'utf8');

/** How the page calls each type of value. */
const wordsOnThePage: Readonly<Record<string, RegExp>> = {
  string: /^text/,
  int: /^whole number$/,
  bool: /^yes or no$/,
  Decimal: /^number$/,
  Money: /^money$/,
  Date: /^date$/,
  Time: /^time$/,
  DateTime: /^moment$/,
  DateRange: /^range, with `.from` and `.to`$/,
  'list<string>': /^list of texts/,
  'list<File>': /^list of files$/,
};

const rows = page
  .slice(page.indexOf('| field type |'))
  .split('\n\n')[0]
  ?.split('\n')
  .slice(2)
  .map((row) => row.split('|').map((cell) => cell.trim()));

describe('the page about rules', () => {
  test('has a row for every type of field', () => {
    expect(rows?.map(([, type]) => type?.replaceAll('`', ''))).toEqual(expect.arrayContaining([...fieldTypeNames]));
    expect(rows).toHaveLength(fieldTypeNames.length);
  });

  test.each(rows ?? [])('says of %s%s what it is and what it is without a value', (_, name, words, __, absent) => {
    const meaning = Object.entries(fieldMeanings).find(([type]) => `\`${type}\`` === name)?.[1];
    expect(words).toMatch(wordsOnThePage[meaning?.type ?? ''] ?? /^$/);
    expect(absent).toBe(meaning?.absent === 'error' ? 'ask first' : 'empty list');
  });

  test.each([...Object.keys(functions), ...Object.keys(methods)])('says what %s() does', (name) => {
    const table = page.slice(page.indexOf('## Everything that can be called'), page.indexOf('## Computed fields'));
    expect(table).toMatch(new RegExp(`[\`.]${name}\\(`));
  });

  test('names every property of the requester and of a file', () => {
    for (const name of Object.keys(properties.Requester ?? {})) expect(page).toContain(`\`requester.${name}\``);
    for (const name of Object.keys(properties.File ?? {})) expect(page).toContain(`\`${name}\``);
  });

  const examples = [...page.matchAll(/```cel( refused)?\n([^`]+)```/g)].flatMap(([, refused, block = '']) =>
    block
      .trim()
      .split('\n')
      .map((rule) => ({ rule, isRefused: refused !== undefined })),
  );

  test('has examples', () => expect(examples.length).toBeGreaterThan(15));

  test.each(examples)('shows an example that works: $rule', ({ rule, isRefused }) => {
    expect(problemsWith(rule)).toHaveLength(isRefused ? 1 : 0);
  });

  test('shows conditions that mean what the text beside them means', () => {
    const blocks = [...page.matchAll(/```yaml\n(when:[^`]+)```/g)].map(([, block = '']) => parse(block).when);
    expect(blocks).toHaveLength(2);
    for (const written of blocks)
      expect(compileRule(ruleShape.parse(written), exampleScope)).toMatchObject({ ok: true });
  });
});
