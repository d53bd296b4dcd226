import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { Database } from '../database.js';
import type { Tables } from '../tables.js';
import { findHead } from './append.js';
import type { AuditCheckpointRow, AuditMovedChainRow } from './audit-tables.js';
import { type ChainHead, type Checkpoint, readBody, signCheckpoint } from './checkpoint.js';
import type { SigningKey } from './signing-key.js';

/** Chains that one checkpoint signs: their heads are looked up while other writes wait. */
const HEADS_MAX = 200;

/**
 * Signs the heads of all chains that moved since the checkpoints before, tenant by tenant, and answers what was made, in
 * order. Nothing where nothing moved: the checkpoint before still says all there is to say.
 */
export async function makeCheckpoints(
  database: Database,
  key: SigningKey,
  now: () => Instant,
): Promise<readonly Checkpoint[]> {
  const made: Checkpoint[] = [];
  for (const tenant of await tenantsThatMoved(database.read)) {
    for (let isComplete = false; !isComplete; ) {
      const next = await database.write((trx) => makeNext(trx, tenant, key, now()));
      if (next !== undefined) made.push(next);
      isComplete = next?.body.complete ?? true;
    }
  }
  return made;
}

async function tenantsThatMoved(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('audit_moved_chains').select('tenant_id').distinct().orderBy('tenant_id').execute();
  return rows.map((row) => row.tenant_id);
}

async function makeNext(
  trx: Kysely<Tables>,
  tenant: string,
  key: SigningKey,
  at: Instant,
): Promise<Checkpoint | undefined> {
  const found = await movedChains(trx, tenant);
  const moved = found.slice(0, HEADS_MAX);
  const last = moved.at(-1);
  if (last === undefined) return undefined;
  const heads = await headsOf(trx, tenant, moved);
  const before = await newestCheckpoint(trx, tenant);
  const signedBefore = before === undefined ? 0 : (readBody(before.body)?.chains ?? 0);
  const chains = signedBefore + moved.filter(({ from_seq }) => from_seq === 1).length;
  const complete = found.length === moved.length;
  const made = signCheckpoint({ tenant, at, chains, complete, heads }, before, key);
  await trx.insertInto('audit_checkpoints').values(rowOf(made)).execute();
  await forgetMoved(trx, last);
  return made;
}

/** One more than fits, to see whether there are more. */
function movedChains(trx: Kysely<Tables>, tenant: string): Promise<readonly AuditMovedChainRow[]> {
  return trx
    .selectFrom('audit_moved_chains')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('entity')
    .limit(HEADS_MAX + 1)
    .execute();
}

async function headsOf(
  trx: Kysely<Tables>,
  tenant: string,
  moved: readonly AuditMovedChainRow[],
): Promise<readonly ChainHead[]> {
  const heads: ChainHead[] = [];
  for (const { entity } of moved) {
    const head = await findHead.first(trx, { tenant, entity });
    if (head !== undefined) heads.push({ entity, ...head });
  }
  return heads;
}

/** The newest of every tenant. */
export async function newestCheckpoints({ read }: Database): Promise<readonly Checkpoint[]> {
  const tenants = await read.selectFrom('tenants').select('id').orderBy('id').execute();
  const rows = await Promise.all(tenants.map(({ id }) => newestCheckpoint(read, id)));
  return rows.flatMap((row) => (row && checkpointOf(row)) ?? []);
}

function newestCheckpoint(db: Kysely<Tables>, tenant: string): Promise<AuditCheckpointRow | undefined> {
  return db
    .selectFrom('audit_checkpoints')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Up to and with that chain, in the order of `movedChains`. */
async function forgetMoved(trx: Kysely<Tables>, { tenant_id, entity }: AuditMovedChainRow): Promise<void> {
  await trx.deleteFrom('audit_moved_chains').where('tenant_id', '=', tenant_id).where('entity', '<=', entity).execute();
}

/** Undefined for a row that is no checkpoint. */
export function checkpointOf(row: AuditCheckpointRow): Checkpoint | undefined {
  const body = readBody(row.body);
  return body && { body, text: row.body, hash: row.hash, keyId: row.key_id, signature: row.signature };
}

function rowOf({ body, text, hash, keyId, signature }: Checkpoint): AuditCheckpointRow {
  return { tenant_id: body.tenant, seq: body.seq, body: text, hash, key_id: keyId, signature };
}
