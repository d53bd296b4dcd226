import { type Kysely, type SqlBool, sql } from 'kysely';
import type { ListedPerson, ListQuery, Named } from '../../engine/ports/admin-reading.js';
import type { Page } from '../../engine/ports/reading.js';
import type { Tables } from '../tables.js';
import { groupBy } from './group-by.js';
import { pageOf, pageSize } from './page.js';
import { holds } from './search.js';

/** People by name. */
export async function listPeople(db: Kysely<Tables>, tenant: string, query: ListQuery): Promise<Page<ListedPerson>> {
  const limit = pageSize(query.limit);
  const place = placeOf(query.after);
  const rows = await users(db, tenant)
    .where(holds(['u.id', 'u.name', 'u.email'], query.search ?? ''))
    .where(sql<SqlBool>`(u.name, u.id) > (${place.name}, ${place.id})`)
    .orderBy('u.name')
    .orderBy('u.id')
    .limit(limit + 1)
    .execute();
  const page = pageOf(rows, limit, ({ name, id }) => JSON.stringify([name, id]));
  return { ...page, items: await withHoldings(db, tenant, page.items) };
}

export async function findPerson(db: Kysely<Tables>, tenant: string, id: string): Promise<ListedPerson | undefined> {
  const rows = await users(db, tenant).where('u.id', '=', id).execute();
  const [person] = await withHoldings(db, tenant, rows);
  return person;
}

function placeOf(after: string | undefined): { name: string; id: string } {
  const [name, id]: readonly unknown[] = after === undefined ? [] : JSON.parse(after);
  return { name: String(name ?? ''), id: String(id ?? '') };
}

function users(db: Kysely<Tables>, tenant: string) {
  return db
    .selectFrom('users as u')
    .leftJoin('org_units as unit', (join) =>
      join.onRef('unit.tenant_id', '=', 'u.tenant_id').onRef('unit.id', '=', 'u.unit_id'),
    )
    .leftJoin('users as manager', (join) =>
      join.onRef('manager.tenant_id', '=', 'u.tenant_id').onRef('manager.id', '=', 'u.manager_id'),
    )
    .select(['u.id', 'u.name', 'u.email', 'u.title', 'u.status', 'u.unit_id', 'u.manager_id'])
    .select(['unit.name as unit_name', 'manager.name as manager_name'])
    .where('u.tenant_id', '=', tenant);
}

type UserRow = Awaited<ReturnType<ReturnType<typeof users>['execute']>>[number];

async function withHoldings(
  db: Kysely<Tables>,
  tenant: string,
  rows: readonly UserRow[],
): Promise<readonly ListedPerson[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const roles = await rolesOf(db, tenant, ids);
  const groups = await groupsOf(db, tenant, ids);
  const identities = await identitiesOf(db, tenant, ids);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    title: row.title,
    active: row.status === 'active',
    unit: named(row.unit_id, row.unit_name),
    manager: named(row.manager_id, row.manager_name),
    roles: (roles.get(row.id) ?? []).map((held) => ({
      id: held.key,
      name: held.name,
      unit: named(held.unit_id || null, held.unit_name),
    })),
    groups: (groups.get(row.id) ?? []).map(({ key, name }) => ({ id: key, name })),
    identities: (identities.get(row.id) ?? []).map(({ platform, installation, chat_user }) => ({
      platform,
      installation,
      chatUser: chat_user,
    })),
  }));
}

/** What has lost its name still has its id. */
function named(id: string | null, name: string | null): Named | null {
  return id === null ? null : { id, name: name ?? id };
}

async function rolesOf(db: Kysely<Tables>, tenant: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('role_assignments as held')
    .innerJoin('roles as r', (join) =>
      join.onRef('r.tenant_id', '=', 'held.tenant_id').onRef('r.key', '=', 'held.role_key'),
    )
    .leftJoin('org_units as unit', (join) =>
      join.onRef('unit.tenant_id', '=', 'held.tenant_id').onRef('unit.id', '=', 'held.unit_id'),
    )
    .select(['held.user_id', 'r.key', 'r.name', 'held.unit_id', 'unit.name as unit_name'])
    .where('held.tenant_id', '=', tenant)
    .where('held.user_id', 'in', ids)
    .orderBy('r.key')
    .orderBy('held.unit_id')
    .execute();
  return groupBy(rows, (row) => row.user_id);
}

async function groupsOf(db: Kysely<Tables>, tenant: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('group_members as m')
    .innerJoin('groups as g', (join) =>
      join.onRef('g.tenant_id', '=', 'm.tenant_id').onRef('g.key', '=', 'm.group_key'),
    )
    .select(['m.user_id', 'g.key', 'g.name'])
    .where('m.tenant_id', '=', tenant)
    .where('m.user_id', 'in', ids)
    .orderBy('g.key')
    .execute();
  return groupBy(rows, (row) => row.user_id);
}

async function identitiesOf(db: Kysely<Tables>, tenant: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('chat_identities')
    .select(['user_id', 'platform', 'installation', 'chat_user'])
    .where('tenant_id', '=', tenant)
    .where('user_id', 'in', ids)
    .orderBy('platform')
    .orderBy('installation')
    .execute();
  return groupBy(rows, (row) => row.user_id);
}
