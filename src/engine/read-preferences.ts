import { type Weekday, weekdays } from './calendar/calendar.js';
import { timeMs } from './calendar/time-of-day.js';
import { type NoticeTopic, noticeTopics, type Preferences } from './preferences.js';

/** What somebody filled in about the messages they want, as it came in. */
export interface TypedPreferences {
  readonly from: string | null;
  readonly to: string | null;
  readonly days: readonly string[];
  /** Whether reminders come together, and when. */
  readonly isGathered: boolean;
  readonly digestAt: string | null;
  /** Topics that are wanted. */
  readonly topics: readonly string[];
}

/** Listed in the order in which they are filled in. */
export type PreferenceProblem =
  | { readonly field: 'from' | 'to' | 'digestAt'; readonly code: 'no-time' }
  /** Nothing would ever come. */
  | { readonly field: 'days'; readonly code: 'every-day' }
  | { readonly field: 'digestAt'; readonly code: 'in-quiet-hours' };

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** The preferences, or all that is wrong with them. */
export function readPreferences(
  typed: TypedPreferences,
): { readonly preferences: Preferences } | { readonly problems: readonly PreferenceProblem[] } {
  const { from, to, digestAt } = typed;
  const days = weekdays.filter((day) => typed.days.includes(day));
  const problems = problemsOf(typed, days);
  if (!isTime(from) || !isTime(to) || problems.length > 0) return { problems };
  const muted = noticeTopics.filter((topic) => !typed.topics.includes(topic));
  return { preferences: { quiet: { from, to, days }, digestAt: typed.isGathered ? digestAt : null, muted } };
}

/** The topics that are not muted. */
export function wantedTopics({ muted }: Preferences): readonly NoticeTopic[] {
  return noticeTopics.filter((topic) => !muted.includes(topic));
}

function problemsOf(typed: TypedPreferences, days: readonly Weekday[]): readonly PreferenceProblem[] {
  const { from, to, isGathered, digestAt } = typed;
  const problems: PreferenceProblem[] = [];
  if (!isTime(from)) problems.push({ field: 'from', code: 'no-time' });
  if (!isTime(to)) problems.push({ field: 'to', code: 'no-time' });
  if (days.length === weekdays.length) problems.push({ field: 'days', code: 'every-day' });
  if (!isGathered) return problems;
  if (!isTime(digestAt)) problems.push({ field: 'digestAt', code: 'no-time' });
  else if (isTime(from) && isTime(to) && isQuiet(digestAt, from, to))
    problems.push({ field: 'digestAt', code: 'in-quiet-hours' });
  return problems;
}

function isTime(text: string | null): text is string {
  return text !== null && TIME.test(text);
}

/** Over midnight where `from` is later; never where both are the same. */
function isQuiet(time: string, from: string, to: string): boolean {
  const [at, start, end] = [timeMs(time), timeMs(from), timeMs(to)];
  return start <= end ? start <= at && at < end : at >= start || at < end;
}
