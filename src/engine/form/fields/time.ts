import { z } from 'zod';
import { commonProperties, placeholder, refuseCrossedBounds } from '../definition.js';
import { type FieldProblem, type FieldType, problem, type RawValue, type Reading } from '../field-type.js';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const timeOfDay = z.string().regex(TIME, 'must be a time of day in quotes, written "09:30"');

const timeField = z
  .strictObject({
    ...commonProperties,
    type: z.literal('time'),
    placeholder,
    default: timeOfDay.optional(),
    min: timeOfDay.optional(),
    max: timeOfDay.optional(),
  })
  .superRefine(refuseCrossedBounds);

type TimeField = z.output<typeof timeField>;

/** A time of day as `HH:MM`, of no zone in particular; such texts sort as the times do. */
export const time = {
  schema: timeField,
  value: timeValue,
  read: (_field, raw) => readTime(raw),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: explainTime,
  describe: (_field, value) => ({ kind: 'text', text: value }),
} satisfies FieldType<TimeField, string>;

function timeValue({ min, max }: TimeField): z.ZodType<string> {
  return z
    .string()
    .regex(TIME)
    .refine((value) => min === undefined || value >= min, { params: { broken: 'min' } })
    .refine((value) => max === undefined || value <= max, { params: { broken: 'max' } });
}

/** `9:30` is read as well. */
function readTime(raw: RawValue): Reading<string> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (typeof raw !== 'string') return { problem: problem('unknown-field') };
  const typed = raw.trim();
  return { value: typed === '' ? undefined : typed.replace(/^(?=\d:)/, '0') };
}

function explainTime({ min = '', max = '' }: TimeField, issue: z.core.$ZodIssue): FieldProblem {
  const broken = issue.code === 'custom' ? issue.params?.broken : undefined;
  if (broken === 'min') return problem('too-early', { min });
  if (broken === 'max') return problem('too-late', { max });
  return problem('not-a-time');
}
