import { z } from 'zod';
import { day, dayMeant, dayOrToday, outOfBounds, refuseCrossedDays } from '../day.js';
import { commonProperties, placeholder } from '../definition.js';
import {
  type DateRange,
  type FieldProblem,
  type FieldType,
  problem,
  type RawRange,
  type RawValue,
  type Reading,
} from '../field-type.js';

const bounds = z.strictObject({ from: dayOrToday, to: dayOrToday });

/** `min` and `max` hold for both days. */
const dateRangeField = z
  .strictObject({
    ...commonProperties,
    type: z.literal('date_range'),
    placeholder,
    default: bounds.optional(),
    min: dayOrToday.optional(),
    max: dayOrToday.optional(),
  })
  .superRefine(refuseCrossedDays);

type DateRangeField = z.output<typeof dateRangeField>;

/** From one day to another, both included; a single day begins and ends on it. */
export const dateRange = {
  schema: dateRangeField,
  value: () =>
    z
      .strictObject({ from: z.iso.date(), to: z.iso.date() })
      .refine(({ from, to }) => from <= to, { path: ['to'], params: { broken: 'order' } }),
  check: (field, { from, to }, { today }) =>
    outOfBounds(from, field, today, 'from') ??
    outOfBounds(to, field, today, 'to') ??
    outOfBounds(to, { max: lastDayFrom(from) }, today, 'to'),
  read: (_field, raw) => readRange(raw),
  write: (_field, { from, to }) => ({ from, to }),
  initial: ({ default: given }, { today }) =>
    given === undefined
      ? { from: null, to: null }
      : { from: dayMeant(given.from, today), to: dayMeant(given.to, today) },
  explain: (_field, issue) => explainDays(issue),
  describe: (_field, { from, to }) => ({ kind: 'date-range', from, to }),
} satisfies FieldType<DateRangeField, DateRange>;

/** Longer ranges are slips of a digit, and no quota is charged for them. */
const RANGE_YEARS_MAX = 10;

function lastDayFrom(from: string): string {
  const year = Number(from.slice(0, 4)) + RANGE_YEARS_MAX;
  if (year > 9999) return '9999-12-31';
  const last = `${String(year).padStart(4, '0')}${from.slice(4)}`;
  // Ten years after the last of February there may be none.
  return day.safeParse(last).success ? last : last.replace(/29$/, '28');
}

/** One day without the other is a mistake on the one that is missing, required or not. */
function readRange(raw: RawValue): Reading<DateRange> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (!isRawRange(raw)) return { problem: problem('unknown-field') };
  const [from = '', to = ''] = [raw.from?.trim(), raw.to?.trim()];
  if (from === '' && to === '') return { value: undefined };
  if (from === '') return { problem: problem('required', {}, 'from') };
  if (to === '') return { problem: problem('required', {}, 'to') };
  return { value: { from, to } };
}

function isRawRange(raw: RawValue): raw is RawRange {
  return typeof raw === 'object' && raw !== null && 'from' in raw && 'to' in raw;
}

function explainDays(issue: z.core.$ZodIssue): FieldProblem {
  const part = issue.path.at(-1) === 'to' ? 'to' : 'from';
  return problem(issue.code === 'custom' ? 'end-before-start' : 'not-a-date', {}, part);
}
