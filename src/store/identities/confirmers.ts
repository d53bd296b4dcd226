import { type Kysely, sql } from 'kysely';
import { grantedBy, type Permission } from '../../engine/permission.js';
import { permissionsIn } from '../documents/permissions.js';
import type { NoticeTo } from '../notices/write-notices.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

type Db = Kysely<Tables>;

/** Most who are told of one thing. */
const TOLD_MAX = 50;

const findRoles = statement((db: Db, p: Params<{ tenant: string }>) =>
  db.selectFrom('roles').select(['key', 'permissions']).where('tenant_id', '=', p.tenant),
);

const findHolders = statement((db: Db, p: Params<{ tenant: string; role: string }>) =>
  db
    .selectFrom('role_assignments as held')
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 'held.tenant_id').onRef('u.id', '=', 'held.user_id'),
    )
    .select(['u.id', 'held.unit_id'])
    .where('held.tenant_id', '=', p.tenant)
    .where('held.role_key', '=', p.role)
    .where('u.status', '=', sql.lit('active')),
);

const findAccounts = statement((db: Db, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('chat_identities')
    .select(['platform', 'installation', 'chat_user'])
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person),
);

/**
 * Who looks after identities: the active holders of `people.confirm_identity`, or of `config.people` where nobody holds
 * that at all.
 */
export async function confirmersOf(db: Db, tenant: string): Promise<ReadonlySet<string>> {
  const holders = await holdersOf(db, tenant, 'people.confirm_identity');
  return holders.size > 0 ? holders : holdersOf(db, tenant, 'config.people');
}

/** The accounts of those who look after identities, except that person's own. */
export async function confirmersBeside(db: Db, tenant: string, person: string): Promise<readonly NoticeTo[]> {
  const told: NoticeTo[] = [];
  for (const personId of await confirmersOf(db, tenant)) {
    if (personId === person) continue;
    for (const { chat_user, ...place } of await findAccounts.all(db, { tenant, person: personId })) {
      told.push({ ...place, chatUser: chat_user, personId });
    }
  }
  return told.slice(0, TOLD_MAX);
}

/** Who may do that in the whole company: the active holders of such a role. */
export async function holdersOf(db: Db, tenant: string, permission: Permission): Promise<ReadonlySet<string>> {
  const holders = new Set<string>();
  for (const role of await findRoles.all(db, { tenant })) {
    const permissions = permissionsIn(role.permissions);
    if (!permissions.includes(permission)) continue;
    for (const { id, unit_id } of await findHolders.all(db, { tenant, role: role.key })) {
      if (grantedBy(permissions, unit_id || null).includes(permission)) holders.add(id);
    }
  }
  return holders;
}
