import type { CardKey, CardRole } from '../card.js';
import type { Dossier } from '../dossier.js';
import type { Instant } from '../instant.js';

/** Where a message stands. */
export interface CardAddress {
  readonly conversation: string;
  readonly message: string;
}

/** The person as one platform knows them. */
export interface Recipient {
  readonly platform: string;
  readonly installation: string;
  readonly chatUser: string;
  readonly personId: string;
  readonly locale: string;
  readonly timeZone: string;
}

/**
 * `wanted`: never posted; `posting`: a post was begun and its end is unknown; `posted`: `address` is the message;
 * `gone`: the platform says it cannot exist any more, or, without `address`, the person is no longer on the platform.
 */
export type CardState = 'wanted' | 'posting' | 'posted' | 'gone';

export interface Card {
  readonly id: string;
  readonly documentId: string;
  readonly role: CardRole;
  readonly subject: string;
  readonly recipient: Recipient;
  readonly address: CardAddress | undefined;
  readonly state: CardState;
  /** Version of the document that the message shows; 0 before the first drawing. */
  readonly drawnVersion: number;
  /** Of what the message shows; the mark of the delivery that is changing it; undefined when nobody knows. */
  readonly drawnDigest: string | undefined;
  /** Nobody's click caused it, so it was to wait until its person wants to hear of us. */
  readonly isHeldBack?: boolean;
}

/** A message that looks like a card and is not it. */
export interface CardCopy {
  readonly cardId: string;
  readonly recipient: Recipient;
  readonly address: CardAddress;
}

/**
 * What delivery reads and keeps about one tenant's cards. What takes a `Card` notes nothing, and says so by false or
 * undefined, unless the stored card still has the recipient, state, address and `drawnDigest` it was read with: a runner that was
 * suspended cannot undo what another has noted since.
 */
export interface CardStore {
  dossier(documentId: string): Promise<Dossier | undefined>;
  card(cardId: string): Promise<Card | undefined>;
  /**
   * Adds the missing cards of a document (one for each of a person's chat identities) and owes a drawing for every card
   * that is not gone, in one transaction: what a card shows depends on people too, and delivery sees what differs. A
   * card whose person has another chat identity by now is begun afresh there, or `gone` where there is none or the
   * card is not desired any more, and its former message is owed as a `copy`. What nobody's click caused (`byClock`)
   * makes cards that are not posted before their person wants to hear of us.
   */
  plan(
    documentId: string,
    desired: readonly CardKey[],
    requestId: string,
    now: Instant,
    byClock?: boolean,
  ): Promise<void>;
  /**
   * Notes that a post begins, before it does: the card is `posting`, its former message with what it showed is
   * forgotten (version 0), and `mark` stands in `drawnDigest`. Answers the card as noted.
   */
  posting(card: Card, mark: string, now: Instant): Promise<Card | undefined>;
  /** Notes that an update begins, whose end may never be learnt: `mark` stands in `drawnDigest`. Answers like `posting`. */
  updating(card: Card, mark: string, now: Instant): Promise<Card | undefined>;
  /** Takes `posting` back (`wanted`): the platform said that the post did not happen. */
  notPosted(card: Card, now: Instant): Promise<void>;
  /** Notes what the message at `address` now shows, and that it is the card's own (`posted`). Tells whether it did. */
  drawn(card: Card, address: CardAddress, version: number, digest: string, now: Instant): Promise<boolean>;
  /** Notes that the message cannot be reached any more. */
  gone(card: Card, now: Instant): Promise<void>;
  /** Nobody knows any more what the message shows: forgets `drawnDigest` and owes a `card` task, in one transaction. */
  redraw(cardId: string, requestId: string, now: Instant): Promise<void>;
  /**
   * A message of the card turned up at `address` by a click of `personId`. A card that is being posted adopts it if it
   * is that person's, knows not what it shows and owes a drawing; another address owes a `copy` task that disarms it.
   * Tells whether the address is the card's own.
   */
  clicked(cardId: string, address: CardAddress, requestId: string, now: Instant, personId: string): Promise<boolean>;
  /** A call for the card as it was read came back late from `address`. Adopts or disarms it as `clicked` does. */
  cameBack(card: Card, address: CardAddress, requestId: string, now: Instant): Promise<void>;
  /**
   * What is behind a `copy` task's subject; undefined when there is nothing to disarm, also because the card has made
   * that message its own since.
   */
  copy(subject: string): Promise<CardCopy | undefined>;
}
