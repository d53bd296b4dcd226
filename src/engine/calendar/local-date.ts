import { tzOffset } from '@date-fns/tz';
import { epochMs, type Instant } from '../instant.js';
import { type Weekday, weekdays } from './calendar.js';

/** A day as `YYYY-MM-DD`, without time or zone; such texts sort as the days do. */
export type LocalDate = string;

export const dayMs = 24 * 60 * 60 * 1000;
/** 1 January 1970 was a Thursday, which stands at 3 in a week that begins on Monday. */
const WEEKDAY_OF_DAY_ZERO = 3;

/** The day on the calendars of that zone at that moment. */
export function localDate(at: Instant, timeZone: string): LocalDate {
  const atMs = epochMs(at);
  return dateOfDay(Math.floor((atMs + offsetMs(timeZone, atMs)) / dayMs));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOfDate(date) + days);
}

/** Nights between two days: 0 for the same day, below 0 where `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayOfDate(to) - dayOfDate(from);
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** Days since 1 January 1970. Throws where the text is no day: forms and files were checked before. */
export function dayOfDate(date: LocalDate): number {
  const ms = Date.parse(`${date}T00:00:00.000Z`);
  if (Number.isNaN(ms)) throw new RangeError(`"${date}" is not a day`);
  return ms / dayMs;
}

export function dateOfDay(day: number): LocalDate {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function weekdayOfDay(day: number): Weekday {
  const at = (((day + WEEKDAY_OF_DAY_ZERO) % 7) + 7) % 7;
  return weekdays[at] as Weekday;
}

/** What the zone's clocks are ahead of UTC at that moment. Throws for a name that is no zone. */
export function offsetMs(timeZone: string, atMs: number): number {
  const minutes = tzOffset(timeZone, new Date(atMs));
  if (Number.isNaN(minutes)) throw new RangeError(`"${timeZone}" is not a time zone`);
  return minutes * 60_000;
}
