import { z } from 'zod';
import type { FieldType, FieldValue } from './field-type.js';
import { boolean } from './fields/boolean.js';
import { date } from './fields/date.js';
import { dateRange } from './fields/date-range.js';
import { datetime } from './fields/datetime.js';
import { email } from './fields/email.js';
import { file } from './fields/file.js';
import { integer } from './fields/integer.js';
import { longText } from './fields/long-text.js';
import { money } from './fields/money.js';
import { multiSelect } from './fields/multi-select.js';
import { number } from './fields/number.js';
import { select } from './fields/select.js';
import { text } from './fields/text.js';
import { time } from './fields/time.js';
import { url } from './fields/url.js';
import { user } from './fields/user.js';
import { users } from './fields/users.js';

/** One field of a form, as an admin defined it. */
export type FormField = z.output<typeof fieldDefinition>;

/** A type of field in this list and not in the next, or the other way round, does not compile. */
export const fieldDefinition = z.discriminatedUnion('type', [
  text.schema,
  longText.schema,
  integer.schema,
  number.schema,
  money.schema,
  date.schema,
  dateRange.schema,
  time.schema,
  datetime.schema,
  boolean.schema,
  select.schema,
  multiSelect.schema,
  user.schema,
  users.schema,
  email.schema,
  url.schema,
  file.schema,
]);

const fieldTypes = {
  text,
  long_text: longText,
  integer,
  number,
  money,
  date,
  date_range: dateRange,
  time,
  datetime,
  boolean,
  select,
  multi_select: multiSelect,
  user,
  users,
  email,
  url,
  file,
} satisfies {
  [T in FormField['type']]: FieldType<Extract<FormField, { type: T }>, FieldValue>;
};

export const fieldTypeNames: readonly string[] = Object.keys(fieldTypes);

/** The type that belongs to a field. Hand it only this field and values that it read itself. */
export function fieldTypeOf(field: FormField): FieldType<FormField, FieldValue> {
  return fieldTypes[field.type];
}

/** The rule that computes the field's value; undefined for what people fill in themselves. */
export function formulaOf(field: FormField): string | undefined {
  return 'computed' in field ? field.computed : undefined;
}
