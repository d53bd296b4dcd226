import type { z } from 'zod';
import { quote } from './finding.js';
import { suggestion } from './nearest.js';

/** Turns what zod found into a sentence for the admin who wrote the file. Schemas with sentences of their own win. */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const property = nameOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return explainKind(property, issue.expected, issue.input);
    case 'invalid_value':
      return `${property} cannot be ${quote(issue.input)}; write ${choices(issue.values)}`;
    case 'too_small':
      return issue.origin === 'number' ? `${property} cannot be below ${issue.minimum}` : `${property} is empty`;
    case 'too_big':
      return `${property} ${tooMuch(issue)}`;
    case 'invalid_format':
    case 'custom':
      return issue.message === undefined ? undefined : `${property} ${issue.message}`;
    default:
      return undefined;
  }
}

/** One line per key, in their order: `read-shape.ts` makes a finding of each. */
export function explainUnknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys.map((key) => explainUnknownKey(key, known)).join('\n');
}

export function explainUnknownKey(key: string, known: readonly string[]): string {
  const meant = suggestion(key, known);
  return `${quote(key)} is not known here${meant === '' ? ` (known: ${known.join(', ')})` : meant}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text; put it in quotes if it looks like something else',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list; begin each entry with "- "',
  record: 'a set of properties, each on a line of its own such as "name: …"',
  object: 'a set of properties, each on a line of its own such as "name: …"',
};

function explainKind(property: string, expected: string, found: unknown): string {
  const wanted = KINDS[expected] ?? expected;
  if (found === undefined) return `${property} is missing`;
  if (found === null) return `${property} has no value; give it ${wanted}`;
  return `${property} must be ${wanted}`;
}

function tooMuch(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (issue.origin === 'string') return `is longer than ${issue.maximum} characters`;
  if (issue.origin === 'array') return `has more than ${issue.maximum} entries`;
  return `cannot be above ${issue.maximum}`;
}

function choices(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('');
}

function nameOf(path: readonly PropertyKey[] | undefined): string {
  const property = path?.findLast((step) => typeof step === 'string');
  return property === undefined ? 'it' : `"${String(property)}"`;
}
