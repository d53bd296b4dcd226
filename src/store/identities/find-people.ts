import { type Kysely, sql } from 'kysely';
import { comparableEmail, mustBeConfirmed } from '../../engine/first-contact.js';
import type { ChatAccount, KnownPerson } from '../../engine/ports/identities.js';
import type { ChatPlace } from '../../engine/ports/reading.js';
import { loadActor } from '../documents/actor.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

type Db = Kysely<Tables>;

/** Two are enough to know that it is nobody in particular. */
const SEVERAL = 2;

/** `lower` leaves letters beyond ASCII alone, as `comparableEmail` does. */
const findByEmail = statement((db: Db, p: Params<{ tenant: string; email: string; limit: number }>) =>
  db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', p.tenant)
    .where(sql<string>`lower(email)`, '=', p.email)
    .where('status', '=', sql.lit('active'))
    .limit(p.limit),
);

const findKnown = statement((db: Db, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('users as u')
    .leftJoin('org_units as o', (join) => join.onRef('o.tenant_id', '=', 'u.tenant_id').onRef('o.id', '=', 'u.unit_id'))
    .select(['u.id', 'u.name', 'u.title', 'o.name as unit'])
    .where('u.tenant_id', '=', p.tenant)
    .where('u.id', '=', p.id),
);

type Place = { tenant: string; platform: string; installation: string };

const findAccountOf = statement((db: Db, p: Params<Place & { person: string }>) =>
  db
    .selectFrom('chat_identities')
    .select('chat_user')
    .where('tenant_id', '=', p.tenant)
    .where('platform', '=', p.platform)
    .where('installation', '=', p.installation)
    .where('user_id', '=', p.person),
);

const findOwnerOf = statement((db: Db, p: Params<Place & { user: string }>) =>
  db
    .selectFrom('chat_identities')
    .select('user_id')
    .where('tenant_id', '=', p.tenant)
    .where('platform', '=', p.platform)
    .where('installation', '=', p.installation)
    .where('chat_user', '=', p.user),
);

const countMarkedRoles = statement((db: Db, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('role_assignments as held')
    .innerJoin('roles as r', (join) =>
      join.onRef('r.tenant_id', '=', 'held.tenant_id').onRef('r.key', '=', 'held.role_key'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('held.tenant_id', '=', p.tenant)
    .where('held.user_id', '=', p.person)
    .where('r.confirm_identity', '=', sql.lit(1)),
);

/** Active people with that address: nobody, the one, or two of more than one. */
export async function peopleWithEmail(db: Db, tenant: string, email: string): Promise<readonly string[]> {
  const rows = await findByEmail.all(db, { tenant, email: comparableEmail(email), limit: SEVERAL });
  return rows.map(({ id }) => id);
}

/** Everybody who is spoken of in an identity is in the tenant: a foreign key holds that. */
export async function knownPerson(db: Db, tenant: string, id: string): Promise<KnownPerson> {
  const row = await findKnown.first(db, { tenant, id });
  if (row === undefined) throw new Error(`there is no person ${id}`);
  return row;
}

/** The person's account in that workspace. */
export async function accountOf(db: Db, tenant: string, where: ChatPlace, person: string): Promise<string | undefined> {
  const { platform, installation } = where;
  return (await findAccountOf.first(db, { tenant, platform, installation, person }))?.chat_user;
}

/** Whose account it is. */
export async function ownerOf(db: Db, tenant: string, account: ChatAccount): Promise<string | undefined> {
  const { platform, installation, chatUser: user } = account;
  return (await findOwnerOf.first(db, { tenant, platform, installation, user }))?.user_id;
}

/** Whether an address alone does not prove that somebody is that person. */
export async function needsConfirmation(db: Db, tenant: string, person: string): Promise<boolean> {
  const actor = await loadActor(db, tenant, person);
  const marked = await countMarkedRoles.first(db, { tenant, person });
  return mustBeConfirmed(actor?.permissions ?? [], (marked?.count ?? 0) > 0);
}
