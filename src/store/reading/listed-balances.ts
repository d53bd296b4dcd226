import type { Kysely } from 'kysely';
import type { PolicyCheck } from '../../engine/policy/policy.js';
import type { ListedBalance } from '../../engine/ports/admin-reading.js';
import type { Tables } from '../tables.js';

/** What documents moved in a person's quotas, newest year first; withdrawn policies included. */
export async function listBalances(
  db: Kysely<Tables>,
  tenant: string,
  personId: string,
): Promise<readonly ListedBalance[]> {
  const rows = await db
    .selectFrom('quota_balances as b')
    .innerJoin('policies as p', (join) =>
      join.onRef('p.tenant_id', '=', 'b.tenant_id').onRef('p.key', '=', 'b.policy_key'),
    )
    .select(['b.policy_key', 'b.year', 'b.held', 'b.spent', 'p.name', 'p.check_rule'])
    .where('b.tenant_id', '=', tenant)
    .where('b.user_id', '=', personId)
    .where((eb) =>
      eb(
        'p.version',
        '=',
        eb
          .selectFrom('policies as newer')
          .select(({ fn }) => fn.max('newer.version').as('version'))
          .whereRef('newer.tenant_id', '=', 'p.tenant_id')
          .whereRef('newer.key', '=', 'p.key'),
      ),
    )
    .orderBy('b.year', 'desc')
    .orderBy('b.policy_key')
    .execute();
  return rows.map((row) => ({
    policy: row.policy_key,
    name: row.name,
    unit: unitOf(JSON.parse(row.check_rule)),
    year: row.year,
    held: row.held,
    spent: row.spent,
  }));
}

/** A policy that was made into one of another kind since counts in nothing any more. */
function unitOf(check: PolicyCheck): string {
  return check.kind === 'quota_limit' ? check.unit : '';
}
