import { epochMs, type Instant, instant } from '../instant.js';
import type { Calendar } from './calendar.js';
import { dayMs } from './local-date.js';
import { searchDaysMax, workingPeriods } from './working-periods.js';

const hourMs = 60 * 60 * 1000;

/**
 * The first moment at which so much working time has passed since `from`. Without a calendar every hour of every day
 * counts. Outside working time the clock stands still, so eight hours from Friday 17:00 end on Monday evening. Hours
 * may be fractions, to the millisecond, and are hours that really pass: a night shift is an hour shorter or longer
 * when the clocks change (see `local-time.ts`).
 *
 * Throws for hours below 0. A calendar that does not work for so long within forty years gives the end of that search:
 * a date nobody is held to, instead of a decision that fails.
 */
export function addBusinessHours(calendar: Calendar | undefined, from: Instant, hours: number): Instant {
  if (!(hours >= 0 && hours < Number.POSITIVE_INFINITY)) throw new RangeError(`${hours} hours cannot be added`);
  const wantedMs = Math.round(hours * hourMs);
  const fromMs = epochMs(from);
  if (calendar === undefined || wantedMs === 0) return instant(fromMs + wantedMs);

  let missingMs = wantedMs;
  for (const { startMs, endMs } of workingPeriods(calendar, fromMs)) {
    if (startMs + missingMs <= endMs) return instant(startMs + missingMs);
    missingMs -= endMs - startMs;
  }
  return instant(fromMs + searchDaysMax * dayMs);
}
