import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { Tables } from '../tables.js';
import { genesisHash } from './audit-hash.js';
import type { AuditCheckpointRow } from './audit-tables.js';
import { type Checkpoint, type CheckpointBody, problemOfCheckpoint } from './checkpoint.js';
import { ClaimLedger } from './claim.js';
import type { Finding } from './finding.js';
import { checkpointOf } from './make-checkpoints.js';
import type { VerifyingKey } from './signing-key.js';

/** What somebody outside the database brings along to check it by. */
export interface Evidence {
  /** Absent: signatures are not looked at, so the checkpoints prove nothing against whoever can write here. */
  readonly keys?: readonly VerifyingKey[];
  /** Checkpoints that were kept elsewhere. */
  readonly kept: readonly Checkpoint[];
}

/** One tenant's checkpoints, the stored and the kept ones. */
export interface CheckpointRecord {
  readonly findings: readonly Finding[];
  /** In their order; what they say of the chains is in `claims`. */
  readonly checkpoints: readonly SeenCheckpoint[];
  readonly claims: ClaimLedger;
  /** Number of the first checkpoint that is missing or not as it was signed. */
  readonly brokenFrom: number;
}

export type SeenCheckpoint = Pick<CheckpointBody, 'seq' | 'at' | 'complete' | 'chains'>;

/** Reads and judges a tenant's checkpoints by themselves; whether the chains agree is for the claims to say. */
export async function verifyCheckpoints(
  snapshot: Kysely<Tables>,
  tenant: string,
  { keys, kept }: Evidence,
): Promise<CheckpointRecord> {
  const record = new Recording(tenant, keys);
  for await (const row of checkpointRows(snapshot, tenant)) record.addStored(row);
  const own = kept.filter(({ body }) => body.tenant === tenant).sort((a, b) => a.body.seq - b.body.seq);
  for (const checkpoint of own) record.addKept(checkpoint);
  return record.finished();
}

class Recording {
  readonly #tenant: string;
  readonly #keys: readonly VerifyingKey[] | undefined;
  readonly #findings: Finding[] = [];
  readonly #seen: SeenCheckpoint[] = [];
  readonly #claims = new ClaimLedger();
  /** By number. */
  readonly #storedHashes = new Map<number, string>();
  #before = { seq: 0, hash: genesisHash, at: '' };
  #brokenFrom = Number.POSITIVE_INFINITY;

  constructor(tenant: string, keys: readonly VerifyingKey[] | undefined) {
    this.#tenant = tenant;
    this.#keys = keys;
  }

  addStored(row: AuditCheckpointRow): void {
    const checkpoint = checkpointOf(row);
    const body = checkpoint?.body;
    const what = this.#problemOfStored(row, checkpoint);
    if (what !== undefined) this.#find(row.seq, what);
    this.#storedHashes.set(row.seq, row.hash);
    this.#before = { seq: row.seq, hash: row.hash, at: body?.at ?? '' };
    if (body === undefined || what !== undefined) return;
    this.#claim(body);
    if (this.#brokenFrom > row.seq && this.#claims.entities !== body.chains)
      this.#find(row.seq, `it counts ${body.chains} chains, and with those before it names ${this.#claims.entities}`);
  }

  #problemOfStored(row: AuditCheckpointRow, checkpoint: Checkpoint | undefined): string | undefined {
    if (checkpoint === undefined) return 'it is no checkpoint';
    const { tenant, seq, previous } = checkpoint.body;
    if (tenant !== this.#tenant || seq !== row.seq) return `it says that it is checkpoint ${seq} of ${tenant}`;
    if (row.seq !== this.#before.seq + 1) {
      this.#break(this.#before.seq + 1);
      return `checkpoint ${this.#before.seq + 1} is missing before it`;
    }
    if (previous !== this.#before.hash) return 'it does not continue the checkpoint before it';
    return problemOfCheckpoint(checkpoint, this.#keys);
  }

  addKept(checkpoint: Checkpoint): void {
    const { seq, at } = checkpoint.body;
    const what = problemOfCheckpoint(checkpoint, this.#keys);
    if (what !== undefined) {
      this.#findings.push({ tenantId: this.#tenant, row: `the kept checkpoint ${seq}`, what });
      return;
    }
    const stored = this.#storedHashes.get(seq);
    if (stored === checkpoint.hash) return;
    this.#claim(checkpoint.body);
    if (stored !== undefined) this.#find(seq, `it is another than the one kept from ${at}: history was written anew`);
    else if (this.#brokenFrom > this.#before.seq + 1) this.#findAbsence(seq, at);
  }

  /** Told once, with the first kept checkpoint behind the stored ones. */
  #findAbsence(seq: number, at: Instant): void {
    const { seq: last, at: lastAt } = this.#before;
    const end = last === 0 ? 'holds none' : `ends with checkpoint ${last} of ${lastAt}`;
    this.#find(seq, `it was kept from ${at} and the database ${end}: it was rolled back, or its end was removed`);
    this.#break(last + 1);
  }

  #claim(body: CheckpointBody): void {
    const { seq, at, complete, chains } = body;
    this.#seen.push({ seq, at, complete, chains });
    this.#claims.add(body);
  }

  #find(seq: number, what: string): void {
    this.#break(seq);
    this.#findings.push({ tenantId: this.#tenant, row: `audit_checkpoints (seq ${seq})`, what });
  }

  #break(seq: number): void {
    this.#brokenFrom = Math.min(this.#brokenFrom, seq);
  }

  finished(): CheckpointRecord {
    const checkpoints = this.#seen.sort((a, b) => a.seq - b.seq);
    return { findings: this.#findings, checkpoints, claims: this.#claims, brokenFrom: this.#brokenFrom };
  }
}

/** One at a time: together they may be larger than everything else. */
async function* checkpointRows(snapshot: Kysely<Tables>, tenant: string): AsyncGenerator<AuditCheckpointRow> {
  for (let after = 0; ; ) {
    const row = await snapshot
      .selectFrom('audit_checkpoints')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return;
    yield row;
    after = row.seq;
  }
}
