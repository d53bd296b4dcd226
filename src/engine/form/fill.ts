import type { z } from 'zod';
import type { FormContext } from './context.js';
import { type FieldProblem, type FieldValue, problem, type RawValue } from './field-type.js';
import { type FormField, fieldTypeOf } from './field-types.js';
import { type FieldRule, type FormRules, rulesOf } from './form-rules.js';
import type { FormValues, RawValues } from './values.js';

/** A form as far as it is filled: what a person sees of it, and what stands against sending it. */
export interface FilledForm {
  /** The fields that are shown. What was typed into others is not in `values`. */
  readonly visible: ReadonlySet<string>;
  /** Those that are shown and have one that keeps all limits, computed ones included. */
  readonly values: FormValues;
  /** The first of every shown field. */
  readonly problems: ReadonlyMap<string, FieldProblem>;
}

/**
 * Goes through the fields in such an order that each finds decided what its rules ask for. A rule about a value that
 * must be there and is not yet has no answer: what it shows stays hidden, and what it computes stays empty, until then.
 */
export function fillForm(fields: readonly FormField[], raw: RawValues, context: FormContext): FilledForm {
  const rules = rulesOf(fields);
  const values: Record<string, FieldValue> = {};
  const problems = new Map<string, FieldProblem>();
  const visible = new Set<string>();
  for (const field of rules.inOrder) {
    const shown = isShown(field, rules, values, context);
    if (shown === 'no') continue;
    visible.add(field.name);
    const found = shown === 'yes' ? outcomeOf(field, rules, values, raw, context) : shown;
    if ('problem' in found) problems.set(field.name, found.problem);
    else if (found.value !== undefined) values[field.name] = found.value;
  }
  checkFiles(fields, visible, values, problems, context);
  return { visible, values: inFormOrder(fields, values), problems };
}

type Found = { readonly value: FieldValue | undefined } | { readonly problem: FieldProblem };

/** A condition that fails hides nothing: the field is there, and says what is wrong. */
function isShown(
  { name }: FormField,
  rules: FormRules,
  values: FormValues,
  context: FormContext,
): 'yes' | 'no' | { readonly problem: FieldProblem } {
  const outcome = rules.condition(name)?.outcome(values, context);
  if (outcome === undefined) return 'yes';
  if (outcome.kind === 'fault') return { problem: ruleFailed(outcome.error) };
  return outcome.kind === 'value' && outcome.value === true ? 'yes' : 'no';
}

function outcomeOf(
  field: FormField,
  rules: FormRules,
  values: FormValues,
  raw: RawValues,
  context: FormContext,
): Found {
  const formula = rules.formula(field.name);
  if (formula !== undefined) return computed(field, formula, values, context);
  const reading = fieldTypeOf(field).read(field, own(raw, field.name));
  if ('problem' in reading) return reading;
  if (reading.value === undefined) return field.required ? { problem: problem('required') } : reading;
  return checked(field, reading.value, context);
}

function computed(field: FormField, formula: FieldRule, values: FormValues, context: FormContext): Found {
  const outcome = formula.outcome(values, context);
  if (outcome.kind === 'fault') return { problem: ruleFailed(outcome.error) };
  return outcome.kind === 'open' ? { value: undefined } : checked(field, outcome.value, context);
}

function checked(field: FormField, value: FieldValue, context: FormContext): Found {
  const type = fieldTypeOf(field);
  const parsed = schemaOf(field).safeParse(value);
  const [issue] = parsed.success ? [] : parsed.error.issues;
  const found = issue ? type.explain(field, issue) : type.check?.(field, value, context);
  return found ? { problem: found } : { value };
}

const compiled = new WeakMap<FormField, z.ZodType<FieldValue>>();

/** Kept as long as the field is: compiling costs more than checking. */
function schemaOf(field: FormField): z.ZodType<FieldValue> {
  const known = compiled.get(field) ?? fieldTypeOf(field).value(field);
  compiled.set(field, known);
  return known;
}

/** What concerns the files of all fields together: too many stand on the field that has the last of them. */
function checkFiles(
  fields: readonly FormField[],
  visible: ReadonlySet<string>,
  values: FormValues,
  problems: Map<string, FieldProblem>,
  { attachments }: FormContext,
): void {
  const shown = fields.filter(({ name, type }) => type === 'file' && visible.has(name));
  const filled = shown.flatMap(({ name }) =>
    Array.isArray(values[name]) ? [{ name, count: values[name].length }] : [],
  );
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  const [first, last] = [shown[0], filled.at(-1)];
  if (total > attachments.max && last !== undefined)
    put(last.name, problem('too-many-files', { max: attachments.max }));
  if (total === 0 && attachments.required && first !== undefined) put(first.name, problem('required'));

  function put(name: string, found: FieldProblem): void {
    if (!problems.has(name)) problems.set(name, found);
  }
}

function ruleFailed(error: string): FieldProblem {
  return problem('rule-failed', { error });
}

function inFormOrder(fields: readonly FormField[], values: FormValues): FormValues {
  const present = fields.flatMap(({ name }): [string, FieldValue][] => {
    const value = own(values, name);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(present);
}

/** Never what an object inherits. */
function own<T extends RawValue | FieldValue>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
