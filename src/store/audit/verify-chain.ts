import { entryHash, genesisHash, payloadDigest } from './audit-hash.js';
import type { AuditLogRow } from './audit-tables.js';
import { erasedUntil } from './erasure.js';
import type { Finding } from './finding.js';

/** An entry with its payload; a payload that is not there has neither salt nor body. */
export type ChainEntry = AuditLogRow & { readonly salt: string | null; readonly body: string | null };

export interface ChainState {
  readonly findings: readonly Finding[];
  /** The last entry up to which everything is as it was written; 0 where not even the first is. */
  readonly soundSeq: number;
  /** Payloads that the chain itself says were erased. */
  readonly erased: number;
}

/** Checks every link of one entity's chain; `entries` must come in the order of `seq`. */
export function verifyChain(entries: readonly ChainEntry[]): ChainState {
  const findings: Finding[] = [];
  const until = erasedUntil(entries);
  let before = { seq: 0, hash: genesisHash };
  let soundSeq = 0;
  let erased = 0;
  for (const entry of entries) {
    const what = problemOf(entry, before, until);
    if (what !== undefined) findings.push({ tenantId: entry.tenant_id, row: rowName(entry), what });
    if (findings.length === 0) soundSeq = entry.seq;
    if (isGone(entry) && entry.seq <= until) erased += 1;
    before = entry;
  }
  return { findings, soundSeq, erased };
}

function problemOf(entry: ChainEntry, before: { seq: number; hash: string }, until: number): string | undefined {
  if (entry.seq !== before.seq + 1) return `entry ${before.seq + 1} is missing before it`;
  if (entry.prev_hash !== before.hash) return 'it does not continue the entry before it';
  const { salt, body, hash, ...log } = entry;
  if (entryHash(log) !== hash) return 'its values do not match its hash';
  if (salt === null || body === null) {
    return entry.seq <= until ? undefined : 'its payload is missing from audit_payloads';
  }
  if (payloadDigest(salt, body) !== entry.payload_digest) return 'its row in audit_payloads was changed';
  return undefined;
}

function isGone({ salt, body }: ChainEntry): boolean {
  return salt === null || body === null;
}

/** How a finding names an entry. */
export function rowName({ entity, seq }: ChainEntry): string {
  return `audit_logs (entity ${entity}, seq ${seq})`;
}
