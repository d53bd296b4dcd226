import type { FormValues } from '../../../../src/engine/form/values.js';
import { compileFormula, compileRule, type FormulaType } from '../../../../src/engine/rules/compile.js';
import { type Evaluation, evaluate, type RuleInput } from '../../../../src/engine/rules/evaluate.js';
import type { Rule } from '../../../../src/engine/rules/rule.js';
import type { RuleScope } from '../../../../src/engine/rules/scope.js';
import { exampleInput, exampleScope, exampleValues } from './example-form.js';

/** The answer to a rule about the example, with other values here and there; its problems where it is refused. */
export function ask(rule: Rule, values: FormValues = {}, input: Partial<RuleInput> = {}): Evaluation<boolean> {
  const compiled = compileRule(rule, exampleScope);
  if (!compiled.ok) throw new Error(`refused: ${compiled.problems.join(' | ')}`);
  return evaluate(compiled.rule, { ...exampleInput, values: { ...exampleValues, ...values }, ...input });
}

export function compute(text: string, expected: FormulaType, values: FormValues = {}): Evaluation<unknown> {
  const compiled = compileFormula(text, exampleScope, expected);
  if (!compiled.ok) throw new Error(`refused: ${compiled.problems.join(' | ')}`);
  return evaluate(compiled.formula, { ...exampleInput, values: { ...exampleValues, ...values } });
}

/** What is said about a rule when it is saved; nothing where it is taken. */
export function problemsWith(rule: Rule, scope: RuleScope = exampleScope): readonly string[] {
  const compiled = compileRule(rule, scope);
  return compiled.ok ? [] : compiled.problems;
}

export const yes = { ok: true, value: true };
export const no = { ok: true, value: false };
