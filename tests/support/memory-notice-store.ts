import type { Instant } from '../../src/engine/instant.js';
import type { NoticeBody } from '../../src/engine/notice.js';
import type { CardAddress } from '../../src/engine/ports/card-store.js';
import type { Notice, NoticeCopy, NoticeStore } from '../../src/engine/ports/notices.js';
import type { MemoryOutbox } from './memory-outbox.js';

/** The notices of one tenant without a database. Every method is one transaction: it never waits in its middle. */
export class MemoryNoticeStore implements NoticeStore {
  readonly notices = new Map<string, Notice>();
  readonly #outbox: MemoryOutbox;
  readonly #tenantId: string;

  constructor(outbox: MemoryOutbox, tenantId: string) {
    this.#outbox = outbox;
    this.#tenantId = tenantId;
  }

  /** A committed notice, new or changed, as the write side would leave it. */
  commit(notice: Pick<Notice, 'id' | 'body' | 'recipient'>, now: Instant): void {
    const blank = { address: undefined, state: 'wanted', drawnDigest: undefined } as const;
    this.notices.set(notice.id, { ...blank, ...this.notices.get(notice.id), ...notice });
    this.#outbox.wish(this.#tenantId, 'notice', notice.id, 'request-1', now);
  }

  async notice(id: string): Promise<Notice | undefined> {
    return this.notices.get(id);
  }

  /** Whether each notice still holds, by id; those not named do. */
  readonly held = new Map<string, boolean>();

  async holds(notice: Notice): Promise<Notice | undefined> {
    return this.held.get(notice.id) === false ? undefined : notice;
  }

  /** What each notice says by now, by id, where its body does not tell. */
  readonly standing = new Map<string, NoticeBody>();

  async asItStands(notice: Notice): Promise<Notice> {
    return { ...notice, body: this.standing.get(notice.id) ?? notice.body };
  }

  async posting(notice: Notice, mark: string): Promise<Notice | undefined> {
    return this.#changeAsRead(notice, { state: 'posting', address: undefined, drawnDigest: mark });
  }

  async updating(notice: Notice, mark: string): Promise<Notice | undefined> {
    return this.#changeAsRead(notice, { drawnDigest: mark });
  }

  async notPosted(notice: Notice): Promise<void> {
    this.#changeAsRead(notice, { state: 'wanted', drawnDigest: undefined });
  }

  async drawn(notice: Notice, address: CardAddress, drawnDigest: string): Promise<boolean> {
    return this.#changeAsRead(notice, { state: 'posted', address, drawnDigest }) !== undefined;
  }

  async gone(notice: Notice): Promise<void> {
    this.#changeAsRead(notice, { state: 'gone' });
  }

  async cameBack({ id }: Notice, address: CardAddress, requestId: string, now: Instant): Promise<void> {
    const current = this.notices.get(id);
    if (current === undefined || current.address?.message === address.message) return;
    const isAdopted = current.state === 'posting';
    if (isAdopted) this.notices.set(id, { ...current, address, state: 'posted', drawnDigest: undefined });
    const subject = isAdopted ? id : `${id} ${address.conversation} ${address.message}`;
    this.#outbox.wish(this.#tenantId, 'notice', subject, requestId, now);
  }

  async copy(subject: string): Promise<NoticeCopy | undefined> {
    const [id = '', conversation, message] = subject.split(' ');
    const notice = this.notices.get(id);
    if (conversation === undefined || message === undefined || notice === undefined) return undefined;
    const isOwn = notice.address?.message === message;
    return isOwn ? undefined : { recipient: notice.recipient, address: { conversation, message } };
  }

  async redraw(id: string, requestId: string, now: Instant): Promise<void> {
    const current = this.notices.get(id);
    if (current !== undefined) this.notices.set(id, { ...current, drawnDigest: undefined });
    this.#outbox.wish(this.#tenantId, 'notice', id, requestId, now);
  }

  #changeAsRead(read: Notice, change: Partial<Notice>): Notice | undefined {
    const current = this.notices.get(read.id);
    const isSame =
      current?.state === read.state &&
      current.drawnDigest === read.drawnDigest &&
      JSON.stringify(current.address) === JSON.stringify(read.address);
    if (!isSame) return undefined;
    const changed = { ...current, ...change };
    this.notices.set(read.id, changed);
    return changed;
  }
}
