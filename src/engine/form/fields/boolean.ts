import { z } from 'zod';
import { commonProperties, computed } from '../definition.js';
import { type FieldType, problem, type RawValue, type Reading } from '../field-type.js';

const booleanField = z.strictObject({
  ...commonProperties,
  ...computed,
  type: z.literal('boolean'),
  default: z.boolean().optional(),
});

/** Yes or no. `required` asks for an answer, and "no" is one. */
export const boolean = {
  schema: booleanField,
  value: () => z.boolean(),
  read: (_field, raw) => readAnswer(raw),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: () => problem('not-an-option'),
  describe: (_field, value) => ({ kind: value ? 'yes' : 'no' }),
} satisfies FieldType<z.output<typeof booleanField>, boolean>;

/** Tick boxes send booleans or, in Teams, their texts; buttons and lists send texts. */
function readAnswer(raw: RawValue): Reading<boolean> {
  if (raw === null || raw === undefined || raw === '') return { value: undefined };
  if (typeof raw === 'boolean') return { value: raw };
  if (raw === 'true' || raw === 'false') return { value: raw === 'true' };
  return { problem: problem(typeof raw === 'string' ? 'not-an-option' : 'unknown-field') };
}
