import type { Dossier } from '../../src/engine/dossier.js';
import { instant } from '../../src/engine/instant.js';
import type { Card, Recipient } from '../../src/engine/ports/card-store.js';
import { defaultPreferences } from '../../src/engine/preferences.js';
import { leaseMsFor } from '../../src/jobs/platform-calls.js';
import type { EmbeddedRunner } from '../../src/jobs/runner.js';
import { deliveryRunner } from './delivery-runner.js';
import { dossierOf } from './dossiers.js';
import { FakeClock } from './fake-clock.js';
import { FakeNoticePlatform } from './fake-notice-platform.js';
import { FakePlatform } from './fake-platform.js';
import { KeptLog } from './kept-log.js';
import { MemoryCardStore } from './memory-card-store.js';
import { MemoryNoticeStore } from './memory-notice-store.js';
import { MemoryOutbox } from './memory-outbox.js';
import { Life, mortal } from './mortal.js';

export const TENANT = 'tenant-1';

/** One tenant, one platform, a clock, and as many runners as a test wants. */
export class DeliveryWorld {
  readonly clock = new FakeClock();
  readonly outbox = new MemoryOutbox();
  readonly platform = new FakePlatform();
  /** People whose chat identity is another than the usual one; undefined for none at all. */
  readonly chatUsers = new Map<string, string | undefined>();
  readonly cards = new MemoryCardStore(this.outbox, TENANT, (personId) => this.identitiesOf(personId));
  readonly notices = new MemoryNoticeStore(this.outbox, TENANT);
  readonly noticePlatform = new FakeNoticePlatform();
  /** Claims that were ended for want of a decision. */
  readonly expired: string[] = [];
  readonly log = new KeptLog();
  readonly leaseMs = leaseMsFor([this.platform]);

  /** A runner of its own process: it shares nothing with others but the outbox, the cards and the platform. */
  runner(owner: string, life = new Life()): EmbeddedRunner {
    const cards = mortal(this.cards, life);
    return deliveryRunner({
      outbox: mortal(this.outbox, life),
      cardsFor: () => cards,
      noticesFor: () => mortal(this.notices, life),
      preferencesFor: () => ({ preferences: async () => ({ ...defaultPreferences, timeZone: 'UTC' }) }),
      identitiesFor: () => ({ expire: async (id) => void this.expired.push(id) }),
      platforms: [mortal(this.platform, life, true)],
      noticePlatforms: [mortal(this.noticePlatform, life, true)],
      clock: this.clock,
      log: this.log,
      owner,
      random: () => 0,
    });
  }

  identitiesOf(personId: string): readonly Recipient[] {
    const usual = recipientOf(personId);
    const chatUser = this.chatUsers.has(personId) ? this.chatUsers.get(personId) : usual.chatUser;
    return chatUser === undefined ? [] : [{ ...usual, chatUser }];
  }

  commit(dossier: Dossier, requestId = 'request-1'): void {
    this.cards.commit(dossier, requestId, instant(this.clock.now()));
  }

  card(role: Card['role'], personId: string): Card {
    const card = [...this.cards.cards.values()].find((one) => one.role === role && one.recipient.personId === personId);
    if (card === undefined) throw new Error(`${personId} has no ${role} card`);
    return card;
  }

  /** What the message of a card shows, or undefined when it has none. */
  shown(card: Card): string | undefined {
    const address = this.cards.cards.get(card.id)?.address;
    return address && this.platform.messages.get(address.message)?.shows;
  }

  /** Cards whose message does not show the newest version exactly. */
  untrue(): readonly string[] {
    const all = [...this.cards.cards.values()];
    return all.filter((card) => this.shown(card) !== this.wanted(card)).map((card) => card.id);
  }

  wanted(card: Card): string {
    const dossier = this.cards.dossiers.get(card.documentId);
    if (dossier === undefined) throw new Error(`no document ${card.documentId}`);
    return this.platform.draw(card, dossier).digest;
  }
}

export function recipientOf(personId: string): Recipient {
  const chatUser = `U-${personId}`;
  return { platform: 'slack', installation: 'T1', chatUser, personId, locale: 'en', timeZone: 'UTC' };
}

/** A world whose cards of version 3, one approver's and the submitter's, are posted. */
export async function postedWorld(): Promise<DeliveryWorld> {
  const world = new DeliveryWorld();
  world.commit(dossierOf());
  await world.runner('a').drain();
  return world;
}
