/** What every rule knows besides the fields of the form. */
export const builtInNames = ['form', 'requester', 'today'] as const;

/** The words of CEL, those that it keeps for later, and the two that JavaScript's objects react to. */
const celWords = [
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
  '__proto__',
  'prototype',
];

/**
 * Names that a field of a form may not have, because in a rule they would mean something else. Names of functions are
 * not among them: `days` is a field and `days(` is the function, so that a form may have a field called `date`.
 */
export const reservedFieldNames: ReadonlySet<string> = new Set([...builtInNames, ...celWords]);
