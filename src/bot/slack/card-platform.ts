import type { Dossier } from '../../engine/dossier.js';
import type { CardPlatform, Drawing } from '../../engine/ports/card-platform.js';
import type { Card, CardAddress, Recipient } from '../../engine/ports/card-store.js';
import type { Allowed } from '../view/action.js';
import { cardView } from '../view/card.js';
import type { SlackClient } from './client.js';
import { DIRECT_MESSAGE_TIMEOUT_MS, DirectMessages, drawing } from './direct-messages.js';
import { cardMetadata, renderCard, renderDisarmed } from './render/card.js';

export const PLATFORM = 'slack';

/** Cards as direct messages. */
export class SlackCards implements CardPlatform {
  readonly timeoutMs = DIRECT_MESSAGE_TIMEOUT_MS;
  readonly #messages: DirectMessages;
  readonly #teamId: () => string | undefined;

  readonly #allowed: Allowed;

  /** `teamId` answers the workspace of the client's token, once Slack has told it. */
  constructor(client: SlackClient, teamId: () => string | undefined, allowed: Allowed) {
    this.#allowed = allowed;
    this.#messages = new DirectMessages(client);
    this.#teamId = teamId;
  }

  serves({ platform, installation }: Recipient): boolean {
    return platform === PLATFORM && installation === this.#teamId();
  }

  draw(card: Card, dossier: Dossier): Drawing {
    const { recipient, role, subject } = card;
    const view = cardView({ role, subject, personId: recipient.personId }, dossier, recipient, this.#allowed);
    return drawing(renderCard(view, card.id, recipient));
  }

  drawDisarmed(recipient: Recipient): Drawing {
    return drawing(renderDisarmed(recipient));
  }

  post({ recipient }: Card, drawn: Drawing): Promise<CardAddress> {
    return this.#messages.post(recipient.chatUser, drawn);
  }

  update(_recipient: Recipient, address: CardAddress, drawn: Drawing): Promise<void> {
    return this.#messages.update(address, drawn);
  }

  find({ id, recipient }: Card): Promise<CardAddress | undefined> {
    return this.#messages.find(recipient.chatUser, cardMetadata(id));
  }
}
