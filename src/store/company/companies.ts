import type { Kysely } from 'kysely';
import type { Tables } from '../tables.js';

/** The ids of all companies in the database, sorted. */
export async function companyIds(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('tenants').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

/** Where that company is, as an IANA name. */
export async function companyTimeZone(db: Kysely<Tables>, id: string): Promise<string> {
  const row = await db.selectFrom('tenants').select('time_zone').where('id', '=', id).executeTakeFirstOrThrow();
  return row.time_zone;
}
