import type { Instant } from '../../engine/instant.js';

/** One thing that is not as it was written. `row` names it: table and key. */
export interface Finding {
  readonly tenantId: string;
  readonly row: string;
  readonly what: string;
}

/** What the checkpoints of one tenant say about its trail. */
export interface Proof {
  readonly tenantId: string;
  /** Stored and kept ones. */
  readonly checkpoints: number;
  /** Everything up to then is as it was when it was signed; undefined where nothing is. */
  readonly until: Instant | undefined;
  /** Entries that no checkpoint has signed yet. */
  readonly unsigned: number;
}

export interface VerifyReport {
  /** In the order of the trail: the first is where to look first. */
  readonly findings: readonly Finding[];
  readonly chains: number;
  readonly entries: number;
  readonly documents: number;
  /** Payloads that were erased, which the trail says itself; their documents cannot be compared any more. */
  readonly erased: number;
  readonly proofs: readonly Proof[];
}
