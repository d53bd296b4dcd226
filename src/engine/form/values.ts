import { z } from 'zod';
import type { FormContext, FormStart } from './context.js';
import type { FieldProblem, FieldValue, RawValue } from './field-type.js';
import { type FormField, fieldTypeOf, formulaOf } from './field-types.js';
import { fillForm } from './fill.js';

/** What a document holds: JSON, with no key for a field without a value. */
export type FormValues = Readonly<Record<string, FieldValue>>;

/** What a platform hands over when somebody sends a form, by field name. */
export type RawValues = Readonly<Record<string, RawValue>>;

export interface FieldError extends FieldProblem {
  readonly field: string;
}

export type FormCheck =
  | { readonly ok: true; readonly values: FormValues }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Reads and checks what somebody sent: the first problem of every field, in the order of the form, then the names that
 * the form does not know. A default is what a fresh form shows; it is never put in place of what was left empty. What
 * was sent for a field that is hidden, or computed, counts for nothing.
 */
export function checkForm(fields: readonly FormField[], raw: RawValues, context: FormContext): FormCheck {
  const { values, problems } = fillForm(fields, raw, context);
  const errors = fields.flatMap(({ name }): FieldError[] => {
    const found = problems.get(name);
    return found ? [{ field: name, ...found }] : [];
  });
  errors.push(...unknownNames(fields, raw));
  return errors.length === 0 ? { ok: true, values } : { ok: false, errors };
}

function unknownNames(fields: readonly FormField[], raw: RawValues): FieldError[] {
  const known = new Set(fields.map((field) => field.name));
  const unknown = Object.keys(raw).filter((name) => !known.has(name));
  return unknown.map((name) => ({ field: name, code: 'unknown-field', params: {} }));
}

/**
 * The stored values of a form as a schema, for reading documents: what depends on the day, on people or on other
 * fields is not in it.
 */
export function valuesSchema(fields: readonly FormField[]): z.ZodType<FormValues> {
  return z.strictObject(Object.fromEntries(fields.map((field) => [field.name, valueSchema(field)])));
}

function valueSchema(field: FormField): z.ZodType<FieldValue> | z.ZodExactOptional<z.ZodType<FieldValue>> {
  const schema = fieldTypeOf(field)
    .value(field)
    .meta({ title: field.label, ...(field.help && { description: field.help }) });
  const isAlwaysThere = field.required && field.visible_when === undefined && formulaOf(field) === undefined;
  return isAlwaysThere ? schema : schema.exactOptional();
}

/** For programs that read documents: the stored values, described in JSON Schema 2020-12. */
export function toJsonSchema(fields: readonly FormField[]) {
  return z.toJSONSchema(valuesSchema(fields));
}

/** Back to what the inputs of a form show, for editing; `checkForm` of it gives equal values. */
export function rawOf(fields: readonly FormField[], values: FormValues): RawValues {
  return Object.fromEntries(
    fields.flatMap((field): [string, RawValue][] => {
      const value = own(values, field.name);
      return value === undefined ? [] : [[field.name, fieldTypeOf(field).write(field, value)]];
    }),
  );
}

/** What the inputs of a fresh form show: defaults, and the first currency of every money field. */
export function initialRaw(fields: readonly FormField[], start: FormStart): RawValues {
  return Object.fromEntries(fields.map((field) => [field.name, fieldTypeOf(field).initial(field, start)]));
}

/** The names of the fields whose value came, went or changed, sorted. */
export function changedFields(before: FormValues, after: FormValues): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSame(own(before, name), own(after, name))).sort();
}

/** Never what an object inherits: `constructor` is in every one. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Whether two pieces of JSON say the same, whatever the order of their properties. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key) => isSame(Reflect.get(a, key), Reflect.get(b, key)));
}
