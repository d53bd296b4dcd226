import type { FieldValue } from '../form/field-type.js';
import type { FormValues } from '../form/values.js';

/** What the document has in that field, and never what every object inherits under that name. */
export function fieldValue(values: FormValues, field: string): FieldValue | undefined {
  return Object.hasOwn(values, field) ? values[field] : undefined;
}
