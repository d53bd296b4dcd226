import type { LocalDate } from '../calendar/local-date.js';
import type { DateRange, FieldValue } from '../form/field-type.js';
import type { FormValues } from '../form/values.js';
import { fieldValue } from './field-value.js';

/** `YYYY-MM-DD`, and no date with time. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The first and the last day in a date or date_range field; undefined where it is empty. */
export function daysAsked(values: FormValues, field: string): DateRange | undefined {
  const value = fieldValue(values, field);
  if (isDay(value)) return { from: value, to: value };
  return isRange(value) ? value : undefined;
}

export function isRange(value: FieldValue | undefined): value is DateRange {
  return typeof value === 'object' && 'from' in value && isDay(value.from) && isDay(value.to);
}

/** Whether two ranges share a day. */
export function overlap(a: DateRange, b: DateRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function isDay(value: FieldValue | undefined): value is LocalDate {
  return typeof value === 'string' && DAY.test(value);
}
