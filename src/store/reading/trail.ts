import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { TrailEntry, TrailQuery } from '../../engine/ports/admin-reading.js';
import type { Page } from '../../engine/ports/reading.js';
import { documentEntity } from '../documents/document-entity.js';
import type { Tables } from '../tables.js';
import { findDocumentId } from './find-document-id.js';
import { pageOf, pageSize } from './page.js';

const nothing: Page<TrailEntry> = { items: [], next: undefined };

/** The entries of the audit trail that a query asks for: those of one chain in their order, others by time. */
export async function listTrail(
  db: Kysely<Tables>,
  tenant: string,
  { documentNumber, ...query }: TrailQuery,
): Promise<Page<TrailEntry>> {
  if (documentNumber === undefined) return listEntries(db, tenant, query);
  const documentId = await findDocumentId(db, tenant, documentNumber);
  if (documentId === undefined) return nothing;
  const entity = documentEntity(documentId);
  if (query.entity !== undefined && query.entity !== entity) return nothing;
  return listEntries(db, tenant, { ...query, entity });
}

type EntryQuery = Omit<TrailQuery, 'documentNumber'>;

async function listEntries(db: Kysely<Tables>, tenant: string, query: EntryQuery): Promise<Page<TrailEntry>> {
  const limit = pageSize(query.limit);
  const order = orderOf(query);
  const first = sql`order by ${order} limit ${limit + 1}`;
  const found = searches(tenant, query, first).map((one) => sql`select * from (${one}) as one`);
  const { rows } = await sql<EntryRow>`
    with found as (${sql.join(found, sql` union `)})
    select l.entity, l.seq, l.at, l.action, l.actor_id, l.metadata, l.hash, p.body, u.name as actor_name, d.number
    from found
    inner join audit_logs as l on l.tenant_id = found.tenant_id and l.entity = found.entity and l.seq = found.seq
    left join audit_payloads as p on p.tenant_id = l.tenant_id and p.entity = l.entity and p.seq = l.seq
    left join users as u on u.tenant_id = l.tenant_id and u.id = l.actor_id
    left join documents as d on d.tenant_id = l.tenant_id and d.id =
      case when substr(l.entity, 1, 9) = 'document/' then substr(l.entity, 10) end
    order by ${order} limit ${limit + 1}`.execute(db);
  return pageOf(rows.map(entryOf), limit, placeOf);
}

/** A clock may have been put back, so a chain has an order of its own. */
function orderOf({ entity, first }: EntryQuery): RawBuilder<unknown> {
  const way = first === 'oldest' ? sql`asc` : sql`desc`;
  return entity === undefined ? sql`l.at ${way}, l.entity ${way}, l.seq ${way}` : sql`l.seq ${way}`;
}

/** Where to look, so that each answer comes out of one index, which an `or` would not. */
function searches(tenant: string, query: EntryQuery, first: RawBuilder<unknown>): readonly RawBuilder<unknown>[] {
  const { personId, entity } = query;
  const from = sql`select l.tenant_id, l.entity, l.seq from audit_logs as l where l.tenant_id = ${tenant}`;
  const within = sql`${withinTime(query, at)}${beyond(query, at)}`;
  if (entity !== undefined) {
    const isOwn = personId === undefined || entity === chainOf(personId);
    return [
      sql`${from} and l.entity = ${entity} ${isOwn ? sql`` : sql`and l.actor_id = ${personId}`} ${within} ${first}`,
    ];
  }
  if (personId === undefined) return [sql`${from} ${within} ${first}`];
  const done = sql`${from} and l.actor_id = ${personId} ${within} ${first}`;
  return [
    done,
    sql`${from} and l.entity = ${chainOf(personId)}${withinTime(query, laidAside)}${beyond(query, laidAside)}`,
  ];
}

function chainOf(personId: string): string {
  return `person/${personId}`;
}

const at = sql.ref('l.at');
/** The time, but not for an index: a person's own chain is short, and by time SQLite would walk through everybody's. */
const laidAside = sql`(l.at || '')`;

function withinTime({ from, to }: EntryQuery, time: RawBuilder<unknown>): RawBuilder<unknown> {
  const since = from === undefined ? sql`` : sql` and ${time} >= ${from}`;
  return to === undefined ? since : sql`${since} and ${time} < ${to}`;
}

function beyond({ entity, first, after }: EntryQuery, time: RawBuilder<unknown>): RawBuilder<unknown> {
  if (after === undefined) return sql``;
  const [lastAt, lastEntity, lastSeq]: readonly unknown[] = JSON.parse(after);
  const further = first === 'oldest' ? sql`>` : sql`<`;
  if (entity !== undefined) return sql` and l.seq ${further} ${lastSeq}`;
  return sql` and (${time}, l.entity, l.seq) ${further} (${lastAt}, ${lastEntity}, ${lastSeq})`;
}

function placeOf({ at, entity, seq }: TrailEntry): string {
  return JSON.stringify([at, entity, seq]);
}

interface EntryRow {
  readonly entity: string;
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly actor_id: string | null;
  readonly metadata: string;
  readonly hash: string;
  /** Null where it was erased. */
  readonly body: string | null;
  readonly actor_name: string | null;
  readonly number: string | null;
}

function entryOf(row: EntryRow): TrailEntry {
  const payload: { actor?: { name?: string } } | undefined = row.body === null ? undefined : JSON.parse(row.body);
  return {
    entity: row.entity,
    seq: row.seq,
    at: row.at,
    action: row.action,
    actorId: row.actor_id,
    actorName: payload === undefined ? null : (payload.actor?.name ?? row.actor_name),
    documentNumber: row.number,
    metadata: JSON.parse(row.metadata),
    payload,
    hash: row.hash,
  };
}
