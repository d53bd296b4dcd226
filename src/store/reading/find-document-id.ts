import type { Kysely } from 'kysely';
import type { Tables } from '../tables.js';

/** The id behind a document number, whatever its letter case. A draft that was thrown away never had one. */
export async function findDocumentId(db: Kysely<Tables>, tenant: string, number: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('documents')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('number', '=', number.trim().toUpperCase())
    .executeTakeFirst();
  return row?.id;
}
