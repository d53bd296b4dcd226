import { type Kysely, sql } from 'kysely';
import { chainMax, type Delegation } from '../../engine/delegation/delegation.js';
import type { Instant } from '../../engine/instant.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { delegationColumns, delegationOf } from './delegation-rows.js';

type Moment = { tenant: string; at: string };

const findAny = statement((db: Kysely<Tables>, p: Params<Moment>) =>
  db
    .selectFrom('delegations')
    .select('id')
    .where('tenant_id', '=', p.tenant)
    .where('until', '>', p.at)
    .where('starts_at', '<=', p.at)
    .limit((eb) => eb.lit(1)),
);

/** Those that are carried out already count whatever the caller's clock says: nothing looks at the document again for them. */
const findAway = statement((db: Kysely<Tables>, p: Params<Moment>) =>
  db
    .selectFrom('delegations')
    .select('id')
    .where('tenant_id', '=', p.tenant)
    .where('until', '>', p.at)
    .where((eb) => eb.or([eb('starts_at', '<=', p.at), eb('state', '=', sql.lit('running'))]))
    .limit((eb) => eb.lit(1)),
);

const findFrom = statement((db: Kysely<Tables>, p: Params<Moment & { from: string }>) =>
  db
    .selectFrom('delegations')
    .select(delegationColumns)
    .where('tenant_id', '=', p.tenant)
    .where('from_id', '=', p.from)
    .where('until', '>', p.at)
    .where('starts_at', '<=', p.at)
    .orderBy('id'),
);

/** Whether somebody else may have to act where anybody is asked from that moment on. */
export async function isAnybodyAway(db: Kysely<Tables>, tenant: string, at: Instant): Promise<boolean> {
  return (await findAway.first(db, { tenant, at })) !== undefined;
}

/** Whether anybody at all is out of office at that moment: mostly nobody is, and nothing more is looked up. */
async function isAnyInForce(db: Kysely<Tables>, tenant: string, at: Instant): Promise<boolean> {
  return (await findAny.first(db, { tenant, at })) !== undefined;
}

/** Those in force from any of these people, and on from whom they name, `chainMax` links far. */
export async function loadDelegationsInForce(
  db: Kysely<Tables>,
  tenant: string,
  fromIds: readonly string[],
  at: Instant,
): Promise<readonly Delegation[]> {
  if (fromIds.length === 0 || !(await isAnyInForce(db, tenant, at))) return [];
  const found: Delegation[] = [];
  const seen = new Set<string>();
  let wanted: readonly string[] = fromIds;
  for (let link = 0; link < chainMax && wanted.length > 0; link += 1) {
    const fresh = [...new Set(wanted)].filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    const given = await givenBy(db, tenant, fresh, at);
    found.push(...given);
    wanted = given.map(({ toId }) => toId);
  }
  return found;
}

async function givenBy(db: Kysely<Tables>, tenant: string, fromIds: readonly string[], at: Instant) {
  const given: Delegation[] = [];
  for (const from of fromIds) given.push(...(await findFrom.all(db, { tenant, from, at })).map(delegationOf));
  return given;
}
