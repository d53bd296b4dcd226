import type { Kysely } from 'kysely';
import type { QuotaHold } from '../../engine/policy/policy.js';
import type { QuotaBalanceRow, QuotaEntryRow, Tables } from '../tables.js';
import type { Finding } from './finding.js';
import { parsedJson } from './parsed-json.js';

/**
 * Checks that the ledger and the balances of every quota are what the documents hold and have spent. The documents'
 * own rows are compared with their events elsewhere.
 */
export async function verifyQuotas(snapshot: Kysely<Tables>): Promise<readonly Finding[]> {
  const tenants = await snapshot.selectFrom('tenants').select('id').orderBy('id').execute();
  const findings: Finding[] = [];
  for (const { id } of tenants) findings.push(...(await verifyTenant(snapshot, id)));
  return findings;
}

async function verifyTenant(snapshot: Kysely<Tables>, tenantId: string): Promise<readonly Finding[]> {
  const holds = await countingHolds(snapshot, tenantId);
  const entries = await snapshot.selectFrom('quota_entries').selectAll().where('tenant_id', '=', tenantId).execute();
  const balances = await snapshot.selectFrom('quota_balances').selectAll().where('tenant_id', '=', tenantId).execute();
  return [...ledgerProblems(holds, entries), ...balanceProblems(holds, balances)].map((problem) => ({
    tenantId,
    ...problem,
  }));
}

interface Counting extends QuotaHold {
  readonly documentId: string;
}

async function countingHolds(snapshot: Kysely<Tables>, tenantId: string): Promise<readonly Counting[]> {
  const rows = await snapshot
    .selectFrom('documents')
    .select(['id', 'holds'])
    .where('tenant_id', '=', tenantId)
    .where('holds', 'is not', null)
    .execute();
  return rows.flatMap(({ id, holds }) => {
    const all = (parsedJson(holds ?? '') ?? []) as readonly QuotaHold[];
    return all.filter(({ state }) => state !== 'released').map((hold) => ({ ...hold, documentId: id }));
  });
}

type RowProblem = Omit<Finding, 'tenantId'>;

/** What was entered and not released again must be what the document holds or has spent. */
function ledgerProblems(holds: readonly Counting[], entries: readonly QuotaEntryRow[]): readonly RowProblem[] {
  const differences = new Map<string, number>();
  const add = (row: string, amount: number) => differences.set(row, (differences.get(row) ?? 0) + amount);
  for (const hold of holds) add(`document ${hold.documentId}, ${balanceName(hold)}`, -hold.amount);
  for (const entry of entries) add(`document ${entry.document_id}, ${balanceName(keyOf(entry))}`, ledgerAmount(entry));
  return [...differences]
    .filter(([, amount]) => amount !== 0)
    .map(([row]) => ({ row: `quota_entries (${row})`, what: 'their sum is not what the document holds' }));
}

function ledgerAmount({ kind, amount }: QuotaEntryRow): number {
  if (kind === 'spend') return 0;
  return kind === 'hold' ? amount : -amount;
}

function balanceProblems(holds: readonly Counting[], balances: readonly QuotaBalanceRow[]): readonly RowProblem[] {
  const wanted = new Map<string, { held: number; spent: number }>();
  for (const hold of holds) {
    const { held, spent } = wanted.get(balanceName(hold)) ?? { held: 0, spent: 0 };
    const isSpent = hold.state === 'spent';
    wanted.set(balanceName(hold), {
      held: held + (isSpent ? 0 : hold.amount),
      spent: spent + (isSpent ? hold.amount : 0),
    });
  }
  const stored = new Map(balances.map((row) => [balanceName(keyOf(row)), row]));
  return [...new Set([...wanted.keys(), ...stored.keys()])].flatMap((name) => {
    const sum = wanted.get(name) ?? { held: 0, spent: 0 };
    const row = stored.get(name) ?? { held: 0, spent: 0 };
    const columns = (['held', 'spent'] as const).filter((column) => row[column] !== sum[column]);
    if (columns.length === 0) return [];
    return [
      {
        row: `quota_balances (${name})`,
        what: `${columns.join(' and ')} ${columns.length === 1 ? 'differs' : 'differ'} from what the documents hold`,
      },
    ];
  });
}

function keyOf({
  policy_key: policy,
  user_id: personId,
  year,
}: Pick<QuotaBalanceRow, 'policy_key' | 'user_id' | 'year'>) {
  return { policy, personId, year };
}

function balanceName({ policy, personId, year }: Pick<QuotaHold, 'policy' | 'personId' | 'year'>): string {
  return `policy ${policy}, user_id ${personId}, year ${year}`;
}
