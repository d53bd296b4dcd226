import type { Kysely } from 'kysely';
import type { ApprovalDocument } from '../../engine/document.js';
import type { NamedDocument } from '../../engine/notice.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

const findTypeName = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string; version: number }>) =>
  db
    .selectFrom('document_types')
    .select('name')
    .where('tenant_id', '=', p.tenant)
    .where('key', '=', p.key)
    .where('version', '=', p.version),
);

/** A document that was submitted, as messages name it. */
export async function namedDocument(
  db: Kysely<Tables>,
  tenant: string,
  { id, number, title, typeKey, typeVersion }: ApprovalDocument,
): Promise<NamedDocument> {
  const type = await findTypeName.first(db, { tenant, key: typeKey, version: typeVersion });
  return { id, number: number ?? '', title, typeName: type?.name ?? typeKey };
}
