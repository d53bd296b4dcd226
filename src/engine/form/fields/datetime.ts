import { z } from 'zod';
import { type Instant, instant } from '../../instant.js';
import { commonProperties, refuseCrossedBounds } from '../definition.js';
import { type FieldProblem, type FieldType, problem, type RawValue, type Reading } from '../field-type.js';

/** With its offset, because a time without one is another moment for everybody. */
const written = z.iso
  .datetime({ offset: true, error: 'must be a moment with its offset, written 2026-03-31T09:30:00+02:00' })
  .transform((text) => instant(Date.parse(text)));

const datetimeField = z
  .strictObject({
    ...commonProperties,
    type: z.literal('datetime'),
    default: written.optional(),
    min: written.optional(),
    max: written.optional(),
  })
  .superRefine(refuseCrossedBounds);

type DatetimeField = z.output<typeof datetimeField>;

/** A moment, stored as an instant in UTC and shown in each reader's own zone. */
export const datetime = {
  schema: datetimeField,
  value: momentValue,
  read: (_field, raw) => readMoment(raw),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: explainMoment,
  describe: (_field, value) => ({ kind: 'instant', at: value }),
} satisfies FieldType<DatetimeField, Instant>;

function momentValue({ min, max }: DatetimeField): z.ZodType<Instant> {
  return z.iso
    .datetime({ precision: 3 })
    .refine((value) => min === undefined || value >= min, { params: { broken: 'min' } })
    .refine((value) => max === undefined || value <= max, { params: { broken: 'max' } });
}

function readMoment(raw: RawValue): Reading<Instant> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (typeof raw !== 'string') return { problem: problem('unknown-field') };
  const typed = raw.trim();
  if (typed === '') return { value: undefined };
  const read = written.safeParse(typed);
  return read.success ? { value: read.data } : { problem: problem('not-a-moment') };
}

function explainMoment({ min = '', max = '' }: DatetimeField, issue: z.core.$ZodIssue): FieldProblem {
  const broken = issue.code === 'custom' ? issue.params?.broken : undefined;
  if (broken === 'min') return problem('too-early', { min });
  if (broken === 'max') return problem('too-late', { max });
  return problem('not-a-moment');
}
