import { type Kysely, type RawBuilder, sql } from 'kysely';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import { leaseDoubtMs, type OutboxKind, type OutboxLoad } from '../../engine/ports/outbox.js';
import type { Tables } from '../tables.js';

/** How much of each kind there is: of one tenant, or of all. Kinds of which there is nothing are left out. */
export async function loadOf(db: Kysely<Tables>, now: Instant, tenant?: string): Promise<readonly OutboxLoad[]> {
  const honest = instant(epochMs(now) + leaseDoubtMs);
  const isHeld = sql`coalesce(lease_until > ${now} and lease_until <= ${honest}, false)`;
  const isDue = sql`state = 'due' and not ${isHeld} and due_at <= ${now}`;
  // What was wished for during a delivery is due since longer ago than it is known.
  const since = sql`case when due_at > created_at then due_at else created_at end`;
  const all = db
    .selectFrom('outbox')
    .select('kind')
    .select([count(isDue).as('due'), count(sql`state = 'due' and ${isHeld}`).as('held')])
    .select(count(sql`state = 'due' and not ${isHeld} and due_at > ${now}`).as('later'))
    .select(count(sql`state = 'failed'`).as('failed'))
    .select(sql<string | null>`min(case when ${isDue} then ${since} end)`.as('oldest_due_at'))
    .groupBy('kind')
    .orderBy('kind');
  const rows = await (tenant === undefined ? all : all.where('tenant_id', '=', tenant)).execute();
  return rows.map(({ oldest_due_at, ...row }) => ({
    ...row,
    kind: row.kind as OutboxKind,
    oldestDueAt: oldest_due_at ?? undefined,
  }));
}

function count(condition: RawBuilder<unknown>) {
  return sql<number>`count(case when ${condition} then 1 end)`;
}
