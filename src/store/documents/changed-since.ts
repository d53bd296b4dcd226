import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { documentEntity } from './document-entity.js';

const findEdits = statement((db: Kysely<Tables>, p: Params<{ tenant: string; entity: string }>) =>
  db
    .selectFrom('audit_logs as l')
    .leftJoin('audit_payloads as p', (join) =>
      join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.entity', '=', 'l.entity').onRef('p.seq', '=', 'l.seq'),
    )
    .select('p.body')
    .where('l.tenant_id', '=', p.tenant)
    .where('l.entity', '=', p.entity)
    .where('l.action', '=', 'document-edited')
    .orderBy('l.seq'),
);

const findLastEdit = statement((db: Kysely<Tables>, p: Params<{ tenant: string; entity: string }>) =>
  db
    .selectFrom('audit_logs')
    .select('at')
    .where('tenant_id', '=', p.tenant)
    .where('entity', '=', p.entity)
    .where('action', '=', 'document-edited')
    .orderBy('seq', 'desc')
    .limit((eb) => eb.lit(1)),
);

/** Names of fields changed after that revision, sorted. The first edit made revision 2, the next 3, and so on. */
export async function loadChangedSince(
  db: Kysely<Tables>,
  tenant: string,
  documentId: string,
  dataRevision: number,
): Promise<readonly string[]> {
  const edits = await findEdits.all(db, { tenant, entity: documentEntity(documentId) });
  const later = edits.slice(Math.max(0, dataRevision - 1));
  return [...new Set(later.flatMap(({ body }) => changedIn(body)))].sort();
}

/** An erased payload names no fields. */
function changedIn(body: string | null): readonly string[] {
  const payload: { event?: { changed?: readonly string[] } } = JSON.parse(body ?? '{}');
  return payload.event?.changed ?? [];
}

/** When the content was last changed since the document was created; undefined where it never was. */
export async function loadEditedAt(
  db: Kysely<Tables>,
  tenant: string,
  documentId: string,
): Promise<Instant | undefined> {
  return (await findLastEdit.first(db, { tenant, entity: documentEntity(documentId) }))?.at;
}
