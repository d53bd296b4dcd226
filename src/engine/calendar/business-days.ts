import { type Calendar, type Weekday, weekdays } from './calendar.js';
import { dayOfDate, type LocalDate, weekdayOfDay } from './local-date.js';

const mondayToFriday: ReadonlySet<Weekday> = new Set(['mon', 'tue', 'wed', 'thu', 'fri']);

/**
 * Days of work from one day to another, both included: weekdays with any working time that are no holiday, or Monday to
 * Friday without a calendar. 0 where `to` comes first. Costs as much for a century as for a week.
 */
export function businessDays(calendar: Calendar | undefined, from: LocalDate, to: LocalDate): number {
  const [first, last] = [dayOfDate(from), dayOfDate(to)];
  if (first > last) return 0;
  const working = calendar === undefined ? mondayToFriday : workingWeekdays(calendar);
  return weekdaysBetween(first, last, working) - holidaysBetween(calendar, from, to, working);
}

function workingWeekdays({ hours }: Calendar): ReadonlySet<Weekday> {
  return new Set(weekdays.filter((weekday) => hours[weekday].length > 0));
}

function weekdaysBetween(first: number, last: number, working: ReadonlySet<Weekday>): number {
  const weeks = Math.floor((last - first + 1) / 7);
  let count = weeks * working.size;
  for (let day = first + weeks * 7; day <= last; day++) if (working.has(weekdayOfDay(day))) count++;
  return count;
}

/** Those that take a day of work away; one that is listed twice takes only one. */
function holidaysBetween(
  calendar: Calendar | undefined,
  from: LocalDate,
  to: LocalDate,
  working: ReadonlySet<Weekday>,
): number {
  const dates = new Set((calendar?.holidays ?? []).map((holiday) => holiday.date));
  return [...dates].filter((date) => date >= from && date <= to && working.has(weekdayOfDay(dayOfDate(date)))).length;
}
