import { type Kysely, type OnConflictBuilder, sql } from 'kysely';
import type { OutboxKind } from '../../engine/ports/outbox.js';
import { type Params, statement } from '../statement.js';
import type { OutboxRow, Tables } from '../tables.js';

type Wish = Pick<OutboxRow, 'tenant_id' | 'kind' | 'subject' | 'due_at' | 'request_id' | 'created_at'>;

/** Before every due time there is: what was wished for at once while it was done is served next. */
export const longAgo = '2000-01-01T00:00:00.000Z';

/**
 * A wish for something already owed joins it. A task that waits out a failure keeps waiting: a new click does not make
 * the platform healthier. One that has not failed is due at the earlier time, for the other may come from a clock that
 * was ahead. One on the failed list starts afresh. What is wished for while the task is held is kept apart: whoever holds
 * it has not seen that, and may itself wish to come again later.
 */
export function joining(oc: OnConflictBuilder<Tables, 'outbox'>) {
  return oc.columns(['tenant_id', 'kind', 'subject']).doUpdateSet((eb) => ({
    generation: eb('outbox.generation', '+', eb.lit(1)),
    due_at: sql<string>`case
      when outbox.state = 'due' and (outbox.attempts > 0 or outbox.due_at < excluded.due_at)
      then outbox.due_at else excluded.due_at end`,
    attempts: sql<number>`case when outbox.state = 'due' then outbox.attempts else 0 end`,
    state: sql.lit('due'),
    again_at: sql<string | null>`case when outbox.lease_until > excluded.created_at then case
      when excluded.due_at <= excluded.created_at then ${sql.lit(longAgo)}
      when outbox.again_at < excluded.due_at then outbox.again_at else excluded.due_at end end`,
    request_id: eb.ref('excluded.request_id'),
  }));
}

const upsert = statement((db: Kysely<Tables>, p: Params<Wish>) =>
  db
    .insertInto('outbox')
    .values((eb) => ({
      ...p,
      generation: eb.lit(1),
      state: sql.lit('due'),
      attempts: eb.lit(0),
      lease_owner: eb.lit(null),
      lease_until: eb.lit(null),
      last_error: eb.lit(null),
      again_at: eb.lit(null),
    }))
    .onConflict(joining),
);

const upsertOpenDocuments = statement((db: Kysely<Tables>, p: Params<Omit<Wish, 'kind' | 'subject'>>) =>
  db
    .insertInto('outbox')
    .columns(['tenant_id', 'kind', 'subject', 'generation', 'state', 'attempts', 'due_at', 'request_id', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('documents as d')
        .select(['d.tenant_id', sql.lit('document').as('kind'), 'd.id as subject'])
        .select([eb.lit(1).as('generation'), sql.lit('due').as('state'), eb.lit(0).as('attempts')])
        .select([sql`${p.due_at}`.as('due_at'), sql`${p.request_id}`.as('request_id')])
        .select(sql`${p.created_at}`.as('created_at'))
        .where('d.tenant_id', '=', p.tenant_id)
        .where((or) => or.or([or('d.status', 'in', [sql.lit('pending'), sql.lit('returned')]), toCarryOut()])),
    )
    .onConflict(joining),
);

/** Approved, of a type that some version lets a role complete: who that is may have changed with the company. */
function toCarryOut() {
  return sql<boolean>`(d.status = 'approved' and exists (select 1 from document_types as t
    where t.tenant_id = d.tenant_id and t.key = d.type_key and t.completion ->> 'kind' = 'role'))`;
}

const findDue = statement((db: Kysely<Tables>, p: Params<{ tenant: string; kind: string; subject: string }>) =>
  db
    .selectFrom('outbox')
    .select('generation')
    .where('tenant_id', '=', p.tenant)
    .where('kind', '=', p.kind)
    .where('subject', '=', p.subject)
    .where('state', '=', 'due'),
);

/** Whether it will be done without another wish. */
export async function isOwed(db: Kysely<Tables>, tenant: string, kind: OutboxKind, subject: string): Promise<boolean> {
  return (await findDue.first(db, { tenant, kind, subject })) !== undefined;
}

/**
 * Puts a wish into the outbox inside the caller's transaction: it is owed exactly when that commits, and not before
 * `dueAt`.
 */
export async function owe(
  trx: Kysely<Tables>,
  tenantId: string,
  kind: OutboxKind,
  subject: string,
  requestId: string,
  now: string,
  dueAt = now,
): Promise<void> {
  const wish = { tenant_id: tenantId, kind, subject, due_at: dueAt, request_id: requestId, created_at: now };
  await upsert.run(trx, wish);
}

/** Owes a look at the cards of every document that people still work on or carry out, inside the caller's transaction. */
export async function oweOpenDocuments(
  trx: Kysely<Tables>,
  tenantId: string,
  requestId: string,
  now: string,
): Promise<void> {
  await upsertOpenDocuments.run(trx, { tenant_id: tenantId, due_at: now, request_id: requestId, created_at: now });
}
