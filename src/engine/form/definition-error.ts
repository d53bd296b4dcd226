import type { z } from 'zod';
import { fieldDefinition, fieldTypeNames } from './field-types.js';

/** Turns what zod found in a field's definition into a sentence for an admin: the property, what is wrong, the way out. */
export function explainDefinition(issue: z.core.$ZodIssue, definition: unknown): string {
  const property = propertyAt(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return explainUnknown(issue.path, issue.keys, definition);
    case 'invalid_union':
      return issue.discriminator === undefined ? `${property} ${issue.message}` : explainType(definition);
    case 'invalid_type':
      return explainKind(property, issue, valueAt(definition, issue.path));
    case 'too_small':
      return `${property} ${tooLittle(issue)}`;
    case 'too_big':
      return `${property} ${tooMuch(issue)}`;
    default:
      return `${property} ${issue.message}`;
  }
}

/** `"options" entry 2 "label"`, counted as people count. */
function propertyAt(path: readonly PropertyKey[]): string {
  return path.map((key) => (typeof key === 'number' ? `entry ${key + 1}` : `"${String(key)}"`)).join(' ');
}

function explainType(definition: unknown): string {
  const type = valueAt(definition, ['type']);
  const known = fieldTypeNames.join(', ');
  if (type === undefined) return `"type" is missing; write one of ${known}`;
  return `"type" cannot be ${JSON.stringify(type)}; write one of ${known}`;
}

/** People look for it on fields that cannot have it. */
const PATTERN_ELSEWHERE = '"pattern" is for fields of type text; remove it, or make this one a text';

function explainUnknown(path: readonly PropertyKey[], keys: readonly string[], definition: unknown): string {
  if (path.length === 0 && keys.includes('pattern')) return PATTERN_ELSEWHERE;
  const named = keys.map((key) => JSON.stringify(key)).join(', ');
  const place = path.length === 0 ? '' : ` in ${propertyAt(path)}`;
  return `nothing called ${named} can be set${place}; correct the spelling or remove it${knownProperties(path, definition)}`;
}

function knownProperties(path: readonly PropertyKey[], definition: unknown): string {
  const type = valueAt(definition, ['type']);
  const schema = fieldDefinition.options.find(({ shape }) => shape.type.value === type);
  if (path.length > 0 || schema === undefined) return '';
  return ` (known here: ${Object.keys(schema.shape).join(', ')})`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
};

function explainKind(property: string, issue: z.core.$ZodIssueInvalidType, found: unknown): string {
  if (issue.expected === 'object')
    return `${property} must be a set of properties, each on a line "name: value"`.trim();
  const wanted = KINDS[issue.expected] ?? issue.expected;
  if (found === undefined) return `${property} is missing; add it (${wanted})`;
  if (found === null) return `${property} is empty; give it ${wanted} or remove the line`;
  return `${property} must be ${wanted}${wanted === 'text' ? '; put it in quotes' : ''}`;
}

function tooLittle(issue: z.core.$ZodIssueTooSmall): string {
  if (issue.origin === 'string') return 'is empty; write something or leave it out';
  if (issue.origin === 'array') return `is empty; add at least one entry`;
  return `cannot be below ${issue.minimum}; raise it`;
}

function tooMuch(issue: z.core.$ZodIssueTooBig): string {
  if (issue.origin === 'array') return `has more than ${issue.maximum} entries; leave some out`;
  return `cannot be above ${issue.maximum}; lower it`;
}

function valueAt(definition: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }, definition);
}
