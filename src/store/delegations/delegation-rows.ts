import type { Kysely } from 'kysely';
import { type Delegation, endOf } from '../../engine/delegation/delegation.js';
import type { Instant } from '../../engine/instant.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import type { DelegationRow } from './delegation-tables.js';

type Db = Kysely<Tables>;
type OfPerson = { tenant: string; person: string; now: string };

export const delegationColumns = [
  'id',
  'from_id',
  'to_id',
  'starts_at',
  'ends_at',
  'types',
  'cap',
  'created_at',
  'ended_at',
] as const;

export type StoredDelegation = Pick<DelegationRow, (typeof delegationColumns)[number]>;

export function delegationOf(row: StoredDelegation): Delegation {
  return {
    id: row.id,
    fromId: row.from_id,
    toId: row.to_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    types: row.types === null ? null : JSON.parse(row.types),
    cap: row.cap === null ? null : JSON.parse(row.cap),
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** What a delegation says of itself; how far it was carried out stands beside it. */
export function delegationRow(tenantId: string, delegation: Delegation): Omit<DelegationRow, 'state' | 'settle_at'> {
  return {
    tenant_id: tenantId,
    id: delegation.id,
    from_id: delegation.fromId,
    to_id: delegation.toId,
    starts_at: delegation.startsAt,
    ends_at: delegation.endsAt,
    types: delegation.types === null ? null : JSON.stringify(delegation.types),
    cap: delegation.cap === null ? null : JSON.stringify(delegation.cap),
    created_at: delegation.createdAt,
    ended_at: delegation.endedAt,
    until: endOf(delegation),
  };
}

const findOne = statement((db: Db, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('delegations')
    .select(delegationColumns)
    .select(['state', 'until'])
    .where('tenant_id', '=', p.tenant)
    .where('id', '=', p.id),
);

export const insertDelegation = statement((db: Db, p: Params<DelegationRow>) => db.insertInto('delegations').values(p));

type Ended = Pick<DelegationRow, 'tenant_id' | 'id' | 'ended_at' | 'until' | 'settle_at'>;

/** Only one that nobody has ended. */
export const recordEnd = statement((db: Db, { tenant_id, id, ...changing }: Params<Ended>) =>
  db
    .updateTable('delegations')
    .set(changing)
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .where('ended_at', 'is', null),
);

type Settled = Pick<DelegationRow, 'tenant_id' | 'id' | 'state' | 'settle_at'>;

export const recordState = statement((db: Db, p: Params<Settled>) =>
  db
    .updateTable('delegations')
    .set({ state: p.state, settle_at: p.settle_at })
    .where('tenant_id', '=', p.tenant_id)
    .where('id', '=', p.id),
);

const findGiven = statement((db: Db, p: Params<OfPerson>) =>
  db
    .selectFrom('delegations')
    .select(delegationColumns)
    .where('tenant_id', '=', p.tenant)
    .where('from_id', '=', p.person)
    .where('until', '>', p.now)
    .orderBy('starts_at')
    .orderBy('id'),
);

const findGot = statement((db: Db, p: Params<OfPerson>) =>
  db
    .selectFrom('delegations')
    .select(delegationColumns)
    .where('tenant_id', '=', p.tenant)
    .where('to_id', '=', p.person)
    .where('until', '>', p.now)
    .orderBy('starts_at')
    .orderBy('id'),
);

const findAll = statement((db: Db, p: Params<{ tenant: string; now: string }>) =>
  db
    .selectFrom('delegations')
    .select(delegationColumns)
    .where('tenant_id', '=', p.tenant)
    .where('until', '>', p.now)
    .orderBy('id'),
);

/** In no order, for which SQLite would look through everybody's. */
const findLeading = statement((db: Db, p: Params<OfPerson>) =>
  db
    .selectFrom('delegations')
    .select('from_id')
    .where('tenant_id', '=', p.tenant)
    .where('to_id', '=', p.person)
    .where('until', '>', p.now)
    .where('starts_at', '<=', p.now),
);

/** One with how far it was carried out. */
export interface KeptDelegation {
  readonly delegation: Delegation;
  readonly state: DelegationRow['state'];
}

export async function loadDelegation(db: Db, tenant: string, id: string): Promise<KeptDelegation | undefined> {
  const row = await findOne.first(db, { tenant, id });
  return row && { delegation: delegationOf(row), state: row.state };
}

/** Those that are not over, by their beginning. */
export async function loadGiven(db: Db, tenant: string, person: string, now: Instant): Promise<readonly Delegation[]> {
  return (await findGiven.all(db, { tenant, person, now })).map(delegationOf);
}

export async function loadGot(db: Db, tenant: string, person: string, now: Instant): Promise<readonly Delegation[]> {
  return (await findGot.all(db, { tenant, person, now })).map(delegationOf);
}

/** Every one of the company that is not over. */
export async function loadNotOver(db: Db, tenant: string, now: Instant): Promise<readonly Delegation[]> {
  return (await findAll.all(db, { tenant, now })).map(delegationOf);
}

/** Whose delegations to this person are in force. */
export async function leadingTo(db: Db, tenant: string, person: string, now: Instant): Promise<readonly string[]> {
  const rows = await findLeading.all(db, { tenant, person, now });
  return [...new Set(rows.map(({ from_id }) => from_id))].sort();
}
