import type { DomainEvent } from './event.js';
import type { Refusal } from './refusal.js';

/** What the rules say to a command: these things happen, or no. */
export type Decision =
  | { readonly refused: false; readonly events: readonly DomainEvent[] }
  | { readonly refused: true; readonly refusal: Refusal };

export function accept(...events: readonly DomainEvent[]): Decision {
  return { refused: false, events };
}

export function refuse(refusal: Refusal): Decision {
  return { refused: true, refusal };
}
