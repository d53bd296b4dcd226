import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import {
  type ClaimedTask,
  type DueTask,
  type FailedTask,
  leaseDoubtMs,
  type Outbox,
  type OutboxKind,
  type OutboxLoad,
} from '../../engine/ports/outbox.js';
import type { Database } from '../database.js';
import { type Params, statement } from '../statement.js';
import type { OutboxRow, Tables } from '../tables.js';
import { loadOf } from './outbox-load.js';
import { longAgo } from './outbox-rows.js';

type Due = { state: 'due' | 'failed'; now: string; honest: string; limit: number };

const findDue = statement((db: Kysely<Tables>, p: Params<Due>) =>
  db
    .selectFrom('outbox')
    .select(['tenant_id', 'kind', 'subject', 'generation', 'attempts', 'request_id'])
    .where('state', '=', p.state)
    .where('due_at', '<=', p.now)
    .where((eb) =>
      eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', p.now), eb('lease_until', '>', p.honest)]),
    )
    .orderBy('due_at')
    .orderBy('tenant_id')
    .orderBy('kind')
    .orderBy('subject')
    .limit(p.limit),
);

type Key = { tenant: string; kind: string; subject: string };
type Held = Key & { owner: string; lease: string };

const lease = statement((db: Kysely<Tables>, p: Params<Held>) =>
  db
    .updateTable('outbox')
    .set((eb) => ({ lease_owner: p.owner, lease_until: p.lease, again_at: eb.lit(null) }))
    .where('tenant_id', '=', p.tenant)
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject),
);

const removeUnchanged = statement((db: Kysely<Tables>, p: Params<Held & { generation: number }>) =>
  db
    .deleteFrom('outbox')
    .where('tenant_id', '=', p.tenant)
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject)
    .where('generation', '=', p.generation)
    .where('lease_owner', '=', p.owner)
    .where('lease_until', '=', p.lease),
);

type Freed = Held & { due: string; attempts: number; error: string | null; state: 'due' | 'failed' };

const free = statement((db: Kysely<Tables>, p: Params<Freed>) =>
  db
    .updateTable('outbox')
    .set({
      state: p.state,
      due_at: p.due,
      attempts: p.attempts,
      last_error: p.error,
      lease_owner: null,
      lease_until: null,
      again_at: null,
    })
    .where('tenant_id', '=', p.tenant)
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject)
    .where('lease_owner', '=', p.owner)
    .where('lease_until', '=', p.lease),
);

const postpone = statement((db: Kysely<Tables>, p: Params<Held & { due: string }>) =>
  db
    .updateTable('outbox')
    .set({ due_at: p.due, lease_owner: null, lease_until: null, again_at: null })
    .where('tenant_id', '=', p.tenant)
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject)
    .where('lease_owner', '=', p.owner)
    .where('lease_until', '=', p.lease),
);

const findWished = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db
    .selectFrom('outbox')
    .select(['generation', 'again_at'])
    .where('tenant_id', '=', p.tenant)
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject),
);

/** Rows looked at to find the next due time: more than are ever leased at once, so that a free one is among them. */
const lookAheadMax = 200;

/** After every due time there is: on the failed list until somebody says otherwise. */
const never = '9999-12-31T23:59:59.999Z';

const findWaiting = statement((db: Kysely<Tables>, p: Params<{ state: 'due' | 'failed' }>) =>
  db
    .selectFrom('outbox')
    .select(['due_at', 'lease_until'])
    .where('state', '=', p.state)
    .where('due_at', '<', never)
    .orderBy('due_at')
    .limit(lookAheadMax),
);

type OneDue = Key & { now: string; honest: string };

const findOneDue = statement((db: Kysely<Tables>, p: Params<OneDue>) =>
  db
    .selectFrom('outbox')
    .select(['tenant_id', 'kind', 'subject', 'generation', 'attempts', 'request_id'])
    .where('tenant_id', '=', p.tenant)
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject)
    .where('due_at', '<=', p.now)
    .where((eb) =>
      eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', p.now), eb('lease_until', '>', p.honest)]),
    ),
);

