import type { Kysely } from 'kysely';
import type { Tables } from '../tables.js';
import { brokenClaim } from './claim.js';
import type { Finding, Proof } from './finding.js';
import { type ChainEntry, type ChainState, rowName } from './verify-chain.js';
import { type CheckpointRecord, type Evidence, verifyCheckpoints } from './verify-checkpoints.js';

/** Holds every tenant's chains against its checkpoints, chain by chain, and tells in the end what is proven. */
export class ProofBook {
  readonly #pages: ReadonlyMap<string, Page>;
  readonly #needsProof: boolean;

  /** Loads what all checkpoints say, the stored and the kept ones. */
  static async open(snapshot: Kysely<Tables>, evidence: Evidence): Promise<ProofBook> {
    const stored = await snapshot.selectFrom('tenants').select('id').orderBy('id').execute();
    const tenants = new Set([...stored.map(({ id }) => id), ...evidence.kept.map(({ body }) => body.tenant)]);
    const pages = new Map<string, Page>();
    for (const tenant of tenants) pages.set(tenant, new Page(await verifyCheckpoints(snapshot, tenant, evidence)));
    return new ProofBook(pages, evidence.keys !== undefined);
  }

  private constructor(pages: ReadonlyMap<string, Page>, needsProof: boolean) {
    this.#pages = pages;
    this.#needsProof = needsProof;
  }

  /** What is wrong with the checkpoints by themselves. Who gives a key wants proof, so that none is there is wrong as well. */
  get findings(): readonly Finding[] {
    return [...this.#pages].flatMap(([tenantId, { record }]) => {
      if (!this.#needsProof || record.checkpoints.length > 0 || record.findings.length > 0) return record.findings;
      return [{ tenantId, row: 'audit_checkpoints', what: 'there is none, so nothing is proven' }];
    });
  }

  /** What a chain is against its claims. */
  check(chain: readonly ChainEntry[], { soundSeq }: ChainState): readonly Finding[] {
    const [first] = chain;
    const page = first && this.#pages.get(first.tenant_id);
    return page === undefined ? [] : page.check(chain, soundSeq);
  }

  /** Chains that the checkpoints speak of and that are not there. Ask when every chain was checked. */
  missingChains(): readonly Finding[] {
    return [...this.#pages].flatMap(([tenantId, page]) => page.missingChains(tenantId));
  }

  proofs(): readonly Proof[] {
    return [...this.#pages].map(([tenantId, page]) => page.proof(tenantId));
  }
}

/** One tenant. */
class Page {
  readonly record: CheckpointRecord;
  #brokenFrom: number;
  #chains = 0;
  #unsigned = 0;

  constructor(record: CheckpointRecord) {
    this.record = record;
    this.#brokenFrom = record.brokenFrom;
  }

  check(chain: readonly ChainEntry[], soundSeq: number): readonly Finding[] {
    const [first] = chain;
    const last = chain.at(-1);
    if (first === undefined || last === undefined) return [];
    const claims = this.record.claims.take(first.entity);
    const signedSeq = claims.at(-1)?.seq ?? 0;
    this.#chains += 1;
    this.#unsigned += chain.filter(({ seq }) => seq > signedSeq).length;
    const broken = brokenClaim(chain, soundSeq, claims);
    if (broken === undefined) return [];
    this.#break(broken.claim.checkpoint.seq);
    return broken.what === undefined ? [] : [{ tenantId: first.tenant_id, row: rowName(last), what: broken.what }];
  }

  missingChains(tenantId: string): readonly Finding[] {
    const { claims, checkpoints } = this.record;
    const named = claims.rest().map((entity) => {
      const broken = brokenClaim([], 0, claims.take(entity));
      this.#break(broken?.claim.checkpoint.seq ?? 1);
      return { tenantId, row: `audit_logs (entity ${entity})`, what: broken?.what ?? 'the whole chain is missing' };
    });
    const most = checkpoints.reduce((max, { chains }) => Math.max(max, chains), 0);
    const unnamed = most - this.#chains - named.length;
    if (unnamed <= 0) return named;
    const what = `${unnamed} more chains are missing: there were ${most}, and no checkpoint at hand names them`;
    return [...named, { tenantId, row: 'audit_logs', what }];
  }

  proof(tenantId: string): Proof {
    const sound = this.record.checkpoints.filter(({ seq, complete }) => complete && seq < this.#brokenFrom);
    return {
      tenantId,
      checkpoints: this.record.checkpoints.length,
      until: sound.at(-1)?.at,
      unsigned: this.#unsigned,
    };
  }

  #break(seq: number): void {
    this.#brokenFrom = Math.min(this.#brokenFrom, seq);
  }
}
