import { dayMs, offsetMs } from './local-date.js';

/**
 * Turns times of day of one local day into moments. A time means the first moment at which the zone's clocks show it
 * or a later one. So a time that is skipped in spring means the end of the gap (02:30 is 03:00), one that comes twice
 * in autumn means the first, and what follows each other by the clock never changes its order.
 *
 * `day` counts from 1 January 1970; the function that comes back takes milliseconds after midnight, up to a whole day.
 */
export function clockOf(timeZone: string, day: number): (timeMs: number) => number {
  const midnightMs = day * dayMs;
  // No zone is a whole day away from UTC, so these moments are surely before and after the local day.
  const beforeMs = offsetMs(timeZone, midnightMs - dayMs);
  const afterMs = offsetMs(timeZone, midnightMs + 2 * dayMs);
  if (beforeMs === afterMs) return (timeMs) => midnightMs + timeMs - beforeMs;
  return (timeMs) => acrossChange(timeZone, midnightMs + timeMs, beforeMs, afterMs);
}

/** `wallMs` is the local time as if it were UTC; the offsets are those before and after a change nearby. */
function acrossChange(timeZone: string, wallMs: number, beforeMs: number, afterMs: number): number {
  const bySooner = wallMs - beforeMs;
  if (offsetMs(timeZone, bySooner) === beforeMs) return bySooner;
  const byLater = wallMs - afterMs;
  if (offsetMs(timeZone, byLater) === afterMs) return byLater;
  return changeBetween(timeZone, byLater, bySooner, beforeMs);
}

/** The first moment that no longer has the old offset. At `lowMs` it still counts, at `highMs` no longer. */
export function changeBetween(timeZone: string, lowMs: number, highMs: number, oldOffsetMs: number): number {
  let [low, high] = [lowMs, highMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(timeZone, middle) === oldOffsetMs) low = middle;
    else high = middle;
  }
  return high;
}
