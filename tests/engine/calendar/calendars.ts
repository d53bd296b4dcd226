import type { Calendar, Weekday, WorkingPeriod, WorkingWeek } from '../../../src/engine/calendar/calendar.js';
import { weekdays } from '../../../src/engine/calendar/calendar.js';

/** Periods as people write them: `09:00-12:00 13:00-17:00`. */
export function calendarOf(
  timeZone: string,
  hours: Partial<Record<Weekday, string>>,
  holidays: readonly string[] = [],
): Calendar {
  const week = Object.fromEntries(weekdays.map((weekday) => [weekday, periods(hours[weekday] ?? '')]));
  return {
    key: 'test',
    name: 'Test',
    timeZone,
    hours: week as unknown as WorkingWeek,
    holidays: holidays.map((date) => ({ date, name: date })),
  };
}

function periods(written: string): readonly WorkingPeriod[] {
  return written
    .split(' ')
    .filter(Boolean)
    .map((period) => ({ from: period.slice(0, 5), to: period.slice(6) }));
}

function everyDay(hours: string): Record<Weekday, string> {
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours };
}

export function office(timeZone: string, ...holidays: readonly string[]): Calendar {
  const hours = '09:00-17:00';
  return calendarOf(timeZone, { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }, holidays);
}

export function officeWithLunch(timeZone: string): Calendar {
  const hours = '09:00-12:00 13:00-17:00';
  return calendarOf(timeZone, { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
}

export function roundTheClock(timeZone: string): Calendar {
  return calendarOf(timeZone, everyDay('00:00-24:00'));
}

/** 22:00 to 06:00, every night. */
export function nights(timeZone: string): Calendar {
  return calendarOf(timeZone, everyDay('00:00-06:00 22:00-24:00'));
}
