import { type Kysely, sql } from 'kysely';
import type { NoticeBody } from '../../engine/notice.js';
import { joining } from '../delivery/outbox-rows.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import type { NoticeDocumentRow } from './notice-tables.js';
import type { NoticeWriting } from './write-notices.js';

export const insertAbout = bulkStatement((db: Kysely<Tables>, rows: readonly Params<NoticeDocumentRow>[]) =>
  db.insertInto('notice_documents').values(rows),
);

type About = { tenant_id: string; document_id: string; now: string; request_id: string };

/** One statement, which most often finds nothing: every vote runs it. What was never posted is not posted before its time. */
const upsertAbout = statement((db: Kysely<Tables>, p: Params<About>) =>
  db
    .insertInto('outbox')
    .columns(['tenant_id', 'kind', 'subject', 'generation', 'state', 'attempts', 'due_at', 'request_id', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('notice_documents as a')
        .innerJoin('notices as n', (join) =>
          join.onRef('n.tenant_id', '=', 'a.tenant_id').onRef('n.id', '=', 'a.notice_id'),
        )
        .select(['a.tenant_id', sql.lit('notice').as('kind'), 'a.notice_id as subject'])
        .select([eb.lit(1).as('generation'), sql.lit('due').as('state'), eb.lit(0).as('attempts')])
        .select(
          sql<string>`case when n.state = 'wanted' and n.not_before > ${p.now} then n.not_before else ${p.now} end`.as(
            'due_at',
          ),
        )
        .select([sql`${p.request_id}`.as('request_id'), sql`${p.now}`.as('created_at')])
        .where('a.tenant_id', '=', p.tenant_id)
        .where('a.document_id', '=', p.document_id)
        .where('n.state', '<>', sql.lit('gone')),
    )
    .onConflict(joining),
);

/**
 * The documents whose changes may make what a message says untrue, each once. Others are rewritten by whoever makes them
 * so, or tell of something that stays as it was.
 */
export function documentsOf(body: NoticeBody): readonly string[] {
  switch (body.kind) {
    case 'reminder':
    case 'escalated':
      return [body.item.document.id];
    case 'digest': {
      const listed = body.items.map(({ document }) => document.id);
      const unlisted = body.unlisted?.map(({ documentId }) => documentId) ?? [];
      return [...new Set([...listed, ...unlisted])];
    }
    case 'document-expiring':
      return [body.document.id];
    default:
      return [];
  }
}

/** A document changed: owes a look at every message about it that somebody may have before them. */
export async function oweNoticesAbout(
  { trx, tenant, requestId, now }: NoticeWriting,
  documentId: string,
): Promise<void> {
  await upsertAbout.run(trx, { tenant_id: tenant, document_id: documentId, now, request_id: requestId });
}
