import type { Calendar, WorkingPeriod } from './calendar.js';
import { dateOfDay, dayMs, offsetMs, weekdayOfDay } from './local-date.js';
import { clockOf } from './local-time.js';
import { timeMs } from './time-of-day.js';

/** Forty years: farther than anything that waits, and a bound for calendars that hardly ever work. */
export const searchDaysMax = 14_610;

/** Real time, `startMs` before `endMs`. */
export interface Period {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is left of the calendar's working time from that moment on, in order. Ends after `searchDaysMax` days. */
export function* workingPeriods(calendar: Calendar, fromMs: number): Generator<Period> {
  const holidays = new Set(calendar.holidays.map((holiday) => holiday.date));
  const first = Math.floor((fromMs + offsetMs(calendar.timeZone, fromMs)) / dayMs);
  for (let day = first; day < first + searchDaysMax; day++) {
    const hours = calendar.hours[weekdayOfDay(day)];
    if (hours.length === 0 || holidays.has(dateOfDay(day))) continue;
    yield* remaining(hours, clockOf(calendar.timeZone, day), fromMs);
  }
}

/** A period that lies in a gap of the clock has no length and is left out. */
function* remaining(
  hours: readonly WorkingPeriod[],
  clock: (timeMs: number) => number,
  fromMs: number,
): Generator<Period> {
  for (const { from, to } of hours) {
    const startMs = Math.max(clock(timeMs(from)), fromMs);
    const endMs = clock(timeMs(to));
    if (startMs < endMs) yield { startMs, endMs };
  }
}
