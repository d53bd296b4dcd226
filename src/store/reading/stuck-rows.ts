import { type Kysely, type RawBuilder, sql } from 'kysely';
import { grantedBy, type Permission } from '../../engine/permission.js';
import { newestTypes } from '../documents/definitions.js';
import { permissionsIn } from '../documents/permissions.js';
import type { Tables } from '../tables.js';

type Db = Kysely<Tables>;

/** Since when, the document, the cause, and which part of the document it is about. */
export type Cursor = readonly [since: string, documentId: string, cause: string, part: string];

export interface StuckRow {
  readonly document_id: string;
  readonly number: string | null;
  readonly title: string;
  readonly type_name: string;
  readonly submitter: string;
  readonly since: string;
  readonly cause: string;
  readonly part: string;
  readonly step: string | null;
  readonly step_id: string | null;
  readonly person_id: string | null;
  readonly person_name: string | null;
  readonly detail: string | null;
}

interface Wanted {
  readonly after: Cursor;
  readonly limit: number;
}

/** What a cause is about: columns of `s`, `p` and others that its tables have. */
interface Columns {
  readonly since: RawBuilder<string>;
  readonly part: RawBuilder<string>;
  readonly step?: RawBuilder<string>;
  readonly stepId?: RawBuilder<string>;
  readonly personId?: RawBuilder<string>;
  readonly personName?: RawBuilder<string>;
  readonly detail?: RawBuilder<string | null>;
}

/**
 * One statement of one cause: `from` joins whatever it needs around the document `d`. Administrators ask for it now and
 * then, so it is built each time.
 */
async function stuckRows(
  db: Db,
  cause: string,
  { since, part, step, stepId, personId, personName, detail }: Columns,
  from: RawBuilder<unknown>,
  { after, limit }: Wanted,
): Promise<readonly StuckRow[]> {
  const none = sql`null`;
  const { rows } = await sql<StuckRow>`
    select d.id as document_id, d.number, d.title, t.name as type_name, u.name as submitter,
      ${since} as since, ${sql.lit(cause)} as cause, ${part} as part, ${step ?? none} as step, ${stepId ?? none} as step_id,
      ${personId ?? none} as person_id, ${personName ?? none} as person_name, ${detail ?? none} as detail
    ${from}
      and (${since}, d.id, ${sql.lit(cause)}, ${part}) > (${sql.join(after)})
    order by ${since}, d.id, ${part} limit ${limit}`.execute(db);
  return rows;
}

const named = sql`
  join users as u on u.tenant_id = d.tenant_id and u.id = d.submitter_id
  join document_types as t on t.tenant_id = d.tenant_id and t.key = d.type_key and t.version = d.type_version`;

const onStep = {
  since: sql<string>`s.opened_at`,
  part: sql<string>`s.id`,
  step: sql<string>`s.name`,
  stepId: sql<string>`s.id`,
};

const hasOpenPlace = sql`(s.open_places > 0 or not exists (select 1 from approvers as a
  where a.tenant_id = s.tenant_id and a.document_id = s.document_id and a.round = s.round and a.step_id = s.id
    and a.replaced_at is null))`;

/** Open steps with a place that nobody is on; `detail` says what went wrong where their rule failed. */
export function findOpenPlaces(db: Db, tenant: string, wanted: Wanted): Promise<readonly StuckRow[]> {
  const columns = { ...onStep, detail: sql<string | null>`s.problem` };
  const from = sql`from approval_steps as s join documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
    ${named} where s.tenant_id = ${tenant} and s.status = 'pending' and ${hasOpenPlace}`;
  return stuckRows(db, 'open-place', columns, from, wanted);
}

/** Open steps without an open place that wait for somebody who cannot answer. Others may be enough. */
export async function findSuspects(db: Db, tenant: string, wanted: Wanted): Promise<readonly StuckRow[]> {
  const from = sql`from approval_steps as s join documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
    ${named} where s.tenant_id = ${tenant} and s.status = 'pending' and not ${hasOpenPlace}
      and s.id in (select a.step_id from users as p
        join approvers as a on a.tenant_id = p.tenant_id and a.user_id = p.id and a.asked_since is not null
        where p.tenant_id = ${tenant} and ${await isUnable(db, tenant, 'approval.act')})`;
  return stuckRows(db, 'unable', onStep, from, wanted);
}

/** Returned documents whose submitter cannot submit them again. */
export async function findIdleSubmitters(db: Db, tenant: string, wanted: Wanted): Promise<readonly StuckRow[]> {
  const columns = { since: sql<string>`d.closed_at`, part: sql<string>`p.id`, personId: sql<string>`p.id` };
  const from = sql`from documents as d join users as p on p.tenant_id = d.tenant_id and p.id = d.submitter_id
    ${named} where d.tenant_id = ${tenant} and d.status = 'returned'
      and ${await isUnable(db, tenant, 'document.create')}`;
  return stuckRows(db, 'submitter-unable', columns, from, wanted);
}

