import { suggestion } from '../company/nearest.js';
import type { FormField } from '../form/field-types.js';

type FieldTypeName = FormField['type'];
type FieldOf<T extends FieldTypeName> = Extract<FormField, { type: T }>;

export type NamedField<T extends FieldTypeName> =
  | { readonly ok: true; readonly field: FieldOf<T> }
  | { readonly ok: false; readonly problem: string };

/** The field of the form that a property names, of one of the types that it can work with; else a sentence for an admin. */
export function namedField<T extends FieldTypeName>(
  form: readonly FormField[],
  property: string,
  name: string,
  types: readonly T[],
): NamedField<T> {
  const suitable = form.filter((field): field is FieldOf<T> => types.some((type) => type === field.type));
  const field = suitable.find((one) => one.name === name);
  if (field !== undefined) return { ok: true, field };

  const names = suitable.map((one) => one.name);
  const other = form.find((one) => one.name === name);
  const wrong =
    other === undefined
      ? `"${property}" names "${name}", which the form does not have`
      : `"${property}" names "${name}", a field of type ${other.type}`;
  return { ok: false, problem: wrong + wayOut(name, types, names) };
}

function wayOut(name: string, types: readonly string[], names: readonly string[]): string {
  const kind = types.join(' or ');
  if (names.length === 0) return `; give the form a field of type ${kind}`;
  return suggestion(name, names) || `; name one of type ${kind} (${names.join(', ')})`;
}
