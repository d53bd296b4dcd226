import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { PersonPreferences, PreferenceStore } from '../../engine/ports/reminders.js';
import type { Preferences } from '../../engine/preferences.js';
import type { Database } from '../database.js';
import { rescheduleReminders } from '../reminders/reschedule.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { loadPreferences } from './load-preferences.js';
import type { PreferenceRow } from './preference-tables.js';

const upsert = statement((db: Kysely<Tables>, p: Params<PreferenceRow>) =>
  db
    .insertInto('preferences')
    .values(p)
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'user_id'])
        .doUpdateSet((eb) => ({ body: eb.ref('excluded.body'), saved_at: eb.ref('excluded.saved_at') })),
    ),
);

/** Of one tenant. */
export class StoredPreferences implements PreferenceStore {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  preferences(personId: string): Promise<PersonPreferences> {
    return loadPreferences(this.#database.read, this.#tenant, personId);
  }

  save(personId: string, preferences: Preferences, requestId: string, now: Instant): Promise<void> {
    const tenant = this.#tenant;
    const { quiet, digestAt, muted } = preferences;
    return this.#database.write(async (trx, afterCommit) => {
      const body = JSON.stringify({ quiet, digestAt, muted } satisfies Preferences);
      await upsert.run(trx, { tenant_id: tenant, user_id: personId, body, saved_at: now });
      await rescheduleReminders({ trx, tenant, requestId, now }, personId);
      afterCommit(() => this.#database.announceWork());
    });
  }
}
