import { createHash } from 'node:crypto';
import type { Drawing } from '../../engine/ports/card-platform.js';
import type { CardAddress } from '../../engine/ports/card-store.js';
import { CALL_TIMEOUT_MS, type SlackClient } from './client.js';
import { type CallKind, deliveryFaultOf } from './delivery-fault.js';
import type { DrawnMessage } from './within-limits.js';

/** A message whose post was interrupted is among the newest of its conversation, or it is not there. */
const PAGES_SEARCHED_MAX = 2;
const PAGE_MESSAGES = 200;

/** Longest that anything here takes. */
export const DIRECT_MESSAGE_TIMEOUT_MS = CALL_TIMEOUT_MS * (1 + PAGES_SEARCHED_MAX);

type Metadata = NonNullable<DrawnMessage['metadata']>;

/** Messages to one person each, told apart by the metadata they carry. Every call throws `DeliveryFault` alone. */
export class DirectMessages {
  readonly #client: SlackClient;

  constructor(client: SlackClient) {
    this.#client = client;
  }

  async post(chatUser: string, { payload }: Drawing): Promise<CardAddress> {
    const conversation = await this.#conversationWith(chatUser);
    return attempt('chat.postMessage', 'once', () => this.#client.postMessage(conversation, payload as DrawnMessage));
  }

  async update(address: CardAddress, { payload }: Drawing): Promise<void> {
    await attempt('chat.update', 'repeatable', () => this.#client.updateMessage(address, payload as DrawnMessage));
  }

  /** The message that carries all of this. */
  async find(chatUser: string, { event_type, event_payload }: Metadata): Promise<CardAddress | undefined> {
    const conversation = await this.#conversationWith(chatUser);
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_SEARCHED_MAX; page += 1) {
      const { messages, next } = await attempt('conversations.history', 'repeatable', () =>
        this.#client.history(conversation, PAGE_MESSAGES, cursor),
      );
      const found = messages.find(
        ({ metadata }) =>
          metadata?.event_type === event_type &&
          Object.entries(event_payload).every(([key, value]) => metadata.event_payload[key] === value),
      );
      if (found !== undefined) return { conversation, message: found.ts };
      if (next === undefined) return undefined;
      cursor = next;
    }
    return undefined;
  }

  #conversationWith(chatUser: string): Promise<string> {
    return attempt('conversations.open', 'repeatable', () => this.#client.openConversation(chatUser));
  }
}

/** The whole message is what the person sees, so its digest moves exactly when that does. */
export function drawing(payload: DrawnMessage): Drawing {
  return { payload, digest: createHash('sha256').update(JSON.stringify(payload)).digest('hex') };
}

async function attempt<T>(method: string, kind: CallKind, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw deliveryFaultOf(error, method, kind);
  }
}
