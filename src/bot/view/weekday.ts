import { type Weekday, weekdays } from '../../engine/calendar/calendar.js';
import { dayMs, dayOfDate } from '../../engine/calendar/local-date.js';

/** A Monday, from which the days of a week are named. */
const SOME_MONDAY = dayOfDate('2024-01-01');

/** `Monday`, in the language of the locale. */
export function weekdayName(weekday: Weekday, locale: string): string {
  const at = (SOME_MONDAY + weekdays.indexOf(weekday)) * dayMs;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at);
}
