import { z } from 'zod';
import { commonProperties, placeholder } from '../definition.js';
import { type FieldType, problem, type RawValue, type Reading } from '../field-type.js';
import { labelOf, options } from '../options.js';

const selectField = z.strictObject({
  ...commonProperties,
  type: z.literal('select'),
  placeholder,
  default: z.string().optional(),
  options,
});

/** One choice out of a list; the option's value is stored. */
export const select = {
  schema: selectField,
  value: (field) => z.enum(field.options.map((known) => known.value)),
  read: (_field, raw) => readChoice(raw),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: () => problem('not-an-option'),
  describe: (field, value) => ({ kind: 'text', text: labelOf(field.options, value) }),
} satisfies FieldType<z.output<typeof selectField>, string>;

function readChoice(raw: RawValue): Reading<string> {
  if (raw === null || raw === undefined || raw === '') return { value: undefined };
  return typeof raw === 'string' ? { value: raw } : { problem: problem('unknown-field') };
}
