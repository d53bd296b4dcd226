import type { Weekday } from '../engine/calendar/calendar.js';
import { dayOfDate, localDate, weekdayOfDay } from '../engine/calendar/local-date.js';
import { clockOf } from '../engine/calendar/local-time.js';
import { timeMs } from '../engine/calendar/time-of-day.js';
import { epochMs, type Instant, instant } from '../engine/instant.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type Schedule =
  /** At every multiple of that since 1970, everywhere at once. */
  | { readonly everyMs: number }
  /** At that time by the company's clocks, `HH:MM`: every day, or on one of the week. */
  | { readonly at: string; readonly on?: Weekday };

/** Something that happens at set times. The task it owes has its name as the subject. */
export interface TimetableEntry {
  readonly name: EntryName;
  readonly schedule: Schedule;
  /** A slot that nobody took for so long is left out. Absent where late is better than never. */
  readonly lateMsMax?: number;
}

export const entryNames = [
  'sla',
  'delegations',
  'stale',
  'checkpoints',
  'quotas',
  'files',
  'tidy',
  'weekly-report',
] as const;
export type EntryName = (typeof entryNames)[number];

/** Every slot is at a full minute. */
export const timetable: readonly TimetableEntry[] = [
  { name: 'sla', schedule: { everyMs: MINUTE } },
  { name: 'delegations', schedule: { everyMs: 10 * MINUTE } },
  { name: 'stale', schedule: { everyMs: HOUR } },
  { name: 'checkpoints', schedule: { everyMs: HOUR } },
  { name: 'quotas', schedule: { at: '01:00' } },
  { name: 'files', schedule: { at: '02:00' } },
  { name: 'tidy', schedule: { at: '03:00' } },
  // A week's report that comes in the middle of the next one is taken for that one's.
  { name: 'weekly-report', schedule: { at: '08:00', on: 'mon' }, lateMsMax: 24 * HOUR },
];

/** Whether its slots are at different moments in different companies. */
export function isLocal({ schedule }: TimetableEntry): boolean {
  return 'at' in schedule;
}

/**
 * The latest slot of an entry that has come; undefined where it is too long ago. `zone` is the company's and counts for
 * local schedules only. A time that the clocks skip in spring means the end of the gap, one that comes twice in autumn
 * the first: every day has its slot, once.
 */
export function slotOf(
  { schedule, lateMsMax = Number.POSITIVE_INFINITY }: TimetableEntry,
  now: Instant,
  zone: string,
): Instant | undefined {
  const nowMs = epochMs(now);
  const slotMs =
    'at' in schedule ? localSlotMs(schedule, now, zone) : Math.floor(nowMs / schedule.everyMs) * schedule.everyMs;
  return nowMs - slotMs > lateMsMax ? undefined : instant(slotMs);
}

function localSlotMs(schedule: Extract<Schedule, { at: string }>, now: Instant, zone: string): number {
  const today = dayOfDate(localDate(now, zone));
  for (let day = today; ; day -= 1) {
    if (schedule.on !== undefined && weekdayOfDay(day) !== schedule.on) continue;
    const slotMs = clockOf(zone, day)(timeMs(schedule.at));
    if (slotMs <= epochMs(now)) return slotMs;
  }
}
