import { type Compiled, compileFormula, compileRule, type FormulaType, type FormulaValue } from '../rules/compile.js';
import { evaluate, type RuleInput } from '../rules/evaluate.js';
import { scopeOf } from '../rules/scope.js';
import type { FormContext } from './context.js';
import { roundedDecimal } from './decimal.js';
import type { FieldValue } from './field-type.js';
import { type FormField, formulaOf } from './field-types.js';
import { inDependencyOrder } from './order.js';

/** What a rule says: a value, nothing yet because something it needs is not filled in, or that it failed. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: FieldValue }
  | { readonly kind: 'open' }
  | { readonly kind: 'fault'; readonly error: string };

type Values = Readonly<Record<string, FieldValue>>;

/** The conditions and formulas of one form, ready to be evaluated. */
export interface FormRules {
  /** The fields, each behind those that its rules speak of. */
  readonly inOrder: readonly FormField[];
  /** Names of fields whose rules speak of each other in a circle, where there is one. */
  readonly cycle: readonly string[] | undefined;
  fieldOf(name: string): FormField | undefined;
  /** Undefined where the field has no such rule. */
  condition(name: string): FieldRule | undefined;
  formula(name: string): FieldRule | undefined;
}

/** A condition or formula of one field. */
export interface FieldRule {
  /** What is wrong with it, as sentences for the admin who wrote it. */
  readonly problems: readonly string[];
  /** The CEL it was read as; empty where it could not be. */
  readonly text: string;
  /** Names of the fields that it speaks of. */
  readonly reads: readonly string[];
  outcome(values: Values, context: FormContext): Outcome;
}

const known = new WeakMap<readonly FormField[], FormRules>();

/** Kept as long as the list of fields is: compiling costs more than evaluating. */
export function rulesOf(fields: readonly FormField[]): FormRules {
  const kept = known.get(fields) ?? compiledRules(fields);
  known.set(fields, kept);
  return kept;
}

/** Whether the condition or formula of any field speaks of that one. */
export function isAskedFor(fields: readonly FormField[], name: string): boolean {
  const rules = rulesOf(fields);
  const all = fields.flatMap((field) => [rules.condition(field.name), rules.formula(field.name)]);
  return all.some((rule) => rule?.reads.includes(name));
}

function compiledRules(fields: readonly FormField[]): FormRules {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const conditions = new Map(fields.flatMap((field) => named(field, conditionOf(field, fields))));
  const formulas = new Map(fields.flatMap((field) => named(field, formulaRuleOf(field, fields))));
  const { ordered, cycle } = inDependencyOrder(fields, (name) =>
    [conditions, formulas].flatMap((rules) => rules.get(name)?.reads ?? []),
  );
  return {
    inOrder: ordered,
    cycle,
    fieldOf: (name) => byName.get(name),
    condition: (name) => conditions.get(name),
    formula: (name) => formulas.get(name),
  };
}

function named(field: FormField, rule: FieldRule | undefined): [string, FieldRule][] {
  return rule === undefined ? [] : [[field.name, rule]];
}

function conditionOf({ visible_when: condition }: FormField, fields: readonly FormField[]): FieldRule | undefined {
  if (condition === undefined) return undefined;
  const compilation = compileRule(condition, scopeOf(fields));
  return compilation.ok ? fieldRule(compilation.rule, (value) => value) : brokenRule(compilation.problems);
}

function formulaRuleOf(field: FormField, fields: readonly FormField[]): FieldRule | undefined {
  const text = formulaOf(field);
  const expected = resultTypes[field.type];
  if (text === undefined || expected === undefined) return undefined;
  const compilation = compileFormula(text, scopeOf(fields), expected);
  return compilation.ok
    ? fieldRule(compilation.formula, (value) => asStored(field, value))
    : brokenRule(compilation.problems);
}

/** What a formula must give for each type that can be computed. */
const resultTypes: Readonly<Partial<Record<FormField['type'], FormulaType>>> = {
  text: 'string',
  integer: 'int',
  number: 'number',
  money: 'money',
  date: 'date',
  boolean: 'bool',
};

/** A number is rounded to the decimals of its field, halves away from zero: nobody is there to type fewer. */
function asStored(field: FormField, value: FormulaValue): FieldValue | undefined {
  return field.type === 'number' ? roundedDecimal(String(value), field.decimals) : value;
}

function fieldRule<V>(compiled: Compiled<V>, stored: (value: V) => FieldValue | undefined): FieldRule {
  return {
    problems: [],
    text: compiled.text,
    reads: compiled.fields.map(({ name }) => name),
    outcome: (values, context) => {
      const found = evaluate(compiled, ruleInput(values, context));
      if (!found.ok) return found.missing === undefined ? { kind: 'fault', error: found.error } : { kind: 'open' };
      const value = stored(found.value);
      return value === undefined ? { kind: 'fault', error: TOO_LARGE } : { kind: 'value', value };
    },
  };
}

const TOO_LARGE = 'the result is larger than a form can hold';

/** A form that was saved by an older version of this program may hold one. */
function brokenRule(problems: readonly string[]): FieldRule {
  const error = problems.join('; ');
  return { problems, text: '', reads: [], outcome: () => ({ kind: 'fault', error }) };
}

/** Rules of forms speak of other fields only, so that a form means the same for everybody and on every day. */
function ruleInput(values: Values, { requesterId, today, calendar }: FormContext): RuleInput {
  return { values, requester: { id: requesterId, unit: '', units: [], roles: [], manager: '' }, today, calendar };
}
