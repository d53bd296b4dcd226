import type { Instant } from '../instant.js';
import type { Money } from '../money.js';

/** Out of office: `toId` may act beside `fromId` on what waits for them, from `startsAt` up to and without `endsAt`. */
export interface Delegation {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Keys of document types; null for all. */
  readonly types: readonly string[] | null;
  /** No amount of the document may be above it, and each must be in its currency; null for any amount. */
  readonly cap: Money | null;
  readonly createdAt: Instant;
  /** When it was ended before its time. */
  readonly endedAt: Instant | null;
}

/** Longest path from an approver to somebody who acts for them: more was refused when it was saved, or is a cycle. */
export const chainMax = 5;
/** Longest that one lasts, in days. */
export const delegationDaysMax = 366;
/** Delegations that one person has given and that are not over. */
export const delegationsMax = 20;

export function isInForce({ startsAt, endsAt, endedAt }: Delegation, at: Instant): boolean {
  return startsAt <= at && at < endOf({ endsAt, endedAt });
}

export function endOf({ endsAt, endedAt }: Pick<Delegation, 'endsAt' | 'endedAt'>): Instant {
  return endedAt !== null && endedAt < endsAt ? endedAt : endsAt;
}

/** Why one cannot be saved. Listed in order of precedence. */
export type DelegationRefusal =
  | { readonly code: 'off' }
  | { readonly code: 'no-permission' }
  | { readonly code: 'unknown-person' }
  | { readonly code: 'to-oneself' }
  /** Inactive, or without `approval.act`. */
  | { readonly code: 'unable'; readonly personId: string; readonly why: 'inactive' | 'may-not-act' }
  | { readonly code: 'ends-before-start' }
  | { readonly code: 'over-already' }
  | { readonly code: 'too-long'; readonly daysMax: number }
  | { readonly code: 'unknown-type'; readonly typeKey: string }
  | { readonly code: 'too-many'; readonly max: number }
  /** The same person acts for them at that time already. */
  | { readonly code: 'overlap'; readonly delegation: Delegation }
  /** It would come back to who gives it, through these people, who gets it first. */
  | { readonly code: 'cycle'; readonly through: readonly string[] }
  /** Those who would act for one another, from the first to the last, are more than `chainMax` links apart. */
  | { readonly code: 'chain-too-long'; readonly people: readonly string[]; readonly linksMax: number }
  | { readonly code: 'no-such-delegation' };
