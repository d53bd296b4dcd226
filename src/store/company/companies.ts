import type { Kysely } from 'kysely';
import type { Tables } from '../tables.js';

/** The ids of all companies in the database, sorted. */
export async function companyIds(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('tenants').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}
