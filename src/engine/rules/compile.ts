import type { Money } from '../money.js';
import { bounded } from './bounded.js';
import { checkProgram } from './check-program.js';
import { PROBLEMS_MAX } from './limits.js';
import { readBool, readFormula } from './read-result.js';
import type { Rule } from './rule.js';
import { identityOf, type RuleScope, type ScopeField } from './scope.js';
import { renderStructured } from './structured.js';

/** A rule that was checked against a form, ready to be evaluated. `V` is what it answers with. */
export interface Compiled<V> {
  /** The CEL it came from. */
  readonly text: string;
  /** The fields of the form that it reads or asks about, in the form's order. */
  readonly fields: readonly ScopeField[];
  /** Throws whatever goes wrong; `evaluate` is the way to call it. */
  readonly run: (variables: Readonly<Record<string, unknown>>) => V;
}

export type CompiledRule = Compiled<boolean>;
export type FormulaValue = string | number | boolean | Money;
export type CompiledFormula = Compiled<FormulaValue>;
export type FormulaType = 'string' | 'int' | 'number' | 'money' | 'date' | 'bool';

export type RuleCompilation =
  | { readonly ok: true; readonly rule: CompiledRule }
  | { readonly ok: false; readonly problems: readonly string[] };

export type FormulaCompilation =
  | { readonly ok: true; readonly formula: CompiledFormula }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Checks a condition against a form: its names, its types, its amounts and dates, and that no field is read that may be
 * without a value. Problems are sentences for the admin who wrote it. The same rule and form are compiled once.
 */
export function compileRule(rule: Rule, scope: RuleScope): RuleCompilation {
  const rendered = typeof rule === 'string' ? ({ ok: true, text: rule } as const) : renderStructured(rule, scope);
  if (!rendered.ok) return { ok: false, problems: rendered.problems.slice(0, PROBLEMS_MAX) };
  return rules.get(`${identityOf(scope)} ${rendered.text}`, () => {
    const checked = checkProgram(rendered.text, scope, ['bool']);
    if (!checked.ok) return checked;
    return { ok: true, rule: { ...checked.parts, run: (variables) => readBool(checked.run(variables)) } };
  });
}

/** The same for what a field is computed by: the result must be of the field's type, an `int` will do for a `number`. */
export function compileFormula(text: string, scope: RuleScope, expected: FormulaType): FormulaCompilation {
  return formulas.get(`${identityOf(scope)} ${expected} ${text}`, () => {
    const checked = checkProgram(text, scope, RESULT_TYPES[expected]);
    if (!checked.ok) return checked;
    const run = (variables: Readonly<Record<string, unknown>>) => readFormula(checked.run(variables), expected);
    return { ok: true, formula: { ...checked.parts, run } };
  });
}

const RESULT_TYPES: Readonly<Record<FormulaType, readonly string[]>> = {
  string: ['string'],
  int: ['int'],
  number: ['Decimal', 'int'],
  money: ['Money'],
  date: ['Date'],
  bool: ['bool'],
};

/** Some 4 kB each as rules usually are. */
const COMPILED_MAX = 500;
const rules = bounded<RuleCompilation>(COMPILED_MAX);
const formulas = bounded<FormulaCompilation>(COMPILED_MAX);
