import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { PersonPreferences } from '../../engine/ports/reminders.js';
import { defaultPreferences, type Preferences } from '../../engine/preferences.js';
import { humaneAt } from '../../engine/quiet-hours.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

const findPreferences = statement((db: Kysely<Tables>, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('tenants as t')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 't.id').on('u.id', '=', p.person))
    .leftJoin('preferences as p', (join) =>
      join.onRef('p.tenant_id', '=', 'u.tenant_id').onRef('p.user_id', '=', 'u.id'),
    )
    .select(['t.time_zone as company_zone', 'u.time_zone', 'p.body'])
    .where('t.id', '=', p.tenant),
);

/** What somebody said about when they want to hear of us, or what counts for whoever has not. */
export async function loadPreferences(
  db: Kysely<Tables>,
  tenant: string,
  personId: string,
): Promise<PersonPreferences> {
  const row = await findPreferences.first(db, { tenant, person: personId });
  const said: Partial<Preferences> = JSON.parse(row?.body ?? '{}');
  return { ...defaultPreferences, ...said, timeZone: row?.time_zone ?? row?.company_zone ?? 'UTC' };
}

/** The first moment from `at` on at which that person wants to hear of what no click caused. */
export async function humaneMoment(
  db: Kysely<Tables>,
  tenant: string,
  personId: string,
  at: Instant,
): Promise<Instant> {
  const preferences = await loadPreferences(db, tenant, personId);
  return humaneAt(preferences, preferences.timeZone, at);
}
