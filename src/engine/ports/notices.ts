import type { Instant } from '../instant.js';
import type { NoticeBody } from '../notice.js';
import type { CardPlatform, Drawing } from './card-platform.js';
import type { CardAddress, CardState, Recipient } from './card-store.js';

/** Whom a notice goes to: an account, and whose it is if it is somebody's. */
export interface Addressee extends Omit<Recipient, 'personId'> {
  readonly personId: string | null;
}

/** A message that is no card. It is posted once, and drawn again where what it says has changed. */
export interface Notice {
  readonly id: string;
  readonly body: NoticeBody;
  readonly recipient: Addressee;
  readonly address: CardAddress | undefined;
  readonly state: CardState;
  /** Nobody's click caused it, so it is first posted when its reader wants to hear of it. */
  readonly isHeldBack?: boolean;
  /** As of a card. */
  readonly drawnDigest: string | undefined;
}

/** A second message of a notice. */
export interface NoticeCopy {
  readonly recipient: Addressee;
  readonly address: CardAddress;
}

/**
 * Notices of one tenant, as delivery sees them. Every note about one holds only if nobody noted anything since it was
 * read, except the body, which may change at any time and owes a `notice` task when it does.
 */
export interface NoticeStore {
  notice(id: string): Promise<Notice | undefined>;
  /**
   * Asked before a notice is first posted, which may be long after it was written: as it stands now, without what does
   * not wait any more; undefined where nothing of it holds. Changes what is stored of a notice that was never posted.
   */
  holds(notice: Notice, now: Instant): Promise<Notice | undefined>;
  /**
   * What the message of a notice that was posted has to say now: of what waits no more, how that ended. Every change of a
   * document that it is about owes a `notice` task.
   */
  asItStands(notice: Notice, now: Instant): Promise<Notice>;
  /** A post begins, whose end may never be learnt: `mark` stands in `drawnDigest`. Undefined where somebody was quicker. */
  posting(notice: Notice, mark: string, now: Instant): Promise<Notice | undefined>;
  /** An update begins. Answers like `posting`. */
  updating(notice: Notice, mark: string, now: Instant): Promise<Notice | undefined>;
  /** Takes `posting` back: the platform said that the post did not happen. */
  notPosted(notice: Notice, now: Instant): Promise<void>;
  /** Notes what the message at `address` shows. Tells whether it did. */
  drawn(notice: Notice, address: CardAddress, digest: string, now: Instant): Promise<boolean>;
  /** The message cannot be reached any more. */
  gone(notice: Notice, now: Instant): Promise<void>;
  /**
   * A post came back late, when somebody else had begun another. One whose end is still unknown makes this message the
   * notice's; else a `notice` task for the copy is owed, which disarms it.
   */
  cameBack(notice: Notice, address: CardAddress, requestId: string, now: Instant): Promise<void>;
  /** The copy that a task's subject names; undefined where it names a notice, or the copy is the notice's own by now. */
  copy(subject: string): Promise<NoticeCopy | undefined>;
  /** Nobody knows any more what the message shows: forgets `drawnDigest` and owes a `notice` task. */
  redraw(id: string, requestId: string, now: Instant): Promise<void>;
}

/** How notices get into one workspace of a chat platform; see `CardPlatform`. */
export interface NoticePlatform extends Pick<CardPlatform, 'timeoutMs'> {
  serves(recipient: Addressee): boolean;
  draw(notice: Notice): Drawing;
  /** What a second message of the same notice shows. */
  drawDisarmed(recipient: Addressee): Drawing;
  /** @throws DeliveryFault */
  post(notice: Notice, drawing: Drawing): Promise<CardAddress>;
  /** @throws DeliveryFault */
  update(address: CardAddress, drawing: Drawing): Promise<void>;
  /** Looks for the message of a notice whose posting was interrupted. @throws DeliveryFault */
  find(notice: Notice): Promise<CardAddress | undefined>;
}