/** The outbox of all tenants. Each move is a short write transaction of its own. */
export class StoredOutbox implements Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  claim(owner: string, now: Instant, leaseMs: number, limit: number): Promise<readonly ClaimedTask[]> {
    const leaseUntil = later(now, leaseMs);
    return this.#database.write(async (trx) => {
      const wanted = { now, honest: latestHonest(now, leaseMs) };
      const due = await findDue.all(trx, { ...wanted, state: 'due', limit });
      const rows = [...due, ...(await findDue.all(trx, { ...wanted, state: 'failed', limit: limit - due.length }))];
      for (const row of rows) {
        const key = { tenant: row.tenant_id, kind: row.kind, subject: row.subject };
        await lease.run(trx, { ...key, owner, lease: leaseUntil });
      }
      return rows.map((row) => claimed(row, leaseUntil));
    });
  }

  take(
    task: Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>,
    owner: string,
    now: Instant,
    leaseMs: number,
  ): Promise<ClaimedTask | undefined> {
    const [key, leaseUntil] = [keyOf(task), later(now, leaseMs)];
    return this.#database.write(async (trx) => {
      const row = await findOneDue.first(trx, { ...key, now, honest: latestHonest(now, leaseMs) });
      if (row === undefined) return undefined;
      await lease.run(trx, { ...key, owner, lease: leaseUntil });
      return claimed(row, leaseUntil);
    });
  }

  async due(
    kinds: readonly OutboxKind[],
    now: Instant,
    leaseMs: number,
    limit: number,
    after?: DueTask,
  ): Promise<readonly DueTask[]> {
    const wanted = { kinds, now, honest: latestHonest(now, leaseMs) };
    const due = after?.isFailed === true ? [] : await this.#dueIn('due', wanted, limit, after);
    const left = limit - due.length;
    if (left === 0) return due;
    return [...due, ...(await this.#dueIn('failed', wanted, left, after?.isFailed === true ? after : undefined))];
  }

  /** Built each time: how many kinds there are is part of the query. */
  async #dueIn(
    state: 'due' | 'failed',
    { kinds, now, honest }: { kinds: readonly OutboxKind[]; now: Instant; honest: Instant },
    limit: number,
    after: DueTask | undefined,
  ): Promise<readonly DueTask[]> {
    const all = this.#database.read
      .selectFrom('outbox')
      .select(['tenant_id', 'kind', 'subject', 'generation', 'attempts', 'due_at', 'lease_until'])
      .where('state', '=', state)
      .where('due_at', '<=', now)
      .where('kind', 'in', [...kinds])
      .where((eb) =>
        eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now), eb('lease_until', '>', honest)]),
      );
    const behind = after === undefined ? all : all.where(isBehind(after));
    const ordered = behind.orderBy('due_at').orderBy('tenant_id').orderBy('kind').orderBy('subject');
    const rows = await ordered.limit(limit).execute();
    return rows.map((row) => ({
      tenantId: row.tenant_id,
      kind: row.kind as OutboxKind,
      subject: row.subject,
      generation: row.generation,
      attempts: row.attempts,
      dueAt: row.due_at,
      isFailed: state === 'failed',
      heldUntil: row.lease_until,
    }));
  }

  load(now: Instant): Promise<readonly OutboxLoad[]> {
    return loadOf(this.#database.read, now);
  }

  finish(task: ClaimedTask, owner: string): Promise<void> {
    return this.#database.write(async (trx) => {
      const removed = await removeUnchanged.run(trx, { ...heldBy(task, owner), generation: task.generation });
      if (removed > 0) return;
      const row = await findWished.first(trx, keyOf(task));
      await free.run(trx, dueAgain(task, owner, row?.again_at ?? longAgo));
    });
  }

  retry(task: ClaimedTask, owner: string, dueAt: Instant, error?: string): Promise<void> {
    return this.#database.write(async (trx) => {
      if (error === undefined) await postpone.run(trx, { ...heldBy(task, owner), due: dueAt });
      else await free.run(trx, { ...dueAgain(task, owner, dueAt), attempts: task.attempts + 1, error });
    });
  }

  fail(task: ClaimedTask, owner: string, error: string, now: Instant, againAt: Instant = never): Promise<void> {
    return this.#database.write(async (trx) => {
      const row = await findWished.first(trx, keyOf(task));
      const failed = { due: againAt, state: 'failed', attempts: task.attempts + 1, error } as const;
      const wanted = dueAgain(task, owner, row?.again_at ?? now);
      await free.run(trx, row?.generation === task.generation ? { ...wanted, ...failed } : wanted);
    });
  }

  async failed(): Promise<readonly FailedTask[]> {
    const rows = await this.#database.read
      .selectFrom('outbox')
      .selectAll()
      .where('state', '=', 'failed')
      .orderBy('created_at')
      .execute();
    return rows.map((row) => ({
      tenantId: row.tenant_id,
      kind: row.kind as OutboxKind,
      subject: row.subject,
      attempts: row.attempts,
      lastError: row.last_error ?? '',
      createdAt: row.created_at,
    }));
  }

  retryFailed(now: Instant, subject?: string): Promise<number> {
    return this.#database.write(async (trx) => {
      const failed = trx
        .updateTable('outbox')
        .set({ state: 'due', due_at: now, attempts: 0 })
        .where('state', '=', 'failed');
      const chosen = subject === undefined ? failed : failed.where('subject', '=', subject);
      const { numUpdatedRows } = await chosen.executeTakeFirst();
      return Number(numUpdatedRows);
    });
  }

  async nextDueAt(now: Instant, leaseMs: number): Promise<Instant | undefined> {
    const honest = latestHonest(now, leaseMs);
    const due = await findWaiting.all(this.#database.read, { state: 'due' });
    const failed = await findWaiting.all(this.#database.read, { state: 'failed' });
    const times = [...due, ...failed].map(({ due_at, lease_until }) =>
      lease_until === null || lease_until > honest || lease_until < due_at ? due_at : lease_until,
    );
    return times.sort()[0];
  }

  onWork(listener: () => void): () => void {
    return this.#database.onWork(listener);
  }
}

/** In the order in which tasks are taken. */
function isBehind({ dueAt, tenantId, kind, subject }: DueTask) {
  return sql<boolean>`(due_at, tenant_id, kind, subject) > (${dueAt}, ${tenantId}, ${kind}, ${subject})`;
}

type DueRow = Pick<OutboxRow, 'tenant_id' | 'kind' | 'subject' | 'generation' | 'attempts' | 'request_id'>;

function claimed(row: DueRow, leaseUntil: Instant): ClaimedTask {
  return {
    tenantId: row.tenant_id,
    kind: row.kind as OutboxKind,
    subject: row.subject,
    generation: row.generation,
    attempts: row.attempts,
    leaseUntil,
    requestId: row.request_id,
  };
}

function keyOf(task: Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>): Key {
  return { tenant: task.tenantId, kind: task.kind, subject: task.subject };
}

function heldBy(task: ClaimedTask, owner: string): Held {
  return { ...keyOf(task), owner, lease: task.leaseUntil };
}

function dueAgain(task: ClaimedTask, owner: string, due: Instant): Freed {
  return { ...heldBy(task, owner), due, attempts: 0, error: null, state: 'due' };
}

function later(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

function latestHonest(now: Instant, leaseMs: number): Instant {
  return later(now, leaseMs + leaseDoubtMs);
}
