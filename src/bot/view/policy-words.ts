import type { Instant } from '../../engine/instant.js';
import type { Rich } from './text.js';

/** What policies say. Each is a sentence of its own; `passed` tells whether the request keeps to the rule. */
export interface PolicyWords {
  quota(fact: QuotaFact): Rich;
  threshold(amount: string, above: string, step: string): Rich;
  notice(policy: string, days: number, earliest: string): Rich;
  blackout(policy: string, from: string, to: string, reason: string): Rich;
  overlap(policy: string, number: string, from: string, to: string): Rich;
  message(policy: string, text: string, step: string | null): Rich;
  /** Before the sentences of policies that reject, in a preview and afterwards. */
  readonly wouldReject: Rich;
  rejected(at: Instant | null): Rich;
}

/** Quantities as people of the locale write them, in the quota's unit. */
export interface QuotaFact {
  readonly policy: string;
  readonly unit: string;
  readonly year: number;
  readonly limit: string;
  readonly carried: string | undefined;
  readonly spent: string;
  readonly held: string | undefined;
  /** What requests for later years have taken over already. */
  readonly moved: string | undefined;
  readonly asked: string;
  /** Before this request. */
  readonly left: string;
  /** With it; undefined where it does not fit. */
  readonly leftAfter: string | undefined;
  /** Told afterwards, when the figures may be others already. */
  readonly isPast: boolean;
}
