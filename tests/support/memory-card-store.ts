import type { CardKey } from '../../src/engine/card.js';
import type { Dossier } from '../../src/engine/dossier.js';
import type { Instant } from '../../src/engine/instant.js';
import type { Card, CardAddress, CardCopy, CardStore, Recipient } from '../../src/engine/ports/card-store.js';
import type { MemoryOutbox } from './memory-outbox.js';

/** The cards of one tenant without a database. Every method is one transaction: it never waits in its middle. */
export class MemoryCardStore implements CardStore {
  readonly cards = new Map<string, Card>();
  readonly dossiers = new Map<string, Dossier>();
  readonly #copies = new Map<string, { cardId: string; address: CardAddress }>();
  readonly #outbox: MemoryOutbox;
  readonly #tenantId: string;
  readonly #identities: (personId: string) => readonly Recipient[];

  constructor(outbox: MemoryOutbox, tenantId: string, identities: (personId: string) => readonly Recipient[]) {
    this.#outbox = outbox;
    this.#tenantId = tenantId;
    this.#identities = identities;
  }

  /** A committed change of a document, as the write side would leave it. */
  commit(dossier: Dossier, requestId: string, now: Instant): void {
    this.dossiers.set(dossier.document.id, dossier);
    this.#outbox.wish(this.#tenantId, 'document', dossier.document.id, requestId, now);
  }

  async dossier(documentId: string): Promise<Dossier | undefined> {
    return this.dossiers.get(documentId);
  }

  async card(cardId: string): Promise<Card | undefined> {
    return this.cards.get(cardId);
  }

  async plan(documentId: string, desired: readonly CardKey[], requestId: string, now: Instant): Promise<void> {
    for (const key of desired) {
      for (const recipient of this.#identities(key.personId)) this.#add(documentId, key, recipient);
    }
    const wanted = new Set(desired.map(({ role, subject, personId }) => JSON.stringify([role, subject, personId])));
    for (const card of [...this.cards.values()].filter((one) => one.documentId === documentId)) {
      const key = JSON.stringify([card.role, card.subject, card.recipient.personId]);
      this.#bringHome(card, wanted.has(key), requestId, now);
    }
  }

  #bringHome(card: Card, isDesired: boolean, requestId: string, now: Instant): void {
    const { platform, installation, chatUser, personId } = card.recipient;
    const known = this.#identities(personId);
    const home = known.find((one) => one.platform === platform && one.installation === installation);
    const isLost = card.state === 'gone' && card.address === undefined;
    if (home?.chatUser === chatUser && !isLost) {
      if (card.state !== 'gone') this.#wish('card', card.id, requestId, now);
      return;
    }
    if (card.address !== undefined) this.#oweCopy(card.id, card.address, requestId, now);
    if (home === undefined || !isDesired) return void this.#set(card.id, { ...blank, state: 'gone' });
    this.#set(card.id, { ...blank, recipient: home });
    this.#wish('card', card.id, requestId, now);
  }

  async posting(card: Card, mark: string): Promise<Card | undefined> {
    return this.#changeAsRead(card, { state: 'posting', address: undefined, drawnVersion: 0, drawnDigest: mark });
  }

  async updating(card: Card, mark: string): Promise<Card | undefined> {
    return this.#changeAsRead(card, { drawnDigest: mark });
  }

  async notPosted(card: Card): Promise<void> {
    this.#changeAsRead(card, { state: 'wanted', drawnDigest: undefined });
  }

  async drawn(card: Card, address: CardAddress, drawnVersion: number, drawnDigest: string): Promise<boolean> {
    return this.#changeAsRead(card, { state: 'posted', address, drawnVersion, drawnDigest }) !== undefined;
  }

  async gone(card: Card): Promise<void> {
    this.#changeAsRead(card, { state: 'gone' });
  }

  async redraw(cardId: string, requestId: string, now: Instant): Promise<void> {
    this.#set(cardId, { drawnDigest: undefined });
    this.#wish('card', cardId, requestId, now);
  }

  async clicked(
    cardId: string,
    address: CardAddress,
    requestId: string,
    now: Instant,
    personId: string,
  ): Promise<boolean> {
    const { recipient } = this.#get(cardId);
    const isTheirs = personId === recipient.personId;
    return this.#turnedUp(cardId, address, isTheirs, requestId, now);
  }

  async cameBack(card: Card, address: CardAddress, requestId: string, now: Instant): Promise<void> {
    const isTheirs = this.#get(card.id).recipient.chatUser === card.recipient.chatUser;
    this.#turnedUp(card.id, address, isTheirs, requestId, now);
  }

  #turnedUp(cardId: string, address: CardAddress, isTheirs: boolean, requestId: string, now: Instant): boolean {
    const { address: own, state } = this.#get(cardId);
    if (state === 'posting' && isTheirs) {
      this.#set(cardId, { state: 'posted', address, drawnDigest: undefined });
      this.#wish('card', cardId, requestId, now);
      return true;
    }
    if (isSame(own, address)) return true;
    this.#oweCopy(cardId, address, requestId, now);
    return false;
  }

  #oweCopy(cardId: string, address: CardAddress, requestId: string, now: Instant): void {
    const subject = `${cardId} at ${address.conversation}/${address.message}`;
    this.#copies.set(subject, { cardId, address });
    this.#wish('copy', subject, requestId, now);
  }

  async copy(subject: string): Promise<CardCopy | undefined> {
    const copy = this.#copies.get(subject);
    const card = copy && this.cards.get(copy.cardId);
    if (copy === undefined || card === undefined || isSame(card.address, copy.address)) return undefined;
    return { ...copy, recipient: card.recipient };
  }

  #add(documentId: string, { role, personId, subject }: CardKey, recipient: Recipient): void {
    const id = `${documentId}:${role}:${personId}:${subject}:${recipient.platform}`;
    if (this.cards.has(id)) return;
    this.cards.set(id, { id, documentId, role, subject, recipient, ...blank });
  }

  #wish(kind: 'card' | 'copy', subject: string, requestId: string, now: Instant): void {
    this.#outbox.wish(this.#tenantId, kind, subject, requestId, now);
  }

  #get(cardId: string): Card {
    const card = this.cards.get(cardId);
    if (card === undefined) throw new Error(`no card ${cardId}`);
    return card;
  }

  #set(cardId: string, change: Partial<Card>): Card {
    const changed = { ...this.#get(cardId), ...change };
    this.cards.set(cardId, changed);
    return changed;
  }

  #changeAsRead(card: Card, change: Partial<Card>): Card | undefined {
    const { recipient, state, address, drawnDigest } = this.#get(card.id);
    const isSameUser = recipient.chatUser === card.recipient.chatUser;
    const isAsRead =
      isSameUser && state === card.state && isSame(address, card.address) && drawnDigest === card.drawnDigest;
    return isAsRead ? this.#set(card.id, change) : undefined;
  }
}

const blank = { address: undefined, state: 'wanted', drawnVersion: 0, drawnDigest: undefined } as const;

function isSame(a: CardAddress | undefined, b: CardAddress | undefined): boolean {
  return a?.conversation === b?.conversation && a?.message === b?.message;
}
