import { z } from 'zod';
import { addDays, dayOfDate } from '../calendar/local-date.js';
import { instant } from '../instant.js';
import { RuleFault } from './rule-fault.js';

/** `YYYY-MM-DD`. A class of its own because CEL tells types of values by their class. */
export class RuleDay {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** `HH:MM`, from 00:00 to 23:59. */
export class RuleTime {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A moment as an instant in UTC, which is how forms store it. */
export class RuleDateTime {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class RuleDateRange {
  readonly from: RuleDay;
  readonly to: RuleDay;
  constructor(from: RuleDay, to: RuleDay) {
    this.from = from;
    this.to = to;
  }
}

const isoDay = z.iso.date();
/** With its offset, because a time without one is another moment for everybody. */
const isoMoment = z.iso.datetime({ offset: true });
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Undefined for a day that does not exist. */
export function readDay(text: string): RuleDay | undefined {
  return isoDay.safeParse(text).success ? new RuleDay(text) : undefined;
}

export function readTime(text: string): RuleTime | undefined {
  return TIME.test(text) ? new RuleTime(text) : undefined;
}

export function readDateTime(text: string): RuleDateTime | undefined {
  const ms = isoMoment.safeParse(text).success ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new RuleDateTime(instant(ms));
}

/** Each kind of text sorts as what it stands for. */
export function compareMoments(a: { readonly text: string }, b: { readonly text: string }): number {
  return a.text === b.text ? 0 : a.text < b.text ? -1 : 1;
}

/** So many days later, or earlier below 0. */
export function shiftDay(day: RuleDay, days: bigint): RuleDay {
  const shifted = readDay(shiftedText(day.text, days));
  if (shifted === undefined) throw new RuleFault('a date lies outside the years 0000 to 9999; add fewer days');
  return shifted;
}

const DAYS_MAX = 4_000_000n;

function shiftedText(text: string, days: bigint): string {
  return days > DAYS_MAX || days < -DAYS_MAX ? '' : addDays(text, Number(days));
}

/** Days from one to the other, both included; 0 where `to` comes first, as there are none. */
export function daysWithin(from: RuleDay, to: RuleDay): number {
  return Math.max(0, dayOfDate(to.text) - dayOfDate(from.text) + 1);
}
