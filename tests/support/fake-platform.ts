import type { Dossier } from '../../src/engine/dossier.js';
import { type CardPlatform, DeliveryFault, type Drawing } from '../../src/engine/ports/card-platform.js';
import type { Card, CardAddress, Recipient } from '../../src/engine/ports/card-store.js';

/**
 * How a call goes. `lost`: carried out, the answer never comes. `dropped`: not carried out, and nobody can tell.
 * `blind`: a search that misses what is there.
 */
export type Fate =
  | 'fine'
  | 'lost'
  | 'dropped'
  | 'throttled'
  | 'transient'
  | 'permanent'
  | 'blind'
  | { readonly throttledMs: number };

export type PlatformCall = 'post' | 'update' | 'find';

export interface FakeMessage {
  readonly address: CardAddress;
  readonly cardId: string;
  shows: string;
  isDeleted: boolean;
}

export interface CallOfCard {
  readonly call: PlatformCall;
  /** The card's id, or for updates the message's. */
  readonly about: string;
}

/** A chat platform that counts what it was asked and goes wrong as told. */
export class FakePlatform implements CardPlatform {
  readonly timeoutMs = 4000;
  readonly messages = new Map<string, FakeMessage>();
  readonly calls: CallOfCard[] = [];
  /** Asked before every call. */
  fate: (call: PlatformCall, about: string) => Fate = () => 'fine';
  /** Waited for by every call, before anything happens and before it answers. */
  travel: () => Promise<void> = () => Promise.resolve();
  /** Most calls that were under way about one card, or one copy, at the same moment. */
  mostAtOnce = 0;
  readonly #underWay = new Map<string, number>();

  /** Workspaces it has a token for; every one of Slack's unless told. */
  serves({ platform }: Recipient): boolean {
    return platform === 'slack';
  }

  draw(card: Card, { document }: Dossier): Drawing {
    const text = `${card.role} ${document.title}`;
    return { payload: text, digest: text };
  }

  drawDisarmed(): Drawing {
    return { payload: 'disarmed', digest: 'disarmed' };
  }

  post(card: Card, drawing: Drawing): Promise<CardAddress> {
    return this.#call('post', card.id, card.id, () => {
      const message = `m${this.messages.size + 1}`;
      const address = { conversation: `dm-${card.recipient.chatUser}`, message };
      this.messages.set(message, { address, cardId: card.id, shows: drawing.digest, isDeleted: false });
      return address;
    });
  }

  update(_to: Recipient, address: CardAddress, drawing: Drawing): Promise<void> {
    const message = this.messages.get(address.message);
    const isCopy = drawing.digest === this.drawDisarmed().digest;
    const target = isCopy || message === undefined ? address.message : message.cardId;
    return this.#call('update', address.message, target, () => {
      if (message === undefined || message.isDeleted) throw new DeliveryFault('message-gone', 'message_not_found');
      message.shows = drawing.digest;
    });
  }

  find(card: Card): Promise<CardAddress | undefined> {
    return this.#call('find', card.id, card.id, (fate) => {
      const conversation = `dm-${card.recipient.chatUser}`;
      const there = this.of(card.id).filter(({ address }) => address.conversation === conversation);
      return fate === 'blind' ? undefined : there.at(-1)?.address;
    });
  }

  /** The messages a person sees for a card, oldest first. */
  of(cardId: string): readonly FakeMessage[] {
    return [...this.messages.values()].filter((message) => message.cardId === cardId && !message.isDeleted);
  }

  count(call: PlatformCall): number {
    return this.calls.filter((made) => made.call === call).length;
  }

  async #call<T>(call: PlatformCall, about: string, cardId: string, act: (fate: Fate) => T): Promise<T> {
    this.calls.push({ call, about });
    this.#enter(cardId);
    try {
      await this.travel();
      const fate = this.fate(call, about);
      if (fate !== 'fine' && fate !== 'lost' && fate !== 'blind') throw faultFor(fate);
      const result = act(fate);
      await this.travel();
      if (fate === 'lost') throw faultFor(fate);
      return result;
    } finally {
      this.#underWay.set(cardId, (this.#underWay.get(cardId) ?? 1) - 1);
    }
  }

  #enter(cardId: string): void {
    const count = (this.#underWay.get(cardId) ?? 0) + 1;
    this.#underWay.set(cardId, count);
    this.mostAtOnce = Math.max(this.mostAtOnce, count);
  }
}

function faultFor(fate: Exclude<Fate, 'fine' | 'blind'>): DeliveryFault {
  if (typeof fate === 'object')
    return new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: fate.throttledMs });
  if (fate === 'throttled') return new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: 2000 });
  if (fate === 'lost' || fate === 'dropped') return new DeliveryFault('uncertain', 'no answer in time');
  return new DeliveryFault(fate, fate === 'permanent' ? 'user_disabled' : 'internal_error');
}

/** The next calls go as told, one after the other; those after them go well. */
export function fates(platform: FakePlatform, ...next: readonly Fate[]): void {
  const rest = [...next];
  platform.fate = () => rest.shift() ?? 'fine';
}
