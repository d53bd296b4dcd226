import { addBusinessHours } from './calendar/add-business-hours.js';
import type { Calendar, Calendars } from './calendar/calendar.js';
import type { Sla } from './definition.js';
import type { Instant } from './instant.js';

/** By when a step is due that opens at that moment. */
export function dueAt({ hours, calendar }: Sla, calendars: Calendars, from: Instant): Instant {
  return addBusinessHours(calendarOf(calendar, calendars), from, hours);
}

/** A calendar that is gone is replaced by the company's; where there is none either, every hour counts. */
function calendarOf(key: string | undefined, { byKey, defaultKey }: Calendars): Calendar | undefined {
  const named = key === undefined ? undefined : byKey.get(key);
  return named ?? (defaultKey === null ? undefined : byKey.get(defaultKey));
}
