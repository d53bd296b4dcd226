import type { QuotaBalance, QuotaLimit } from './policy.js';

/** How many years back what is left can come from, and how many ahead requests are looked at. */
export const carryYearsMax = 10;

/** What one person has of one quota in one year, in hundredths. */
export interface YearUse {
  readonly held: number;
  /** With what was used before the bot came. */
  readonly spent: number;
  /** Whether the person was surely there: something was spent, or the policy says what was used before, be it 0. */
  readonly isCounted: boolean;
}

export type QuotaYears = ReadonlyMap<number, YearUse>;

const untouched: YearUse = { held: 0, spent: 0, isCounted: false };

/** One person's years, from what the store keeps and what the policy says was used before. */
export function quotaYears(check: QuotaLimit, balances: readonly QuotaBalance[], personId: string): QuotaYears {
  const years = new Map<number, YearUse>();
  for (const { year, held, spent } of balances) years.set(year, added(years.get(year), held, spent, spent > 0));
  for (const { person, year, amount } of check.used) {
    if (person === personId) years.set(year, added(years.get(year), 0, amount, true));
  }
  return years;
}

/** The years when that much more is held in one of them. */
export function withHeld(years: QuotaYears, year: number, amount: number): QuotaYears {
  return new Map(years).set(year, added(years.get(year), amount, 0, false));
}

export function inYear(years: QuotaYears, year: number): YearUse {
  return years.get(year) ?? untouched;
}

/**
 * What the years before leave for this one. Each hands on what is left of its limit and of what it was handed, up to
 * the most that moves. Counting begins with the first year that `isCounted`, so that nobody is handed days of years
 * before they came; a later year in which nothing was asked for counts in full. A hold alone counts nobody in: it may
 * be withdrawn again.
 */
export function carriedInto({ limit, carryOver }: QuotaLimit, years: QuotaYears, year: number): number {
  let carried = 0;
  let isCounting = false;
  for (let before = year - carryYearsMax; before < year; before++) {
    isCounting ||= inYear(years, before).isCounted;
    if (isCounting) carried = between0And(carryOver, limit + carried - taken(years, before));
  }
  return carried;
}

/**
 * What later years have taken over of this one: what is spent there beyond their own limit came from here, and would
 * be missing there if it were given away once more for this year.
 */
export function movedOutOf({ limit, carryOver }: QuotaLimit, years: QuotaYears, year: number): number {
  let moved = 0;
  for (let after = year + carryYearsMax; after > year; after--) {
    moved = between0And(carryOver, taken(years, after) + moved - limit);
  }
  return moved;
}

function taken(years: QuotaYears, year: number): number {
  const { held, spent } = inYear(years, year);
  return held + spent;
}

function between0And(most: number, amount: number): number {
  return Math.min(most, Math.max(0, amount));
}

function added(use: YearUse = untouched, held: number, spent: number, isCounted: boolean): YearUse {
  return { held: use.held + held, spent: use.spent + spent, isCounted: use.isCounted || isCounted };
}
