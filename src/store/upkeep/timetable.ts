import { type Kysely, sql } from 'kysely';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { Timetable } from '../../engine/ports/timetable.js';
import type { Database } from '../database.js';
import { owe } from '../delivery/outbox-rows.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import type { TimetableSlotRow } from './upkeep-tables.js';

type Bounds = { entry: string; zone: string; slot: string; honest: string };

/** This slot or a later one, and whether any is from a clock that is ahead. */
const findTaken = statement((db: Kysely<Tables>, p: Params<Bounds>) =>
  db
    .selectFrom('timetable_slots')
    .select(sql<number>`count(case when slot <= ${p.honest} then 1 end)`.as('taken'))
    .select(sql<number>`count(case when slot > ${p.honest} then 1 end)`.as('ahead'))
    .where('entry', '=', p.entry)
    .where('zone', '=', p.zone)
    .where('slot', '>=', p.slot),
);

const forgetAhead = statement((db: Kysely<Tables>, p: Params<Omit<Bounds, 'slot'>>) =>
  db.deleteFrom('timetable_slots').where('entry', '=', p.entry).where('zone', '=', p.zone).where('slot', '>', p.honest),
);

const insertSlot = statement((db: Kysely<Tables>, p: Params<TimetableSlotRow>) =>
  db
    .insertInto('timetable_slots')
    .values(p)
    .onConflict((oc) => oc.columns(['entry', 'zone', 'slot']).doNothing()),
);

export class StoredTimetable implements Timetable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async zones(): Promise<readonly string[]> {
    const rows = await this.#database.read.selectFrom('tenants').select('time_zone').distinct().execute();
    return rows.map(({ time_zone }) => time_zone).sort();
  }

  async take(entry: string, slot: Instant, now: Instant, aheadMs: number, zone?: string): Promise<boolean> {
    const place = { entry, zone: zone ?? everyZone };
    const bounds = { ...place, slot, honest: instant(epochMs(now) + aheadMs) };
    // Nearly every look finds nothing to do, and must not wait for writers.
    const found = await findTaken.first(this.#database.read, bounds);
    if (isTaken(found) && found?.ahead === 0) return false;
    return this.#database.write(async (trx, afterCommit) => {
      const isNew = !isTaken(await findTaken.first(trx, bounds));
      // Or the real slot would count as taken when its time comes.
      await forgetAhead.run(trx, { ...place, honest: bounds.honest });
      if (!isNew) return false;
      await insertSlot.run(trx, { ...place, slot, taken_at: now });
      for (const tenant of await tenantsIn(trx, zone))
        await owe(trx, tenant, 'timetable', entry, `${entry} ${slot}`, now);
      afterCommit(() => this.#database.announceWork());
      return true;
    });
  }
}

const everyZone = '';

async function tenantsIn(trx: Kysely<Tables>, zone: string | undefined): Promise<readonly string[]> {
  const all = trx.selectFrom('tenants').select('id');
  const rows = await (zone === undefined ? all : all.where('time_zone', '=', zone)).execute();
  return rows.map(({ id }) => id);
}

function isTaken(found: { readonly taken: number } | undefined): boolean {
  return (found?.taken ?? 0) > 0;
}
