import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ListedCalendar, ListedGroup, ListedRole, ListQuery } from '../../engine/ports/admin-reading.js';
import type { Page } from '../../engine/ports/reading.js';
import { withHolidays } from '../documents/calendars.js';
import { permissionsIn } from '../documents/permissions.js';
import type { GroupRow, Tables } from '../tables.js';
import { groupBy } from './group-by.js';
import { pageOf, pageSize } from './page.js';
import { holds } from './search.js';

/** One page of what has a key and a name; with `key` that one alone. */
interface Look extends ListQuery {
  readonly key?: string;
}

export async function listRoles(db: Kysely<Tables>, tenant: string, look: Look): Promise<Page<ListedRole>> {
  const held = sql<number>`(select count(distinct h.user_id) from role_assignments as h
    inner join users as u on u.tenant_id = h.tenant_id and u.id = h.user_id and u.status = 'active'
    where h.tenant_id = k.tenant_id and h.role_key = k.key)`;
  const rows = await db
    .selectFrom('roles as k')
    .selectAll('k')
    .select(held.as('holders'))
    .where(matching(tenant, look))
    .orderBy('k.key')
    .limit(pageSize(look.limit) + 1)
    .execute();
  const page = keyedPage(rows, look);
  const items = page.items.map((row) => ({
    key: row.key,
    name: row.name,
    permissions: permissionsIn(row.permissions),
    everyone: row.everyone === 1,
    confirmIdentity: row.confirm_identity === 1,
    holders: row.holders,
  }));
  return { ...page, items };
}

export async function listGroups(db: Kysely<Tables>, tenant: string, look: Look): Promise<Page<ListedGroup>> {
  const rows = await db
    .selectFrom('groups as k')
    .selectAll('k')
    .where(matching(tenant, look))
    .orderBy('k.key')
    .limit(pageSize(look.limit) + 1)
    .execute();
  const page = keyedPage(rows, look);
  return { ...page, items: await withMembers(db, tenant, page.items) };
}

export async function listCalendars(db: Kysely<Tables>, tenant: string, look: Look): Promise<Page<ListedCalendar>> {
  const rows = await db
    .selectFrom('calendars as k')
    .selectAll('k')
    .where(matching(tenant, look))
    .orderBy('k.key')
    .limit(pageSize(look.limit) + 1)
    .execute();
  const page = keyedPage(rows, look);
  const company = await db.selectFrom('tenants').select('calendar').where('id', '=', tenant).executeTakeFirst();
  const calendars = await withHolidays(db, page.items);
  return { ...page, items: calendars.map((calendar) => ({ calendar, isDefault: calendar.key === company?.calendar })) };
}

/** Of a table that is called `k`. */
function matching(tenant: string, { key, search = '', after = '' }: Look): RawBuilder<SqlBool> {
  const found = key === undefined ? holds(['k.key', 'k.name'], search) : sql<SqlBool>`k.key = ${key}`;
  return sql<SqlBool>`k.tenant_id = ${tenant} and k.key > ${after} and ${found}`;
}

function keyedPage<R extends { readonly key: string }>(rows: readonly R[], { limit }: Look): Page<R> {
  return pageOf(rows, pageSize(limit), ({ key }) => key);
}

async function withMembers(
  db: Kysely<Tables>,
  tenant: string,
  groups: readonly GroupRow[],
): Promise<readonly ListedGroup[]> {
  const keys = groups.map(({ key }) => key);
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('group_members as m')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.user_id'))
    .select(['m.group_key', 'u.id', 'u.name', 'u.status'])
    .where('m.tenant_id', '=', tenant)
    .where('m.group_key', 'in', keys)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute();
  const members = groupBy(rows, (row) => row.group_key);
  return groups.map(({ key, name }) => ({
    key,
    name,
    members: (members.get(key) ?? []).map((row) => ({ id: row.id, name: row.name, active: row.status === 'active' })),
  }));
}
