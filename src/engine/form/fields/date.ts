import { z } from 'zod';
import { dayMeant, dayOrToday, outOfBounds, refuseCrossedDays } from '../day.js';
import { commonProperties, computed, placeholder } from '../definition.js';
import { type FieldType, problem, type RawValue, type Reading } from '../field-type.js';

const dateField = z
  .strictObject({
    ...commonProperties,
    ...computed,
    type: z.literal('date'),
    placeholder,
    default: dayOrToday.optional(),
    min: dayOrToday.optional(),
    max: dayOrToday.optional(),
  })
  .superRefine(refuseCrossedDays);

type DateField = z.output<typeof dateField>;

export const date = {
  schema: dateField,
  value: () => z.iso.date(),
  check: (field, value, { today }) => outOfBounds(value, field, today),
  read: (_field, raw) => readDay(raw),
  write: (_field, value) => value,
  initial: (field, { today }) => (field.default === undefined ? null : dayMeant(field.default, today)),
  explain: () => problem('not-a-date'),
  describe: (_field, value) => ({ kind: 'date', date: value }),
} satisfies FieldType<DateField, string>;

function readDay(raw: RawValue): Reading<string> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (typeof raw !== 'string') return { problem: problem('unknown-field') };
  const typed = raw.trim();
  return { value: typed === '' ? undefined : typed };
}
