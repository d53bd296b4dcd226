export interface AuditLogRow {
  tenant_id: string;
  /** What the chain is about, e.g. `document/01J…`. */
  entity: string;
  seq: number;
  at: string;
  actor_id: string | null;
  action: string;
  /** JSON: request id and platform. */
  metadata: string;
  payload_digest: string;
  prev_hash: string;
  hash: string;
}

export interface AuditPayloadRow {
  tenant_id: string;
  entity: string;
  seq: number;
  salt: string;
  /** Canonical JSON: the event and who caused it, by name. */
  body: string;
}

/** A signed statement of where the audit chains ended. Rows are never changed. */
export interface AuditCheckpointRow {
  tenant_id: string;
  /** From 1, without gaps. */
  seq: number;
  /** Canonical JSON: what is signed. */
  body: string;
  /** SHA-256 of the body. */
  hash: string;
  /** Of the public key. */
  key_id: string;
  /** Base64. */
  signature: string;
}

/** A chain with entries that no checkpoint has signed yet. */
export interface AuditMovedChainRow {
  tenant_id: string;
  entity: string;
  /** The first of them. */
  from_seq: number;
}
