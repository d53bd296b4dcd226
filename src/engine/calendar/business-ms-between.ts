import { epochMs, type Instant } from '../instant.js';
import type { Calendar } from './calendar.js';
import { workingPeriods } from './working-periods.js';

/**
 * Milliseconds of working time that pass between two moments: what `addBusinessHours` would have to add to the first to
 * reach the second, or the end of the working time before it. Without a calendar every hour counts. 0 where `to` does
 * not come after `from`.
 */
export function businessMsBetween(calendar: Calendar | undefined, from: Instant, to: Instant): number {
  const [fromMs, toMs] = [epochMs(from), epochMs(to)];
  if (toMs <= fromMs) return 0;
  if (calendar === undefined) return toMs - fromMs;

  let passedMs = 0;
  for (const { startMs, endMs } of workingPeriods(calendar, fromMs)) {
    if (startMs >= toMs) break;
    passedMs += Math.min(endMs, toMs) - startMs;
  }
  return passedMs;
}
