import type { Kysely } from 'kysely';
import type { ApprovalDocument } from '../../engine/document.js';
import type { Instant } from '../../engine/instant.js';
import type { QuotaBalance } from '../../engine/policy/policy.js';
import { StoreFault } from '../faults.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { QuotaBalanceRow, QuotaEntryRow, Tables } from '../tables.js';
import { type QuotaMove, quotaMoves } from './quota-moves.js';

type Key = { tenant: string; person: string; policy: string; year: number };

const findBalance = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db
    .selectFrom('quota_balances')
    .select(['held', 'spent'])
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person)
    .where('policy_key', '=', p.policy)
    .where('year', '=', p.year),
);

const touchBalance = statement((db: Kysely<Tables>, p: Params<Omit<QuotaBalanceRow, 'held' | 'spent'>>) =>
  db
    .insertInto('quota_balances')
    .values((eb) => ({ ...p, held: eb.lit(0), spent: eb.lit(0) }))
    .onConflict((oc) => oc.columns(['tenant_id', 'user_id', 'policy_key', 'year']).doNothing()),
);

const writeBalance = statement((db: Kysely<Tables>, p: Params<QuotaBalanceRow>) =>
  db
    .updateTable('quota_balances')
    .set({ held: p.held, spent: p.spent })
    .where('tenant_id', '=', p.tenant_id)
    .where('user_id', '=', p.user_id)
    .where('policy_key', '=', p.policy_key)
    .where('year', '=', p.year),
);

const insertEntries = bulkStatement((db: Kysely<Tables>, rows: readonly Params<QuotaEntryRow>[]) =>
  db.insertInto('quota_entries').values(rows),
);

/** Of every policy and year named; a balance that nothing has moved yet is left out. */
export async function loadBalances(
  db: Kysely<Tables>,
  tenant: string,
  personId: string,
  policies: readonly string[],
  years: readonly number[],
): Promise<readonly QuotaBalance[]> {
  const balances: QuotaBalance[] = [];
  for (const policy of new Set(policies)) {
    for (const year of new Set(years)) {
      const row = await findBalance.first(db, { tenant, person: personId, policy, year });
      if (row !== undefined) balances.push({ policy, personId, year, ...row });
    }
  }
  return balances;
}

/**
 * Enters into the ledger what a document's holds did between two of its states, and moves the balances by it. Every
 * balance is read again inside this transaction before it is written: what the decision was based on still stands.
 *
 * @throws StoreFault `conflict` where a balance would fall below zero: something else released what this one wants to
 */
export async function saveQuotas(
  trx: Kysely<Tables>,
  tenant: string,
  before: ApprovalDocument | undefined,
  after: ApprovalDocument,
  at: Instant,
): Promise<void> {
  const moves = quotaMoves(before, after);
  if (moves.length === 0) return;
  for (const move of moves) await moveBalance(trx, tenant, move);
  await insertEntries.run(
    trx,
    moves.map(({ held: _held, spent: _spent, ...entry }) => ({
      ...entry,
      tenant_id: tenant,
      document_id: after.id,
      seq: after.version,
      at,
    })),
  );
}

async function moveBalance(trx: Kysely<Tables>, tenant: string, move: QuotaMove): Promise<void> {
  const { user_id, policy_key, year } = move;
  const key = { tenant_id: tenant, user_id, policy_key, year };
  await touchBalance.run(trx, key);
  const balance = await findBalance.first(trx, { tenant, person: user_id, policy: policy_key, year });
  const held = (balance?.held ?? 0) + move.held;
  const spent = (balance?.spent ?? 0) + move.spent;
  if (held < 0 || spent < 0) {
    const whose = `${policy_key} ${year} of ${user_id}`;
    throw new StoreFault('conflict', `A ${move.kind} of ${move.amount} would leave the quota ${whose} below zero`);
  }
  await writeBalance.run(trx, { ...key, held, spent });
}
