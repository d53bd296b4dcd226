import { addDays, daysBetween } from '../calendar/local-date.js';
import type { DateRange } from '../form/field-type.js';
import { daysAsked, overlap } from './days-asked.js';
import type { PolicyExplanation, TimeBased } from './policy.js';
import type { PolicyInput } from './policy-input.js';
import { finding, nothingSaid, type PolicyOf, said, type Verdict } from './verdict.js';

/** Blackouts, and earlier requests, that are told about: more of them would fill the card and say the same. */
const toldMax = 5;

/** Rejects days that come too soon, are blocked or were asked for already. An empty field asks for no days. */
export function timeBased(policy: PolicyOf<TimeBased>, input: PolicyInput): Verdict {
  const asked = daysAsked(input.ruleInput.values, policy.check.field);
  if (asked === undefined) return nothingSaid;
  const reasons = [
    ...notice(policy.check, asked, input),
    ...blackouts(policy.check, asked),
    ...earlierRequests(policy.check, asked, input),
  ];
  return said(...reasons.map((reason) => finding(policy, 'reject', reason)));
}

/** Counted in days of the calendar: with a notice of 3, what is asked for on Monday begins on Thursday at the earliest. */
function notice({ noticeDays }: TimeBased, asked: DateRange, { ruleInput }: PolicyInput): readonly PolicyExplanation[] {
  const { today } = ruleInput;
  if (noticeDays === undefined || daysBetween(today, asked.from) >= noticeDays) return [];
  return [{ kind: 'notice', days: noticeDays, earliest: addDays(today, noticeDays) }];
}

function blackouts({ blackouts }: TimeBased, asked: DateRange): readonly PolicyExplanation[] {
  const met = blackouts.filter((blackout) => overlap(blackout, asked));
  return firstBy(met, ({ reason }) => reason).map(({ from, to, reason }) => ({ kind: 'blackout', from, to, reason }));
}

/** A request that was made with another form, where the field was something else, has no days in it. */
function earlierRequests(check: TimeBased, asked: DateRange, input: PolicyInput): readonly PolicyExplanation[] {
  if (check.overlap === 'allowed') return [];
  const met = input.otherRequests.flatMap(({ number, data }) => {
    const days = daysAsked(data, check.field);
    return days !== undefined && overlap(days, asked) ? [{ number, from: days.from, to: days.to }] : [];
  });
  return firstBy(met, ({ number }) => number).map((request) => ({ kind: 'overlap', ...request }));
}

/** The earliest, in an order that does not depend on the list's: of the same days those whose text comes first. */
function firstBy<T extends DateRange>(ranges: readonly T[], textOf: (range: T) => string): readonly T[] {
  const keyOf = (range: T) => `${range.from} ${range.to} ${textOf(range)}`;
  return [...ranges].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, toldMax);
}
