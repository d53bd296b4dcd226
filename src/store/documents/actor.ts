import type { Kysely } from 'kysely';
import type { Actor, Person } from '../../engine/organisation.js';
import { grantedBy } from '../../engine/permission.js';
import { type Params, statement } from '../statement.js';
import type { Tables, UserRow } from '../tables.js';
import { permissionsIn } from './permissions.js';

/** One row per role the person holds; a person without roles has one row without permissions. */
const findActor = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('users as u')
    .leftJoin('role_assignments as held', (join) =>
      join.onRef('held.tenant_id', '=', 'u.tenant_id').onRef('held.user_id', '=', 'u.id'),
    )
    .leftJoin('roles as r', (join) =>
      join.onRef('r.tenant_id', '=', 'held.tenant_id').onRef('r.key', '=', 'held.role_key'),
    )
    .select([
      'u.id',
      'u.name',
      'u.email',
      'u.status',
      'u.unit_id',
      'u.manager_id',
      'r.key as role_key',
      'r.permissions',
      'held.unit_id as role_unit',
    ])
    .where('u.tenant_id', '=', p.tenant)
    .where('u.id', '=', p.id),
);

const findPerson = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'status', 'unit_id', 'manager_id'])
    .where('tenant_id', '=', p.tenant)
    .where('id', '=', p.id),
);

const findAccount = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('chat_identities')
    .select('chat_user')
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.id)
    .limit(1),
);

/** Whether any account in chat is linked to them: without one they hear of nothing. */
export async function isReachable(db: Kysely<Tables>, tenant: string, id: string): Promise<boolean> {
  return (await findAccount.first(db, { tenant, id })) !== undefined;
}

export async function loadActor(db: Kysely<Tables>, tenant: string, id: string): Promise<Actor | undefined> {
  const rows = await findActor.all(db, { tenant, id });
  const [user] = rows;
  if (user === undefined) return undefined;
  const granted = rows.flatMap((row) => grantedBy(permissionsIn(row.permissions), row.role_unit || null));
  return { ...personOf(user), permissions: new Set(granted), roles: rolesIn(rows) };
}

/** Each once, however many units it is held for. */
function rolesIn(rows: readonly { readonly role_key: string | null }[]): readonly string[] {
  const keys = rows.flatMap(({ role_key }) => (role_key === null ? [] : [role_key]));
  return [...new Set(keys)].sort();
}

export async function loadPerson(db: Kysely<Tables>, tenant: string, id: string): Promise<Person | undefined> {
  const row = await findPerson.first(db, { tenant, id });
  return row && personOf(row);
}

export function personOf(row: Pick<UserRow, 'id' | 'name' | 'email' | 'status' | 'unit_id' | 'manager_id'>): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    active: row.status === 'active',
    unitId: row.unit_id,
    managerId: row.manager_id,
  };
}
