import { addBusinessHours } from './calendar/add-business-hours.js';
import { businessMsBetween } from './calendar/business-ms-between.js';
import type { Calendar, Calendars } from './calendar/calendar.js';
import type { Sla } from './definition.js';
import type { Instant } from './instant.js';

const hourMs = 60 * 60 * 1000;

/** By when a step is due that opens at that moment. */
export function dueAt({ hours, calendar }: Sla, calendars: Calendars, from: Instant): Instant {
  return addBusinessHours(calendarOf(calendar, calendars), from, hours);
}

/**
 * What becomes of a time of a step whose clock stood still: as much working time as was left of it then is left of it
 * from `now` on. What had passed by then stays where it was, and nothing comes earlier: a calendar may have changed meanwhile.
 */
export function dueAgain(sla: Sla, calendars: Calendars, at: Instant, pausedAt: Instant, now: Instant): Instant {
  if (at <= pausedAt) return at;
  const calendar = calendarOf(sla.calendar, calendars);
  // Commands are written in another order than they arrived in: an answer may bear an earlier time than its question.
  const resumedAt = now < pausedAt ? pausedAt : now;
  const again = addBusinessHours(calendar, resumedAt, businessMsBetween(calendar, pausedAt, at) / hourMs);
  return again < at ? at : again;
}

/** A calendar that is gone is replaced by the company's; where there is none either, every hour counts. */
function calendarOf(key: string | undefined, { byKey, defaultKey }: Calendars): Calendar | undefined {
  const named = key === undefined ? undefined : byKey.get(key);
  return named ?? (defaultKey === null ? undefined : byKey.get(defaultKey));
}
