import { type Kysely, sql } from 'kysely';
import type { Calendar, Calendars, Holiday } from '../../engine/calendar/calendar.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import type { CalendarRow } from './definition-tables.js';
import { ParsedTexts } from './parsed-texts.js';

const separator = '\n';

/**
 * One row per calendar, or one without any. Votes that open a stage ask for it, so the holidays of a calendar come as
 * one text: hundreds of rows would cost as much as the rest of the decision.
 */
const findCalendars = statement((db: Kysely<Tables>, p: Params<{ tenant: string; separator: string }>) =>
  db
    .selectFrom('tenants as t')
    .leftJoin('calendars as c', 'c.tenant_id', 't.id')
    .select(['t.calendar as default_key', 't.time_zone as company_zone', 'c.key', 'c.name', 'c.time_zone', 'c.hours'])
    .select((eb) =>
      eb
        .selectFrom('holidays as h')
        .select(
          sql<string>`string_agg(h.date || replace(h.name, ${p.separator}, ' '), ${p.separator} order by h.date)`.as(
            'all',
          ),
        )
        .whereRef('h.tenant_id', '=', 'c.tenant_id')
        .whereRef('h.calendar_key', '=', 'c.key')
        .as('holidays'),
    )
    .where('t.id', '=', p.tenant)
    .orderBy('c.key'),
);

const findHolidays = statement((db: Kysely<Tables>, p: Params<{ tenant: string; calendar: string }>) =>
  db
    .selectFrom('holidays')
    .select(['date', 'name'])
    .where('tenant_id', '=', p.tenant)
    .where('calendar_key', '=', p.calendar)
    .orderBy('date'),
);

/** Every calendar of a tenant and the one that counts where none is named. */
export async function loadCalendars(db: Kysely<Tables>, tenant: string): Promise<Calendars> {
  const rows = await findCalendars.all(db, { tenant, separator });
  const byKey = new Map<string, Calendar>();
  for (const { key, name, time_zone, hours, holidays } of rows) {
    if (key === null || name === null || time_zone === null || hours === null) continue;
    byKey.set(key, { key, name, timeZone: time_zone, hours: JSON.parse(hours), holidays: holidaysIn(holidays) });
  }
  const [company] = rows;
  return { byKey, defaultKey: company?.default_key ?? null, timeZone: company?.company_zone ?? 'UTC' };
}

const dateChars = 'YYYY-MM-DD'.length;

const holidayLists = new ParsedTexts<readonly Holiday[]>((text) =>
  text.split(separator).map((one) => ({ date: one.slice(0, dateChars), name: one.slice(dateChars) })),
);

function holidaysIn(text: string | null): readonly Holiday[] {
  return text === null ? [] : holidayLists.valueOf(text);
}

/** The calendars of those rows, each with its own holidays. */
export async function withHolidays(db: Kysely<Tables>, rows: readonly CalendarRow[]): Promise<readonly Calendar[]> {
  const calendars: Calendar[] = [];
  for (const { tenant_id: tenant, key, name, time_zone: timeZone, hours } of rows) {
    const holidays = await findHolidays.all(db, { tenant, calendar: key });
    calendars.push({ key, name, timeZone, hours: JSON.parse(hours), holidays });
  }
  return calendars;
}
