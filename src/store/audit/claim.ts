import type { Instant } from '../../engine/instant.js';
import type { CheckpointBody } from './checkpoint.js';
import type { ChainEntry } from './verify-chain.js';

/** What a checkpoint says of one chain: this was its newest entry then. */
export interface Claim {
  readonly seq: number;
  readonly hash: string;
  readonly checkpoint: { readonly seq: number; readonly at: Instant };
}

/** The claims of one tenant's checkpoints, by chain, until its chain has been looked at. */
export class ClaimLedger {
  readonly #open = new Map<string, Claim[]>();

  /** Chains spoken of and not looked at yet. */
  get entities(): number {
    return this.#open.size;
  }

  add({ seq, at, heads }: CheckpointBody): void {
    const checkpoint = { seq, at };
    for (const { entity, ...head } of heads) {
      const claim = { ...head, checkpoint };
      const claims = this.#open.get(entity);
      if (claims === undefined) this.#open.set(entity, [claim]);
      else claims.push(claim);
    }
  }

  /** The claims on a chain that is about to be looked at, which is no longer open then. */
  take(entity: string): readonly Claim[] {
    const claims = this.#open.get(entity) ?? [];
    this.#open.delete(entity);
    return claims.toSorted((a, b) => a.seq - b.seq);
  }

  /** Chains that nobody has looked at, because they are not there. */
  rest(): readonly string[] {
    return [...this.#open.keys()];
  }
}

/** A claim that does not hold, and why; the chain's own damage needs no second telling. */
export interface BrokenClaim {
  readonly claim: Claim;
  readonly what?: string;
}

/**
 * The first claim that a chain does not keep. `soundSeq` is the last entry up to which it is whole by itself: what comes
 * after is not what was signed, whatever its hash column says.
 */
export function brokenClaim(
  chain: readonly ChainEntry[],
  soundSeq: number,
  claims: readonly Claim[],
): BrokenClaim | undefined {
  for (const claim of claims) {
    const entry = chain.find(({ seq }) => seq === claim.seq);
    if (entry === undefined) return { claim, what: missing(chain.at(-1)?.seq ?? 0, claim) };
    if (entry.hash !== claim.hash) return { claim, what: replaced(claim) };
    if (claim.seq > soundSeq) return { claim };
  }
  return undefined;
}

function missing(last: number, { seq, checkpoint }: Claim): string {
  if (last > seq) return `entry ${seq} is missing: checkpoint ${checkpoint.seq} of ${checkpoint.at} has signed it`;
  const entries = last + 1 === seq ? `entry ${seq} is` : `entries ${last + 1} to ${seq} are`;
  const where = last === 0 ? 'the whole chain is missing: ' : '';
  return `${where}${entries} missing: checkpoint ${checkpoint.seq} of ${checkpoint.at} has signed them`;
}

function replaced({ seq, checkpoint }: Claim): string {
  return `entry ${seq} is not the one that checkpoint ${checkpoint.seq} of ${checkpoint.at} has signed: it, or one before it, was written anew`;
}
