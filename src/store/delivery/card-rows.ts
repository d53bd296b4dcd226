import type { CardAddress } from '../../engine/ports/card-store.js';

/** What a card row says while nobody knows a message of it. */
export const unposted = { conversation: null, message: null, drawn_version: 0, drawn_digest: null } as const;

/** Names the task that disarms a copy. Ids and addresses have no spaces. */
export function copySubject(cardId: string, address: CardAddress): string {
  return `${cardId} ${address.conversation} ${address.message}`;
}
