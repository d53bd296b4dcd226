import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { Database } from '../database.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

/** Rows looked at in one go. */
const atOnce = 500;

type Page = { tenant: string; before: string; after_at: string; after_key: string; limit: number };

const findOld = statement((db: Kysely<Tables>, p: Params<Page>) =>
  db
    .selectFrom('handled_commands as h')
    .leftJoin('documents as d', (join) =>
      join.onRef('d.tenant_id', '=', 'h.tenant_id').on('d.id', '=', sql<string>`h.answer ->> 'documentId'`),
    )
    .select(['h.handled_at', 'h.idempotency_key', 'd.status', 'd.deleted_at'])
    .where('h.tenant_id', '=', p.tenant)
    .where('h.handled_at', '<', p.before)
    .where(sql<boolean>`(h.handled_at, h.idempotency_key) > (${p.after_at}, ${p.after_key})`)
    .orderBy('h.handled_at')
    .orderBy('h.idempotency_key')
    .limit(p.limit),
);

const forget = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string; before: string }>) =>
  db
    .deleteFrom('handled_commands')
    .where('tenant_id', '=', p.tenant)
    .where('idempotency_key', '=', p.key)
    .where('handled_at', '<', p.before),
);

/**
 * Forgets how old commands on documents that have come to their end were answered. The same command again is then decided
 * anew, and cannot count twice: in each of these statuses the rules refuse whatever was done before it was reached, and a
 * document is not created over one that is there. Of documents that still run every answer is kept, however old: a button
 * on an old card is only harmless because its click was answered before.
 */
export async function forgetHandledCommands(database: Database, tenant: string, before: Instant): Promise<number> {
  let forgotten = 0;
  let [after_at, after_key] = ['', ''];
  for (;;) {
    const rows = await findOld.all(database.read, { tenant, before, after_at, after_key, limit: atOnce });
    const over = rows.filter(isOver).map(({ idempotency_key }) => idempotency_key);
    if (over.length > 0) forgotten += await forgetAll(database, tenant, over, before);
    const last = rows.at(-1);
    if (last === undefined) return forgotten;
    [after_at, after_key] = [last.handled_at, last.idempotency_key];
  }
}

function forgetAll(database: Database, tenant: string, keys: readonly string[], before: Instant): Promise<number> {
  return database.write(async (trx) => {
    let forgotten = 0;
    for (const key of keys) forgotten += await forget.run(trx, { tenant, key, before });
    return forgotten;
  });
}

/** Nothing leads out of these but `complete`, which is answered from the status alone. */
const ends: ReadonlySet<string | null> = new Set(['approved', 'rejected', 'cancelled', 'completed']);

function isOver({ status, deleted_at }: { readonly status: string | null; readonly deleted_at: string | null }) {
  return ends.has(status) || deleted_at !== null;
}
