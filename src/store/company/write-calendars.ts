import type { Kysely } from 'kysely';
import type { Difference } from '../../engine/company/plan-apply.js';
import type { CalendarRow, HolidayRow } from '../documents/definition-tables.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { removed, saved } from './change-lists.js';
import { calendarRow, holidayRows } from './company-rows.js';

type Writer = Kysely<Tables>;

/** The holidays of a calendar that changed are written anew. */
export async function writeCalendars(trx: Writer, tenant: string, { calendars }: Difference): Promise<void> {
  await saveCalendars.run(
    trx,
    saved(calendars).map((calendar) => calendarRow(tenant, calendar)),
  );
  for (const { key } of [...saved(calendars), ...removed(calendars)]) await removeHolidays.run(trx, { tenant, key });
  await addHolidays.run(
    trx,
    saved(calendars).flatMap((calendar) => holidayRows(tenant, calendar)),
  );
  for (const { key } of removed(calendars)) await removeCalendar.run(trx, { tenant, key });
}

const saveCalendars = bulkStatement((db: Writer, rows: readonly Params<CalendarRow>[]) =>
  db
    .insertInto('calendars')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        time_zone: eb.ref('excluded.time_zone'),
        hours: eb.ref('excluded.hours'),
      })),
    ),
);

const addHolidays = bulkStatement((db: Writer, rows: readonly Params<HolidayRow>[]) =>
  db.insertInto('holidays').values(rows),
);

const removeHolidays = statement((db: Writer, p: Params<{ tenant: string; key: string }>) =>
  db.deleteFrom('holidays').where('tenant_id', '=', p.tenant).where('calendar_key', '=', p.key),
);

const removeCalendar = statement((db: Writer, p: Params<{ tenant: string; key: string }>) =>
  db.deleteFrom('calendars').where('tenant_id', '=', p.tenant).where('key', '=', p.key),
);
