import { epochMs, type Instant, instant } from '../../src/engine/instant.js';
import {
  type ClaimedTask,
  type FailedTask,
  leaseDoubtMs,
  type Outbox,
  type OutboxKind,
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
}

/** The outbox without a database, strict about leases and generations. */
export class MemoryOutbox implements Outbox {
  readonly rows = new Map<string, Row>();
  readonly #listeners = new Set<() => void>();

  /** What a committed change does. A second wish for the same thing joins the first. */
  wish(tenantId: string, kind: OutboxKind, subject: string, requestId: string, now: Instant): void {
    const key = keyOf({ tenantId, kind, subject });
    const row = this.rows.get(key);
    if (row === undefined) {
      const fresh = { generation: 1, state: 'due', dueAt: now, lease: undefined, attempts: 0, lastError: '' } as const;
      this.rows.set(key, { tenantId, kind, subject, createdAt: now, requestId, ...fresh });
    } else {
      if (row.state === 'failed') Object.assign(row, { state: 'due', dueAt: now, attempts: 0 });
      if (row.attempts === 0 && now < row.dueAt) row.dueAt = now;
      Object.assign(row, { generation: row.generation + 1, requestId });
    }
    for (const listener of this.#listeners) listener();
  }

  row(kind: OutboxKind, subject: string): Row | undefined {
    return [...this.rows.values()].find((row) => row.kind === kind && row.subject === subject);
  }

  async claim(owner: string, now: Instant, leaseMs: number, limit: number): Promise<readonly ClaimedTask[]> {
    const honest = instant(epochMs(now) + leaseMs + leaseDoubtMs);
    const free = [...this.rows.values()].filter((row) => freeAt(row, honest) <= now);
    const taken = free.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1)).slice(0, limit);
    const until = instant(epochMs(now) + leaseMs);
    return taken.map((row) => {
      row.lease = { owner, until };
      const { tenantId, kind, subject, generation, attempts, requestId } = row;
      return { tenantId, kind, subject, generation, attempts, requestId, leaseUntil: until };
    });
  }

  async finish(task: ClaimedTask, owner: string): Promise<void> {
    const row = this.#held(task, owner);
    if (row === undefined) return;
    if (row.generation === task.generation) this.rows.delete(keyOf(task));
    else Object.assign(row, { lease: undefined, attempts: 0 });
  }

  async retry(task: ClaimedTask, owner: string, dueAt: Instant, error?: string): Promise<void> {
    const row = this.#held(task, owner);
    if (row === undefined) return;
    Object.assign(row, { lease: undefined, dueAt });
    if (error !== undefined) Object.assign(row, { attempts: row.attempts + 1, lastError: error });
  }

  async fail(task: ClaimedTask, owner: string, error: string, now: Instant, againAt: Instant = never): Promise<void> {
    const row = this.#held(task, owner);
    if (row === undefined) return;
    const failed = { state: 'failed', dueAt: againAt, attempts: task.attempts + 1, lastError: error };
    const isWished = row.generation !== task.generation;
    Object.assign(row, { lease: undefined }, isWished ? { dueAt: now, attempts: 0 } : failed);
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

/** In which order tasks are taken. */
function rankOf({ state, dueAt }: Row): string {
  return `${state} ${dueAt}`;
}

function keyOf(task: Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>): string {
  return JSON.stringify([task.tenantId, task.kind, task.subject]);
}
