import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditLogRow } from './audit-tables.js';

/** What the first entry of a chain says came before it. */
export const genesisHash = '0'.repeat(64);

/** Canonical JSON (RFC 8785): the same value always gives the same bytes, so a hash can be computed again anywhere. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values can be hashed');
  return text;
}

/** SHA-256 as lower-case hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Binds an entry to its payload and stays checkable after the payload was erased; the salt stops guessing it back. */
export function payloadDigest(salt: string, body: string): string {
  return sha256(`${salt}\n${body}`);
}

/**
 * Everything the log says about an entry, chained to the entry before it. A list of text, whole numbers and null is
 * canonical as `JSON.stringify` writes it.
 */
export function entryHash(entry: Omit<AuditLogRow, 'hash'>): string {
  const { tenant_id, entity, seq, at, actor_id, action, metadata, payload_digest, prev_hash } = entry;
  return sha256(JSON.stringify([tenant_id, entity, seq, at, actor_id, action, metadata, payload_digest, prev_hash]));
}
