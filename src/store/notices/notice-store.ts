import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { NoticeBody } from '../../engine/notice.js';
import type { CardAddress } from '../../engine/ports/card-store.js';
import type { Notice, NoticeCopy, NoticeStore } from '../../engine/ports/notices.js';
import type { Database } from '../database.js';
import { copySubject } from '../delivery/card-rows.js';
import { owe } from '../delivery/outbox-rows.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { asItStands } from './as-it-stands.js';
import type { NoticeRow } from './notice-tables.js';
import { whatHolds } from './what-holds.js';

const findNotice = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('notices as n')
    .innerJoin('tenants as t', 't.id', 'n.tenant_id')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'n.tenant_id').onRef('u.id', '=', 'n.user_id'))
    .select(['n.id', 'n.body', 'n.user_id', 'n.platform', 'n.installation', 'n.chat_user'])
    .select(['n.conversation', 'n.message', 'n.state', 'n.drawn_digest', 'n.not_before'])
    .select((eb) => eb.fn.coalesce('u.locale', 't.locale').as('locale'))
    .select((eb) => eb.fn.coalesce('u.time_zone', 't.time_zone').as('time_zone'))
    .where('n.tenant_id', '=', p.tenant)
    .where('n.id', '=', p.id),
);

/** Of one tenant. */
export class StoredNotices implements NoticeStore {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  async notice(id: string): Promise<Notice | undefined> {
    const row = await findNotice.first(this.#database.read, { tenant: this.#tenant, id });
    return row && noticeOf(row);
  }

  async holds(notice: Notice, now: Instant): Promise<Notice | undefined> {
    const { id, body: written, recipient } = notice;
    const reader = { tenant: this.#tenant, personId: recipient.personId, now };
    const body = await whatHolds(this.#database.read, written, reader);
    if (body === undefined) return undefined;
    const isSame = JSON.stringify(body) === JSON.stringify(written);
    if (!isSame) await this.#database.write((trx) => this.#sayOnly(trx, id, body, now));
    return { ...notice, body };
  }

  async asItStands(notice: Notice, now: Instant): Promise<Notice> {
    const reader = { tenant: this.#tenant, personId: notice.recipient.personId, now };
    return { ...notice, body: await asItStands(this.#database.read, notice.body, reader) };
  }

  posting(notice: Notice, mark: string, now: Instant): Promise<Notice | undefined> {
    const begun = { conversation: null, message: null, state: 'posting', drawn_digest: mark, updated_at: now } as const;
    return this.#noteAndRead(notice, begun);
  }

  updating(notice: Notice, mark: string, now: Instant): Promise<Notice | undefined> {
    return this.#noteAndRead(notice, { drawn_digest: mark, updated_at: now });
  }

  async notPosted(notice: Notice, now: Instant): Promise<void> {
    await this.#note(notice, { state: 'wanted', drawn_digest: null, updated_at: now });
  }

  drawn(notice: Notice, address: CardAddress, digest: string, now: Instant): Promise<boolean> {
    return this.#note(notice, { ...address, state: 'posted', drawn_digest: digest, updated_at: now });
  }

  async gone(notice: Notice, now: Instant): Promise<void> {
    await this.#note(notice, { state: 'gone', updated_at: now });
  }

  cameBack({ id }: Notice, address: CardAddress, requestId: string, now: Instant): Promise<void> {
    return this.#database.write(async (trx, afterCommit) => {
      const row = await findNotice.first(trx, { tenant: this.#tenant, id });
      if (row === undefined || isAt(row, address)) return;
      const isAdopted = row.state === 'posting';
      const adopted = { ...address, state: 'posted', drawn_digest: null, updated_at: now } as const;
      if (isAdopted) await this.#change(trx, id, adopted).execute();
      await owe(trx, this.#tenant, 'notice', isAdopted ? id : copySubject(id, address), requestId, now);
      afterCommit(() => this.#database.announceWork());
    });
  }

  async copy(subject: string): Promise<NoticeCopy | undefined> {
    const [id, conversation, message] = subject.split(' ');
    if (id === undefined || conversation === undefined || message === undefined) return undefined;
    const notice = await this.notice(id);
    const address = { conversation, message };
    if (notice === undefined || notice.address?.message === message) return undefined;
    return { recipient: notice.recipient, address };
  }

  redraw(id: string, requestId: string, now: Instant): Promise<void> {
    return this.#database.write(async (trx, afterCommit) => {
      await this.#change(trx, id, { drawn_digest: null, updated_at: now }).execute();
      await owe(trx, this.#tenant, 'notice', id, requestId, now);
      afterCommit(() => this.#database.announceWork());
    });
  }

  /** Of a notice that nobody has been shown. */
  async #sayOnly(trx: Kysely<Tables>, id: string, body: NoticeBody, now: Instant): Promise<void> {
    const change = { body: JSON.stringify(body), updated_at: now };
    await this.#change(trx, id, change).where('state', 'in', ['wanted', 'posting']).execute();
  }

  #change(trx: Kysely<Tables>, id: string, change: Partial<NoticeRow>) {
    return trx.updateTable('notices').set(change).where('tenant_id', '=', this.#tenant).where('id', '=', id);
  }

  #note(notice: Notice, change: Partial<NoticeRow>): Promise<boolean> {
    return this.#database.write((trx) => this.#changeAsRead(trx, notice, change));
  }

  #noteAndRead(notice: Notice, change: Partial<NoticeRow>): Promise<Notice | undefined> {
    return this.#database.write(async (trx) => {
      if (!(await this.#changeAsRead(trx, notice, change))) return undefined;
      const row = await findNotice.first(trx, { tenant: this.#tenant, id: notice.id });
      return row && noticeOf(row);
    });
  }

  async #changeAsRead(trx: Kysely<Tables>, notice: Notice, change: Partial<NoticeRow>): Promise<boolean> {
    const { address, drawnDigest } = notice;
    const asRead = this.#change(trx, notice.id, change)
      .where('state', '=', notice.state)
      .where('conversation', 'is', address?.conversation ?? null)
      .where('message', 'is', address?.message ?? null)
      .where('drawn_digest', 'is', drawnDigest ?? null);
    const { numUpdatedRows } = await asRead.executeTakeFirst();
    return numUpdatedRows === 1n;
  }
}

function isAt(row: Pick<NoticeRow, 'conversation' | 'message'>, address: CardAddress): boolean {
  return row.conversation === address.conversation && row.message === address.message;
}

type StoredNotice = Pick<
  NoticeRow,
  'id' | 'body' | 'user_id' | 'platform' | 'installation' | 'chat_user' | 'conversation' | 'message' | 'state'
> & { drawn_digest: string | null; not_before: string | null; locale: string; time_zone: string };

function noticeOf(row: StoredNotice): Notice {
  const { conversation, message } = row;
  return {
    id: row.id,
    body: JSON.parse(row.body),
    recipient: {
      platform: row.platform,
      installation: row.installation,
      chatUser: row.chat_user,
      personId: row.user_id,
      locale: row.locale,
      timeZone: row.time_zone,
    },
    address: conversation === null || message === null ? undefined : { conversation, message },
    state: row.state,
    drawnDigest: row.drawn_digest ?? undefined,
    ...(row.not_before === null ? {} : { isHeldBack: true }),
  };
}
