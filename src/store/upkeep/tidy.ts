import { type Kysely, sql } from 'kysely';
import { dayMs } from '../../engine/calendar/local-date.js';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { Database } from '../database.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { forgetHandledCommands } from './forget-handled-commands.js';

/** What was done is looked up by nobody after so long. */
const keptDays = 90;
/** A form that was begun is offered for so long. */
const draftDays = 30;
/** Some entries have a slot every minute. */
const slotDays = 2;
/** Rows that go in one transaction, so that no click waits for more. */
const atOnce = 500;

type Db = Kysely<Tables>;
type Old = { tenant: string; before: string; limit: number };

/** A question that waits for its answer keeps its message, which loses its button by it. */
const forgetNotices = statement((db: Db, p: Params<Old>) =>
  db
    .deleteFrom('notices')
    .where('tenant_id', '=', p.tenant)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notices')
        .select('id')
        .where('tenant_id', '=', p.tenant)
        .where('updated_at', '<', p.before)
        .where(sql<boolean>`state in ('posted', 'gone')`)
        .where(
          sql<boolean>`(kind <> 'question' or body ->> 'answer' is not null or json_extract(body, '$.isOver') = true)`,
        )
        .limit(p.limit),
    ),
);

const forgetClaims = statement((db: Db, p: Params<Old>) =>
  db
    .deleteFrom('identity_claims')
    .where('tenant_id', '=', p.tenant)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('identity_claims')
        .select('id')
        .where('tenant_id', '=', p.tenant)
        .where('state', '<>', sql.lit('waiting'))
        .where('decided_at', '<', p.before)
        .limit(p.limit),
    ),
);

const forgetUploads = statement((db: Db, p: Params<Old>) =>
  db
    .deleteFrom('pending_uploads')
    .where('tenant_id', '=', p.tenant)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('pending_uploads')
        .select('id')
        .where('tenant_id', '=', p.tenant)
        .where('expires_at', '<', p.before)
        .limit(p.limit),
    ),
);

const forgetDrafts = statement((db: Db, p: Params<Old>) =>
  db
    .deleteFrom('form_drafts')
    .where('tenant_id', '=', p.tenant)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('form_drafts')
        .select('id')
        .where('tenant_id', '=', p.tenant)
        .where('saved_at', '<', p.before)
        .limit(p.limit),
    ),
);

/** Of steps that are closed: whoever sends reminders drops these as well, but only when the person has any due. */
const forgetReminders = statement((db: Db, p: Params<Omit<Old, 'before'>>) =>
  db
    .deleteFrom('reminders')
    .where('tenant_id', '=', p.tenant)
    .where('step_id', 'in', (eb) =>
      eb
        .selectFrom('reminders as r')
        .innerJoin('approval_steps as s', (join) =>
          join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.step_id'),
        )
        .select('r.step_id')
        .distinct()
        .where('r.tenant_id', '=', p.tenant)
        .where('s.status', '<>', sql.lit('pending'))
        .limit(p.limit),
    ),
);

/** Whichever tenant's turn it is: slots belong to none. The newest of each entry says that no earlier one is to be taken. */
const forgetSlots = statement((db: Db, p: Params<{ before: string }>) =>
  db.deleteFrom('timetable_slots').where(
    sql<boolean>`slot < ${p.before} and exists (select 1 from timetable_slots as later
      where later.entry = timetable_slots.entry and later.zone = timetable_slots.zone
        and later.slot > timetable_slots.slot)`,
  ),
);

/** See `Upkeep.tidy`. */
export async function tidy(
  database: Database,
  tenant: string,
  now: Instant,
): Promise<Readonly<Record<string, number>>> {
  const before = daysBefore(now, keptDays);
  const bit = { tenant, limit: atOnce };
  return {
    handledCommands: await forgetHandledCommands(database, tenant, before),
    notices: await inBits(database, (trx) => forgetNotices.run(trx, { ...bit, before })),
    claims: await inBits(database, (trx) => forgetClaims.run(trx, { ...bit, before })),
    uploads: await inBits(database, (trx) => forgetUploads.run(trx, { ...bit, before: now })),
    drafts: await inBits(database, (trx) => forgetDrafts.run(trx, { ...bit, before: daysBefore(now, draftDays) })),
    reminders: await inBits(database, (trx) => forgetReminders.run(trx, bit)),
    slots: await database.write((trx) => forgetSlots.run(trx, { before: daysBefore(now, slotDays) })),
  };
}

async function inBits(database: Database, forget: (trx: Db) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const forgotten = await database.write(forget);
    total += forgotten;
    if (forgotten === 0) return total;
  }
}

function daysBefore(now: Instant, days: number): Instant {
  return instant(epochMs(now) - days * dayMs);
}
