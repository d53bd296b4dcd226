import { type Kysely, sql } from 'kysely';
import type { Claim, ClaimEnd, VouchedAccount } from '../../engine/ports/identities.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { knownPerson } from './find-people.js';
import type { IdentityClaimRow } from './identity-tables.js';

type Db = Kysely<Tables>;
type Account = { tenant: string; platform: string; installation: string; user: string };

const findClaim = statement((db: Db, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('identity_claims as c')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.decided_by'))
    .selectAll('c')
    .select('u.name as decider')
    .where('c.tenant_id', '=', p.tenant)
    .where('c.id', '=', p.id),
);

/** The newest of an account that still stands in the way of another: one that waits, or was declined not long ago. */
export const findStanding = statement((db: Db, p: Params<Account & { now: string }>) =>
  db
    .selectFrom('identity_claims')
    .select(['state', 'claimed_at', 'decided_at', 'expires_at'])
    .where('tenant_id', '=', p.tenant)
    .where('platform', '=', p.platform)
    .where('installation', '=', p.installation)
    .where('chat_user', '=', p.user)
    .where('state', 'in', [sql.lit<'waiting'>('waiting'), sql.lit<'declined'>('declined')])
    .where('expires_at', '>', p.now)
    .orderBy('claimed_at', 'desc')
    .limit((eb) => eb.lit(1)),
);

type Person = { tenant: string; platform: string; installation: string; person: string };

/** Claims that wait, whatever the time: of one account, and to be one person. */
export const findWaitingOf = statement((db: Db, p: Params<Account>) =>
  db
    .selectFrom('identity_claims')
    .select('id')
    .where('tenant_id', '=', p.tenant)
    .where('platform', '=', p.platform)
    .where('installation', '=', p.installation)
    .where('chat_user', '=', p.user)
    .where('state', '=', sql.lit('waiting')),
);

export const findWaitingFor = statement((db: Db, p: Params<Person>) =>
  db
    .selectFrom('identity_claims')
    .select(['id', 'expires_at'])
    .where('tenant_id', '=', p.tenant)
    .where('platform', '=', p.platform)
    .where('installation', '=', p.installation)
    .where('user_id', '=', p.person)
    .where('state', '=', sql.lit('waiting')),
);

export const insertClaim = statement((db: Db, p: Params<IdentityClaimRow>) =>
  db.insertInto('identity_claims').values(p),
);

type End = { tenant: string; id: string; state: ClaimEnd['how']; at: string; by: string | null };

export const endClaim = statement((db: Db, p: Params<End>) =>
  db
    .updateTable('identity_claims')
    .set({ state: p.state, decided_at: p.at, decided_by: p.by })
    .where('tenant_id', '=', p.tenant)
    .where('id', '=', p.id)
    .where('state', '=', sql.lit('waiting')),
);

export async function loadClaim(db: Db, tenant: string, id: string): Promise<Claim | undefined> {
  const row = await findClaim.first(db, { tenant, id });
  if (row === undefined) return undefined;
  return {
    id: row.id,
    account: accountIn(row),
    person: await knownPerson(db, tenant, row.user_id),
    at: row.claimed_at,
    until: row.expires_at,
    end: endIn(row),
  };
}

function accountIn(row: IdentityClaimRow): VouchedAccount {
  const { platform, installation, chat_user: chatUser, account_name: name, email } = row;
  return { platform, installation, chatUser, name, email };
}

function endIn(row: IdentityClaimRow & { readonly decider: string | null }): ClaimEnd | undefined {
  const { state, decided_at: at, decided_by: id, decider: name } = row;
  if (state === 'waiting' || at === null) return undefined;
  return { how: state, by: id === null || name === null ? null : { id, name }, at };
}
