import { z } from 'zod';
import { type Calendar, type Weekday, type WorkingPeriod, type WorkingWeek, weekdays } from '../calendar/calendar.js';
import { explainUnknownKey } from './explain-issue.js';
import { quote } from './finding.js';
import { day, key, name, refuse, strict, timeZone } from './shape.js';

/** Working periods of one day, and holidays of one calendar. */
const PERIODS_MAX = 10;
const HOLIDAYS_MAX = 1000;

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const PERIOD = new RegExp(`^(${TIME})\\s*[-\u2013]\\s*(${TIME}|24:00)$`);

/** `mon: 09:00-17:00`, `mon-fri: [09:00-12:30, 13:30-18:00]`. */
const hours = z.unknown().transform((written, ctx): WorkingWeek => {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    refuse(ctx, '"hours" must be a set of days, each on a line of its own such as "mon-fri: 09:00-17:00"');
    return z.NEVER;
  }
  const week = new Map<Weekday, readonly WorkingPeriod[]>();
  for (const [days, value] of Object.entries(written)) {
    const periods = periodsOf(ctx, days, value);
    for (const weekday of weekdaysOf(ctx, days)) {
      if (week.has(weekday)) refuse(ctx, `${quote(days)} says again when ${weekday} begins; remove one`, [days]);
      week.set(weekday, periods);
    }
  }
  if (Object.keys(written).length === 0) refuse(ctx, '"hours" has no working time, so no step would be due; add a day');
  const on = (weekday: Weekday) => week.get(weekday) ?? [];
  return {
    mon: on('mon'),
    tue: on('tue'),
    wed: on('wed'),
    thu: on('thu'),
    fri: on('fri'),
    sat: on('sat'),
    sun: on('sun'),
  };
});

function weekdaysOf(ctx: z.RefinementCtx, days: string): readonly Weekday[] {
  const [first = '', last = first, ...others] = days.split('-').map((text) => text.trim());
  const names: readonly string[] = weekdays;
  const [from, to] = [names.indexOf(first), names.indexOf(last)];
  if (from < 0 || to < 0 || others.length > 0) {
    const unknown = from === -1 ? first : last;
    refuse(ctx, `${explainUnknownKey(unknown, weekdays)}; several days in a row are "mon-fri"`, [days]);
    return [];
  }
  if (from > to) refuse(ctx, `${quote(days)} runs backwards; the week begins on mon`, [days]);
  return weekdays.slice(from, to + 1);
}

function periodsOf(ctx: z.RefinementCtx, days: string, written: unknown): readonly WorkingPeriod[] {
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  if (list.length === 0 || list.length > PERIODS_MAX) {
    refuse(ctx, `"${days}" needs 1 to ${PERIODS_MAX} periods; leave out a day that is free`, [days]);
  }
  const periods = list.flatMap((one) => periodOf(ctx, days, one));
  const sorted = periods.sort((a, b) => (a.from < b.from ? -1 : 1));
  sorted.forEach((period, at) => {
    const before = sorted[at - 1];
    if (before === undefined || before.to < period.from) return;
    refuse(ctx, `the periods ${textOf(before)} and ${textOf(period)} meet; write them as one`, [days]);
  });
  return sorted;
}

function periodOf(ctx: z.RefinementCtx, days: string, written: unknown): WorkingPeriod[] {
  const [, from, to] = (typeof written === 'string' ? PERIOD.exec(written.trim()) : null) ?? [];
  if (from !== undefined && to !== undefined && from < to) return [{ from, to }];
  const why = from === undefined ? 'is not a period' : 'ends before it begins';
  refuse(ctx, `${quote(written)} ${why}; write it like "09:00-17:30"`, [days]);
  return [];
}

function textOf({ from, to }: WorkingPeriod): string {
  return `${from}-${to}`;
}

const holidays = z
  .array(strict({ date: day, name }))
  .max(HOLIDAYS_MAX)
  .transform((list) => [...list].sort((a, b) => (a.date < b.date ? -1 : 1)));

export const calendarShape = strict({
  key,
  name,
  time_zone: timeZone,
  hours,
  holidays: holidays.default([]),
}).transform(({ time_zone, ...calendar }): Calendar => ({ ...calendar, timeZone: time_zone }));
