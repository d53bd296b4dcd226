import type { Dossier } from '../dossier.js';
import type { Card, CardAddress, Recipient } from './card-store.js';

/** A card drawn for one platform. `digest` changes exactly when what the person sees would. */
export interface Drawing {
  readonly payload: unknown;
  readonly digest: string;
}

/** How cards get into one workspace of a chat platform. Every call ends within `timeoutMs` or throws. */
export interface CardPlatform {
  /** Whether its credentials are of the recipient's workspace: a token of one may never write into another. */
  serves(recipient: Recipient): boolean;
  /** Longest a call may take, retries inside it included, in milliseconds. */
  readonly timeoutMs: number;
  draw(card: Card, dossier: Dossier): Drawing;
  /** What a copy shows that is not the card any more. */
  drawDisarmed(recipient: Recipient): Drawing;
  /** @throws DeliveryFault */
  post(card: Card, drawing: Drawing): Promise<CardAddress>;
  /** @throws DeliveryFault */
  update(recipient: Recipient, address: CardAddress, drawing: Drawing): Promise<void>;
  /** Looks for the message of a card whose posting was interrupted. @throws DeliveryFault */
  find(card: Card): Promise<CardAddress | undefined>;
}

/**
 * `uncertain`: the call may have been carried out. `message-gone`: nobody can see the message any more.
 * `throttled`: come back after `retryAfterMs`. `transient`: it did not happen, trying again may help. `permanent`: it
 * will not help.
 */
export type DeliveryFaultCode = 'uncertain' | 'message-gone' | 'throttled' | 'transient' | 'permanent';

/** The platform could not be made to show something. */
export class DeliveryFault extends Error {
  override readonly name = 'DeliveryFault';
  readonly code: DeliveryFaultCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: DeliveryFaultCode, what: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(what, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}
