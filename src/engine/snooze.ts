import { weekdays } from './calendar/calendar.js';
import { dayOfDate, localDate, weekdayOfDay } from './calendar/local-date.js';
import { clockOf } from './calendar/local-time.js';
import { epochMs, type Instant, instant } from './instant.js';
import type { Preferences } from './preferences.js';
import { humaneAt } from './quiet-hours.js';

/** When somebody wants to be reminded again. */
export const snoozeChoices = ['in-1-hour', 'in-3-hours', 'tomorrow', 'monday'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

const hourMs = 3_600_000;
/** On the clocks of whoever is reminded. */
const morningMs = 9 * hourMs;

/** Never in their quiet hours: what would fall there comes at their end. */
export function snoozedUntil(
  choice: SnoozeChoice,
  preferences: Pick<Preferences, 'quiet'>,
  timeZone: string,
  now: Instant,
): Instant {
  return humaneAt(preferences, timeZone, wished(choice, timeZone, now));
}

export function isSnoozeChoice(text: string): text is SnoozeChoice {
  return snoozeChoices.some((choice) => choice === text);
}

function wished(choice: SnoozeChoice, timeZone: string, now: Instant): Instant {
  const today = dayOfDate(localDate(now, timeZone));
  const morningOf = (day: number) => instant(clockOf(timeZone, day)(morningMs));
  switch (choice) {
    case 'in-1-hour':
      return instant(epochMs(now) + hourMs);
    case 'in-3-hours':
      return instant(epochMs(now) + 3 * hourMs);
    case 'tomorrow':
      return morningOf(today + 1);
    case 'monday':
      return morningOf(nextMonday(today));
  }
}

/** The one after today, also on a Monday. */
function nextMonday(today: number): number {
  return today + weekdays.length - weekdays.indexOf(weekdayOfDay(today));
}
