import { epochMs, type Instant, instant } from '../../src/engine/instant.js';
import {
  type ClaimedTask,
  type DueTask,
  type FailedTask,
  leaseDoubtMs,
  type Outbox,
  type OutboxKind,
  type OutboxLoad,
  outboxKinds,
} from '../../src/engine/ports/outbox.js';

interface Row {
  readonly tenantId: string;
  readonly kind: OutboxKind;
  readonly subject: string;
  readonly createdAt: Instant;
  generation: number;
  state: 'due' | 'failed';
  dueAt: Instant;
  lease: { readonly owner: string; readonly until: Instant } | undefined;
  attempts: number;
  lastError: string;
  requestId: string;
  againAt: Instant | undefined;
}

/** The outbox without a database, strict about leases and generations. */
export class MemoryOutbox implements Outbox {
  readonly rows = new Map<string, Row>();
  readonly #listeners = new Set<() => void>();

  /** What a committed change does. A second wish for the same thing joins the first. */
  wish(tenantId: string, kind: OutboxKind, subject: string, requestId: string, now: Instant, dueAt = now): void {
    const key = keyOf({ tenantId, kind, subject });
    const row = this.rows.get(key);
    if (row === undefined) {
      const fresh = { generation: 1, state: 'due', lease: undefined, attempts: 0, lastError: '' } as const;
      this.rows.set(key, { tenantId, kind, subject, createdAt: now, dueAt, requestId, againAt: undefined, ...fresh });
    } else {
      if (row.state === 'failed') Object.assign(row, { state: 'due', dueAt, attempts: 0 });
      if (row.attempts === 0 && dueAt < row.dueAt) row.dueAt = dueAt;
      const isHeld = row.lease !== undefined && row.lease.until > now;
      const againAt = dueAt <= now ? longAgo : dueAt;
      row.againAt = isHeld ? [row.againAt ?? againAt, againAt].sort()[0] : undefined;
      Object.assign(row, { generation: row.generation + 1, requestId });
    }
    for (const listener of this.#listeners) listener();
  }

  row(kind: OutboxKind, subject: string): Row | undefined {
    return [...this.rows.values()].find((row) => row.kind === kind && row.subject === subject);
  }

  async claim(owner: string, now: Instant, leaseMs: number, limit: number): Promise<readonly ClaimedTask[]> {
    return this.#free(now, leaseMs)
      .slice(0, limit)
      .map((row) => lease(row, owner, instant(epochMs(now) + leaseMs)));
  }

  async take(
    task: Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>,
    owner: string,
    now: Instant,
    leaseMs: number,
  ): Promise<ClaimedTask | undefined> {
    const row = this.#free(now, leaseMs).find((one) => keyOf(one) === keyOf(task));
    return row && lease(row, owner, instant(epochMs(now) + leaseMs));
  }

  async due(
    kinds: readonly OutboxKind[],
    now: Instant,
    leaseMs: number,
    limit: number,
    after?: DueTask,
  ): Promise<readonly DueTask[]> {
    const rank = after && rankOf({ ...after, state: after.isFailed ? 'failed' : 'due' });
    const behind = this.#free(now, leaseMs).filter((row) => rank === undefined || rankOf(row) > rank);
    const wanted = behind.filter(({ kind }) => kinds.includes(kind)).slice(0, limit);
    return wanted.map(({ tenantId, kind, subject, generation, attempts, dueAt, state, lease }) => {
      const heldUntil = lease?.until ?? null;
      return { tenantId, kind, subject, generation, attempts, dueAt, isFailed: state === 'failed', heldUntil };
    });
  }

  async load(now: Instant): Promise<readonly OutboxLoad[]> {
    const honest = instant(epochMs(now) + leaseDoubtMs);
    const isHeld = ({ lease }: Row) => lease !== undefined && lease.until > now && lease.until <= honest;
    return outboxKinds
      .flatMap((kind) => {
        const rows = [...this.rows.values()].filter((row) => row.kind === kind);
        const waiting = rows.filter((row) => row.state === 'due' && !isHeld(row));
        const due = waiting.filter(({ dueAt }) => dueAt <= now);
        const load = {
          kind,
          due: due.length,
          held: rows.filter((row) => row.state === 'due' && isHeld(row)).length,
          later: waiting.length - due.length,
          failed: rows.filter(({ state }) => state === 'failed').length,
          oldestDueAt: due.map(({ dueAt, createdAt }) => (dueAt > createdAt ? dueAt : createdAt)).sort()[0],
        };
        return rows.length === 0 ? [] : [load];
      })
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  /** What `claim` may take, in its order. */
  #free(now: Instant, leaseMs: number): readonly Row[] {
    const honest = instant(epochMs(now) + leaseMs + leaseDoubtMs);
    const free = [...this.rows.values()].filter((row) => freeAt(row, honest) <= now);
    return free.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  }

  async finish(task: ClaimedTask, owner: string): Promise<void> {
    const row = this.#held(task, owner);
    if (row === undefined) return;
    if (row.generation === task.generation) this.rows.delete(keyOf(task));
    else Object.assign(row, { lease: undefined, attempts: 0, dueAt: row.againAt ?? longAgo, againAt: undefined });
  }

  async retry(task: ClaimedTask, owner: string, dueAt: Instant, error?: string): Promise<void> {
    const row = this.#held(task, owner);
    if (row === undefined) return;
    Object.assign(row, { lease: undefined, dueAt, againAt: undefined });
    if (error !== undefined) Object.assign(row, { attempts: row.attempts + 1, lastError: error });
  }

  async fail(task: ClaimedTask, owner: string, error: string, now: Instant, againAt: Instant = never): Promise<void> {
    const row = this.#held(task, owner);
    if (row === undefined) return;
    const failed = { state: 'failed', dueAt: againAt, attempts: task.attempts + 1, lastError: error };
    const isWished = row.generation !== task.generation;
    const wished = { dueAt: row.againAt ?? now, attempts: 0 };
    Object.assign(row, { lease: undefined, againAt: undefined }, isWished ? wished : failed);
  }

  async failed(): Promise<readonly FailedTask[]> {
    const failed = [...this.rows.values()].filter((row) => row.state === 'failed');
    return failed.map(({ tenantId, kind, subject, attempts, lastError, createdAt }) => {
      return { tenantId, kind, subject, attempts, lastError, createdAt };
    });
  }

  async retryFailed(now: Instant, subject?: string): Promise<number> {
    const chosen = [...this.rows.values()].filter((row) => row.state === 'failed');
    const wanted = chosen.filter((row) => subject === undefined || row.subject === subject);
    for (const row of wanted) Object.assign(row, { state: 'due', dueAt: now, attempts: 0 });
    for (const listener of this.#listeners) listener();
    return wanted.length;
  }

  async nextDueAt(now: Instant, leaseMs: number): Promise<Instant | undefined> {
    const honest = instant(epochMs(now) + leaseMs + leaseDoubtMs);
    const times = [...this.rows.values()].map((row) => freeAt(row, honest));
    return times.filter((at) => at !== never).sort()[0];
  }

  onWork(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The lease of exactly this claim: the same owner may have claimed again since. */
  #held(task: ClaimedTask, owner: string): Row | undefined {
    const row = this.rows.get(keyOf(task));
    return row?.lease?.owner === owner && row.lease.until === task.leaseUntil ? row : undefined;
  }
}

const never = '9999-12-31T23:59:59.999Z';

/** A lease beyond `honest` counts as over. */
function freeAt({ lease, dueAt }: Row, honest: Instant): Instant {
  return lease === undefined || lease.until > honest || lease.until < dueAt ? dueAt : lease.until;
}

/** Before every due time there is: what was wished for while the lease was over is served next. */
const longAgo = '2000-01-01T00:00:00.000Z';

function lease(row: Row, owner: string, until: Instant): ClaimedTask {
  row.lease = { owner, until };
  row.againAt = undefined;
  const { tenantId, kind, subject, generation, attempts, requestId } = row;
  return { tenantId, kind, subject, generation, attempts, requestId, leaseUntil: until };
}

/** In which order tasks are taken. */
function rankOf({
  state,
  dueAt,
  tenantId,
  kind,
  subject,
}: Pick<Row, 'state' | 'dueAt' | 'tenantId' | 'kind' | 'subject'>) {
  return [state, dueAt, tenantId, kind, subject].join(' ');
}

function keyOf(task: Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>): string {
  return JSON.stringify([task.tenantId, task.kind, task.subject]);
}
