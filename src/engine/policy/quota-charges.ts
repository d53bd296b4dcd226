import { businessDays } from '../calendar/business-days.js';
import type { Calendar } from '../calendar/calendar.js';
import { type LocalDate, yearOf } from '../calendar/local-date.js';
import { quantityHundredths } from '../form/decimal.js';
import type { DateRange } from '../form/field-type.js';
import type { FormValues } from '../form/values.js';
import type { RuleInput } from '../rules/evaluate.js';
import { daysAsked, isRange } from './days-asked.js';
import { fieldValue } from './field-value.js';
import type { QuotaLimit } from './policy.js';
import { type Failed, failed } from './verdict.js';

/** Years that one request may be charged to: ten years from some day on, as long as a range may be, lie in eleven. */
export const chargedYearsMax = 11;

/** What is asked for of one year's quota, in hundredths; above 0. */
export interface Charge {
  readonly year: number;
  readonly amount: number;
}

export type Charges = { readonly ok: true; readonly charges: readonly Charge[] } | Failed;

/** What a request asks for, by year in order. Nothing where the field is empty or not above 0. */
export function chargesOf(check: QuotaLimit, { values, today, calendar }: RuleInput): Charges {
  const value = fieldValue(values, check.amount);
  if (value === undefined) return charge([]);
  if (isRange(value)) return chargesByYear(check, value, calendar);
  const amount = quantityHundredths(value);
  if (amount === undefined)
    return failed(`"${check.amount}" is no quantity that can be counted: a number with at most two decimals`);
  return charge([{ year: firstYear(check, values, today), amount }]);
}

/** The years that `chargesOf` may charge; never more than the maximum, of which it refuses more. */
export function yearsCharged(check: QuotaLimit, values: FormValues, today: LocalDate): readonly number[] {
  const value = fieldValue(values, check.amount);
  return isRange(value) ? yearsOf(value).slice(0, chargedYearsMax) : [firstYear(check, values, today)];
}

function firstYear({ date }: QuotaLimit, values: FormValues, today: LocalDate): number {
  const days = date === undefined ? undefined : daysAsked(values, date);
  return yearOf(days?.from ?? today);
}

/** Every day of work is charged to the year it lies in. */
function chargesByYear(check: QuotaLimit, range: DateRange, calendar: Calendar | undefined): Charges {
  const years = yearsOf(range);
  if (years.length > chargedYearsMax) {
    return failed(`"${check.amount}" spans more than ${chargedYearsMax} years; ask for fewer days at a time`);
  }
  return charge(
    years.map((year) => {
      const within = partIn(range, year);
      return { year, amount: businessDays(calendar, within.from, within.to) * 100 };
    }),
  );
}

function yearsOf({ from, to }: DateRange): readonly number[] {
  const first = yearOf(from);
  const count = Math.min(Math.max(yearOf(to) - first + 1, 0), chargedYearsMax + 1);
  return Array.from({ length: count }, (_, index) => first + index);
}

function partIn({ from, to }: DateRange, year: number): DateRange {
  const digits = String(year).padStart(4, '0');
  const [newYear, yearEnd] = [`${digits}-01-01`, `${digits}-12-31`];
  return { from: from > newYear ? from : newYear, to: to < yearEnd ? to : yearEnd };
}

function charge(charges: readonly Charge[]): Charges {
  return { ok: true, charges: charges.filter(({ amount }) => amount > 0) };
}
