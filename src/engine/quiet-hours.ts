import { weekdays } from './calendar/calendar.js';
import { dayMs, dayOfDate, localDate, offsetMs, weekdayOfDay } from './calendar/local-date.js';
import { changeBetween, clockOf } from './calendar/local-time.js';
import { timeMs } from './calendar/time-of-day.js';
import { epochMs, type Instant, instant } from './instant.js';
import type { Preferences } from './preferences.js';

/** More than six quiet days with the nights around them. */
const searchDays = 10;

/**
 * The first moment, from the given one on, at which somebody wants to hear of us where nobody clicked: when the clocks
 * of their zone show neither their quiet hours nor a quiet day. Hours over midnight begin on one day and end on the
 * next. Where every day is quiet only the hours count, and where those never end nothing does: a message that never
 * comes is worse than one at a bad hour.
 */
export function humaneAt({ quiet }: Pick<Preferences, 'quiet'>, timeZone: string, at: Instant): Instant {
  const startMs = epochMs(at);
  for (let ms = startMs; ms < startMs + searchDays * dayMs; ) {
    const leftMs = quietLeftMs(quiet, ms + offsetMs(timeZone, ms));
    if (leftMs === 0) return instant(ms);
    ms = orChangeOfClocks(timeZone, ms, ms + leftMs);
  }
  return at;
}

/**
 * When somebody hears of what is due at that moment: with their digest, which comes on every day that is not quiet, or
 * by itself where they have none. A digest inside the quiet hours comes at their end.
 */
export function nextDigestAt(preferences: Preferences, timeZone: string, at: Instant): Instant {
  const { digestAt, quiet } = preferences;
  if (digestAt === null) return humaneAt(preferences, timeZone, at);
  const first = dayOfDate(localDate(at, timeZone)) - 1;
  for (let day = first; day < first + searchDays; day++) {
    if (isQuietDay(quiet, day)) continue;
    const digest = humaneAt(preferences, timeZone, instant(clockOf(timeZone, day)(timeMs(digestAt))));
    if (digest >= at) return digest;
  }
  return humaneAt(preferences, timeZone, at);
}

/** How long the clock on the wall has to run until it may show something else than quiet; 0 where it does already. */
function quietLeftMs(quiet: Preferences['quiet'], wallMs: number): number {
  const day = Math.floor(wallMs / dayMs);
  const sinceMidnightMs = wallMs - day * dayMs;
  const untilMidnightMs = dayMs - sinceMidnightMs;
  if (isQuietDay(quiet, day)) return untilMidnightMs;
  const [fromMs, toMs] = [timeMs(quiet.from), timeMs(quiet.to)];
  const isBegun = sinceMidnightMs >= fromMs;
  const isOver = sinceMidnightMs >= toMs;
  if (fromMs <= toMs) return isBegun && !isOver ? toMs - sinceMidnightMs : 0;
  if (isBegun) return untilMidnightMs;
  return isOver ? 0 : toMs - sinceMidnightMs;
}

function isQuietDay({ days }: Preferences['quiet'], day: number): boolean {
  return days.includes(weekdayOfDay(day)) && !weekdays.every((weekday) => days.includes(weekday));
}

/** Where the clocks change in between they show something else than was reckoned with: look again from there. */
function orChangeOfClocks(timeZone: string, fromMs: number, toMs: number): number {
  const before = offsetMs(timeZone, fromMs);
  return offsetMs(timeZone, toMs) === before ? toMs : changeBetween(timeZone, fromMs, toMs, before);
}
