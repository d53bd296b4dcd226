import { sql } from 'kysely';
import type { DatabaseProbe } from '../engine/ports/figures.js';
import type { OpenedDatabase } from './open-database.js';

/** Tries what only the store can try about itself; for deep health. */
export function databaseProbe(database: OpenedDatabase): DatabaseProbe {
  return {
    write: () =>
      database.write(async (trx) => {
        // A page is written and synced as for any decision, and says the same as before.
        await sql`update schema_migrations set applied_at = applied_at
          where name = (select max(name) from schema_migrations)`.execute(trx);
      }),
    pendingMigrations: () => database.pendingMigrations(),
    oldestUnsigned: async () => {
      const oldest = await database.read
        .selectFrom('audit_moved_chains as moved')
        .innerJoin('audit_logs as first', (join) =>
          join
            .onRef('first.tenant_id', '=', 'moved.tenant_id')
            .onRef('first.entity', '=', 'moved.entity')
            .onRef('first.seq', '=', 'moved.from_seq'),
        )
        .select((eb) => eb.fn.min('first.at').as('at'))
        .executeTakeFirst();
      return oldest?.at ?? undefined;
    },
  };
}
