import { z } from 'zod';
import { type FieldPart, type FieldProblem, problem } from './field-type.js';

/** A day of the calendar as YYYY-MM-DD, without time or zone; such texts sort as the days do. */
export const day = z.iso.date('must be a real day, written 2026-03-31');

const RELATIVE = /^today(?:([+-])(\d{1,4}))?$/;
const DAY_MS = 86_400_000;

/** A day in a definition: fixed, or counted from the day on which the form is filled, such as `today+3`. */
export const dayOrToday = z
  .string()
  .refine(
    (text) => RELATIVE.test(text) || day.safeParse(text).success,
    'must be a real day, written 2026-03-31, or one counted from the day of asking, such as today or today+3',
  );

export function isRelativeDay(text: string): boolean {
  return RELATIVE.test(text);
}

/** The day that a text of `dayOrToday` means on the given day. */
export function dayMeant(text: string, today: string): string {
  const found = RELATIVE.exec(text);
  if (found === null) return text;
  const [, sign, count = '0'] = found;
  const shift = sign === '-' ? -Number(count) : Number(count);
  return new Date(Date.parse(`${today}T00:00:00Z`) + shift * DAY_MS).toISOString().slice(0, 10);
}

export interface DayBounds {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/** Whether a field shows its bounds crossed; a fixed day and one counted from today cannot be compared beforehand. */
export function refuseCrossedDays({ min, max }: DayBounds, ctx: z.RefinementCtx): void {
  if (min === undefined || max === undefined || isRelativeDay(min) !== isRelativeDay(max)) return;
  const [first, last] = [min, max].map((bound) => dayMeant(bound, SOME_DAY)) as [string, string];
  if (first <= last) return;
  ctx.addIssue({ code: 'custom', path: ['min'], message: `is above "max" (${min} and ${max}); swap them` });
}

/** Far enough from both ends of the calendar for any `today+9999`. */
const SOME_DAY = '2030-01-01';

/** The bound that a day breaks, as the day it means today. */
export function outOfBounds(
  value: string,
  { min, max }: DayBounds,
  today: string,
  part?: FieldPart,
): FieldProblem | undefined {
  const [first, last] = [min && dayMeant(min, today), max && dayMeant(max, today)];
  if (first !== undefined && value < first) return problem('too-early', { min: first }, part);
  if (last !== undefined && value > last) return problem('too-late', { max: last }, part);
  return undefined;
}
