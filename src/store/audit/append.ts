import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { canonicalJson, entryHash, genesisHash, payloadDigest } from './audit-hash.js';
import type { AuditLogRow, AuditMovedChainRow, AuditPayloadRow } from './audit-tables.js';

/** One thing that happened. `payload` is the erasable part: names, e-mail addresses, what people wrote. */
export interface AuditEntry {
  /** The chain it belongs to, e.g. `document/0198…` or `person/bo`. */
  readonly entity: string;
  readonly action: string;
  /** Null when the system or the operator on the machine did it. */
  readonly actorId: string | null;
  readonly at: Instant;
  readonly metadata: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

/** The newest entry of a chain. */
export const findHead = statement((db: Kysely<Tables>, p: Params<{ tenant: string; entity: string }>) =>
  db
    .selectFrom('audit_logs')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', p.tenant)
    .where('entity', '=', p.entity)
    .orderBy('seq', 'desc')
    .limit((eb) => eb.lit(1)),
);

const insertLogs = bulkStatement((db: Kysely<Tables>, rows: readonly Params<AuditLogRow>[]) =>
  db.insertInto('audit_logs').values(rows),
);

const insertPayloads = bulkStatement((db: Kysely<Tables>, rows: readonly Params<AuditPayloadRow>[]) =>
  db.insertInto('audit_payloads').values(rows),
);

/** Tells the next checkpoint that a chain moved; what it was told before stands. */
const noteMoved = bulkStatement((db: Kysely<Tables>, rows: readonly Params<AuditMovedChainRow>[]) =>
  db
    .insertInto('audit_moved_chains')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'entity']).doNothing()),
);

/** Makes 128 bits that nobody can guess, as text. */
export type NewSalt = () => string;

/** Continues the chains of the entries' entities, in the order given, inside the caller's transaction. */
export async function appendAudit(
  trx: Kysely<Tables>,
  tenantId: string,
  entries: readonly AuditEntry[],
  newSalt: NewSalt,
): Promise<void> {
  const heads = new Map<string, { seq: number; hash: string }>();
  const logs: AuditLogRow[] = [];
  const payloads: AuditPayloadRow[] = [];
  const moved = new Map<string, AuditMovedChainRow>();
  for (const entry of entries) {
    const { entity } = entry;
    const head = heads.get(entity) ?? (await findHead.first(trx, { tenant: tenantId, entity })) ?? genesis;
    const { log, payload } = chained(tenantId, entry, head, newSalt());
    heads.set(entity, log);
    if (!moved.has(entity)) moved.set(entity, { tenant_id: tenantId, entity, from_seq: log.seq });
    logs.push(log);
    payloads.push(payload);
  }
  await insertLogs.run(trx, logs);
  await insertPayloads.run(trx, payloads);
  await noteMoved.run(trx, [...moved.values()]);
}

const genesis = { seq: 0, hash: genesisHash };

function chained(tenantId: string, entry: AuditEntry, head: { seq: number; hash: string }, salt: string) {
  const body = canonicalJson(entry.payload);
  const seq = head.seq + 1;
  const unhashed = {
    tenant_id: tenantId,
    entity: entry.entity,
    seq,
    at: entry.at,
    actor_id: entry.actorId,
    action: entry.action,
    metadata: canonicalJson(entry.metadata),
    payload_digest: payloadDigest(salt, body),
    prev_hash: head.hash,
  };
  const log: AuditLogRow = { ...unhashed, hash: entryHash(unhashed) };
  const payload: AuditPayloadRow = { tenant_id: tenantId, entity: entry.entity, seq, salt, body };
  return { log, payload };
}