/** Open steps whose clock stands still until their submitter answers, who cannot. */
export async function findUnanswered(db: Db, tenant: string, wanted: Wanted): Promise<readonly StuckRow[]> {
  const columns = { ...onStep, since: sql<string>`s.paused_at`, personId: sql<string>`p.id` };
  // Cross joins keep the order: few people are unable, and many steps are open.
  const from = sql`from users as p cross join documents as d cross join approval_steps as s
    ${named} where p.tenant_id = ${tenant} and ${await isUnable(db, tenant, 'document.create')}
      and d.tenant_id = p.tenant_id and d.submitter_id = p.id and d.status = 'pending' and d.deleted_at is null
      and s.tenant_id = d.tenant_id and s.document_id = d.id and s.round = d.round
      and s.status = 'pending' and s.paused_at is not null`;
  return stuckRows(db, 'no-answer', columns, from, wanted);
}

/** Of approvers, and those who act for them, whom an open step waits for: cards that are on the failed list. */
export function findNotDelivered(db: Db, tenant: string, wanted: Wanted): Promise<readonly StuckRow[]> {
  const columns = {
    ...onStep,
    part: sql<string>`c.id`,
    personId: sql<string>`p.id`,
    personName: sql<string>`p.name`,
    detail: sql<string | null>`o.last_error`,
  };
  const awaited = (table: string) => sql`exists (select 1 from ${sql.table(table)} as a where a.tenant_id = s.tenant_id
    and a.document_id = s.document_id and a.round = s.round and a.step_id = s.id and a.user_id = c.user_id
    and a.asked_since is not null)`;
  // Cross joins keep the order: few cards have failed, and many steps are open.
  const from = sql`from outbox as o cross join cards as c cross join approval_steps as s
    join documents as d on d.tenant_id = s.tenant_id and d.id = s.document_id
    join users as p on p.tenant_id = c.tenant_id and p.id = c.user_id
    ${named} where o.state = 'failed' and o.tenant_id = ${tenant} and o.kind = 'card'
      and c.tenant_id = o.tenant_id and c.id = o.subject and s.tenant_id = c.tenant_id and s.id = c.subject
      and c.role = 'approver' and s.status = 'pending' and (${awaited('approvers')} or ${awaited('deputies')})`;
  return stuckRows(db, 'undelivered', columns, from, wanted);
}

/** Approved documents that nobody can complete; `detail` is the role that would. At most `limit` of each type. */
export async function rowsWithoutCompleter(db: Db, tenant: string, wanted: Wanted): Promise<readonly StuckRow[]> {
  const rows: StuckRow[] = [];
  for (const { key, completion } of await newestTypes(db, tenant)) {
    if (completion?.kind !== 'role') continue;
    const columns = {
      since: sql<string>`d.closed_at`,
      part: sql<string>`''`,
      detail: sql<string>`${completion.role}`,
    };
    const held = await unitsWhereHeld(db, tenant, completion.role);
    if (held.includes(everywhere)) continue;
    const isCovered = held.length === 0 ? sql`false` : sql`coalesce(u.unit_id in (${sql.join(held)}), false)`;
    const from = sql`from documents as d ${named}
      where d.tenant_id = ${tenant} and d.type_key = ${key} and d.status = 'approved' and not ${isCovered}`;
    rows.push(...(await stuckRows(db, 'no-completer', columns, from, wanted)));
  }
  return rows;
}

const everywhere = '';

/** Units for which somebody active holds the role, with those below; `everywhere` where it is held for the company. */
async function unitsWhereHeld(db: Db, tenant: string, role: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`with recursive held(id) as (
      select a.unit_id from role_assignments as a
      join users as h on h.tenant_id = a.tenant_id and h.id = a.user_id and h.status = 'active'
      where a.tenant_id = ${tenant} and a.role_key = ${role}
      union
      select o.id from org_units as o join held on held.id = o.parent_id where o.tenant_id = ${tenant}
    ) select id from held`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whether the person `p` has left, has no account in chat, or holds no role that allows it. */
async function isUnable(db: Db, tenant: string, permission: Permission): Promise<RawBuilder<unknown>> {
  const roles = await db.selectFrom('roles').select(['key', 'permissions']).where('tenant_id', '=', tenant).execute();
  // For one unit or for all: both permissions that are asked for here concern nobody but their holder.
  const able = roles.filter((role) => grantedBy(permissionsIn(role.permissions), everywhere).includes(permission));
  const holds =
    able.length === 0
      ? sql`false`
      : sql`exists (select 1 from role_assignments as r where r.tenant_id = p.tenant_id and r.user_id = p.id
          and r.role_key in (${sql.join(able.map(({ key }) => key))}))`;
  return sql`(p.status <> 'active' or not ${holds} or not exists (select 1 from chat_identities as i
    where i.tenant_id = p.tenant_id and i.user_id = p.id))`;
}
