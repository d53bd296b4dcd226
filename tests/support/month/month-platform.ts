import type { Dossier } from '../../../src/engine/dossier.js';
import { type CardPlatform, DeliveryFault, type Drawing } from '../../../src/engine/ports/card-platform.js';
import type { Card, CardAddress } from '../../../src/engine/ports/card-store.js';
import type { Notice, NoticePlatform } from '../../../src/engine/ports/notices.js';

/** `lost`: carried out, the answer never comes. `dropped`: not carried out, and nobody can tell. */
export type MonthFate = 'fine' | 'lost' | 'dropped' | 'throttled' | 'transient';

/** Something that a person has before them. */
export interface MonthMessage {
  readonly address: CardAddress;
  readonly personId: string;
  readonly what: 'card' | 'notice';
  /** The card's or notice's id. */
  readonly id: string;
  readonly postedMs: number;
  /** What it showed when it was posted. */
  readonly first: string;
  shows: string;
}

/** A chat for cards and notices alike that keeps when everything came, and goes wrong as told. */
export class MonthPlatform {
  readonly messages: MonthMessage[] = [];
  fate: () => MonthFate = () => 'fine';
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  cards(): CardPlatform {
    return {
      timeoutMs: 4000,
      serves: () => true,
      draw: drawCard,
      drawDisarmed: () => drawn('disarmed'),
      post: (card, drawing) => this.#post('card', card.id, card.recipient, drawing),
      update: (_to, address, drawing) => this.#update(address, drawing),
      find: (card) => this.#find(card.id),
    };
  }

  notices(): NoticePlatform {
    return {
      timeoutMs: 4000,
      serves: () => true,
      draw: ({ body }: Notice) => drawn(JSON.stringify(body)),
      drawDisarmed: () => drawn('disarmed'),
      post: ({ id, recipient: { personId, chatUser } }, drawing) =>
        this.#post('notice', id, { personId: personId ?? '', chatUser }, drawing),
      update: (address, drawing) => this.#update(address, drawing),
      find: (notice) => this.#find(notice.id),
    };
  }

  #post(
    what: MonthMessage['what'],
    id: string,
    { personId, chatUser }: { readonly personId: string; readonly chatUser: string },
    { digest }: Drawing,
  ): Promise<CardAddress> {
    return this.#call(() => {
      const address = { conversation: `dm-${chatUser}`, message: `m${this.messages.length + 1}` };
      this.messages.push({ address, personId, what, id, postedMs: this.#now(), first: digest, shows: digest });
      return address;
    });
  }

  #update({ message }: CardAddress, { digest }: Drawing): Promise<void> {
    return this.#call(() => {
      const shown = this.messages.find(({ address }) => address.message === message);
      if (shown === undefined) throw new DeliveryFault('message-gone', 'message_not_found');
      shown.shows = digest;
    });
  }

  #find(id: string): Promise<CardAddress | undefined> {
    return this.#call(() => this.messages.findLast((one) => one.id === id && one.shows !== 'disarmed')?.address);
  }

  async #call<T>(act: () => T): Promise<T> {
    const fate = this.fate();
    if (fate === 'throttled') throw new DeliveryFault('throttled', 'ratelimited', { retryAfterMs: 30_000 });
    if (fate === 'transient') throw new DeliveryFault('transient', 'internal_error');
    if (fate === 'dropped') throw new DeliveryFault('uncertain', 'no answer in time');
    const result = act();
    if (fate === 'lost') throw new DeliveryFault('uncertain', 'no answer in time');
    return result;
  }
}

/** What a person reads off a card that matters here: how the document stands. */
function drawCard({ role, subject }: Card, { document }: Dossier): Drawing {
  return drawn(JSON.stringify([role, subject, document.id, document.status, document.version]));
}

function drawn(text: string): Drawing {
  return { payload: text, digest: text };
}
