/** When a company works. Times of day are the calendar's own zone's. */
export interface Calendar {
  readonly key: string;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly hours: WorkingWeek;
  readonly holidays: readonly Holiday[];
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Periods of work per weekday, in order and apart from each other; a weekday without any is free. */
export type WorkingWeek = Readonly<Record<Weekday, readonly WorkingPeriod[]>>;

/** Local times `HH:MM`; `to` may be `24:00`. */
export interface WorkingPeriod {
  readonly from: string;
  readonly to: string;
}

export interface Holiday {
  /** `YYYY-MM-DD` in the calendar's zone. */
  readonly date: string;
  readonly name: string;
}

/** What a tenant has. Where a step names no calendar the default counts; without one, every hour of every day does. */
export interface Calendars {
  readonly byKey: ReadonlyMap<string, Calendar>;
  readonly defaultKey: string | null;
  /** The company's own zone, an IANA name: which day and year it is there. */
  readonly timeZone: string;
}
