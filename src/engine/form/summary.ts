import type { FieldValue, PlainValue } from './field-type.js';
import { type FormField, fieldTypeOf } from './field-types.js';

/** A stored value as people read it, without any word that a locale must choose. */
export function plainValue(field: FormField, value: FieldValue, locale: string): PlainValue {
  return fieldTypeOf(field).describe(field, value, locale);
}
