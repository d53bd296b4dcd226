import { dayMs, dayOfDate, type LocalDate } from '../calendar/local-date.js';
import { clockOf } from '../calendar/local-time.js';
import { instant } from '../instant.js';
import type { Delegation } from './delegation.js';

/** From the first moment of the first day to the last of the last, by the clocks of that zone, whatever they do between. */
export function wholeDays(
  first: LocalDate,
  last: LocalDate,
  timeZone: string,
): Pick<Delegation, 'startsAt' | 'endsAt'> {
  const startsAt = clockOf(timeZone, dayOfDate(first))(0);
  const endsAt = clockOf(timeZone, dayOfDate(last))(dayMs);
  return { startsAt: instant(startsAt), endsAt: instant(endsAt) };
}
