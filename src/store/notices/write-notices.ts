import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { NoticeBody } from '../../engine/notice.js';
import type { ChatAccount } from '../../engine/ports/identities.js';
import { owe } from '../delivery/outbox-rows.js';
import { humaneMoment } from '../preferences/load-preferences.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { documentsOf, insertAbout } from './about-documents.js';
import type { NoticeRow } from './notice-tables.js';

/** Whose transaction it is, and on whose behalf. */
export interface NoticeWriting {
  readonly trx: Kysely<Tables>;
  readonly tenant: string;
  readonly newId: () => string;
  readonly requestId: string;
  readonly now: Instant;
}

export interface NoticeTo extends ChatAccount {
  readonly personId: string | null;
}

export interface NoticeTiming {
  /** `humane`: nobody clicked, so it waits until its reader wants to hear of us. `now` when absent. */
  readonly notBefore?: 'now' | 'humane';
}

const insertNotice = statement((db: Kysely<Tables>, p: Params<NoticeRow>) => db.insertInto('notices').values(p));

type About = { tenant: string; subject: string; kind: NoticeBody['kind'] };

const findAbout = statement((db: Kysely<Tables>, p: Params<About>) =>
  db
    .selectFrom('notices')
    .select(['id', 'not_before'])
    .where('tenant_id', '=', p.tenant)
    .where('subject', '=', p.subject)
    .where('kind', '=', p.kind),
);

const rewrite = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string; body: string; at: string }>) =>
  db
    .updateTable('notices')
    .set({ body: p.body, updated_at: p.at })
    .where('tenant_id', '=', p.tenant)
    .where('id', '=', p.id),
);

/** Owes one message to each account, inside the caller's transaction. `subject` is what they are about. */
export async function addNotices(
  writing: NoticeWriting,
  subject: string,
  body: NoticeBody,
  recipients: readonly NoticeTo[],
  { notBefore = 'now' }: NoticeTiming = {},
): Promise<void> {
  const { trx, tenant, newId, requestId, now } = writing;
  for (const { platform, installation, chatUser, personId } of recipients) {
    const id = newId();
    const isHumane = notBefore === 'humane' && personId !== null;
    const at = isHumane ? await humaneMoment(trx, tenant, personId, now) : now;
    await insertNotice.run(trx, {
      tenant_id: tenant,
      id,
      kind: body.kind,
      subject,
      body: JSON.stringify(body),
      user_id: personId,
      platform,
      installation,
      chat_user: chatUser,
      conversation: null,
      message: null,
      state: 'wanted',
      drawn_digest: null,
      created_at: now,
      updated_at: now,
      not_before: isHumane ? at : null,
    });
    const about = documentsOf(body).map((document_id) => ({ tenant_id: tenant, document_id, notice_id: id }));
    await insertAbout.run(trx, about);
    await owe(trx, tenant, 'notice', id, requestId, now, at);
  }
}

/** Has all notices of that kind about one thing say something else from now on. */
export async function rewriteNotices(writing: NoticeWriting, subject: string, body: NoticeBody): Promise<void> {
  const { trx, tenant, requestId, now } = writing;
  for (const { id, not_before } of await findAbout.all(trx, { tenant, subject, kind: body.kind })) {
    await rewrite.run(trx, { tenant, id, body: JSON.stringify(body), at: now });
    await owe(trx, tenant, 'notice', id, requestId, now, not_before !== null && not_before > now ? not_before : now);
  }
}
