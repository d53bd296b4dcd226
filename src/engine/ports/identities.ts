import type { Instant } from '../instant.js';
import type { Origin } from './document-store.js';
import type { ChatPlace } from './reading.js';

/** An account on a chat platform. */
export interface ChatAccount extends ChatPlace {
  readonly chatUser: string;
}

/** What the platform says of an account that may be somebody's; see `flawOf`. */
export interface VouchedAccount extends ChatAccount {
  readonly name: string;
  readonly email: string;
}

/** As colleagues would recognise them. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly unit: string | null;
}

/**
 * Why an account is not linked. `nobody`, `several`: so many active people have its address. `taken`: the one who has it
 * is linked to, or waits for, another account. `nobody-confirms`: an administrator would have to, and none can in chat.
 */
export type Obstacle =
  | { readonly kind: 'nobody' | 'several' | 'taken' | 'nobody-confirms' }
  /** For an administrator, until `until`. */
  | { readonly kind: 'waiting'; readonly since: Instant; readonly until: Instant }
  /** By an administrator; nobody is asked again before `until`. */
  | { readonly kind: 'declined'; readonly at: Instant; readonly until: Instant };

export type Acquaintance = { readonly kind: 'found'; readonly person: KnownPerson } | Obstacle;

/** `another`: the address has become another person's since they were asked about the one they said yes to. */
export type ClaimAnswer =
  /** `isNews`: by this claim; otherwise it was linked before. */
  | { readonly kind: 'linked'; readonly person: KnownPerson; readonly isNews: boolean }
  | { readonly kind: 'another'; readonly person: KnownPerson }
  | Obstacle;

/** `outdated`: what made the claim true is not true any more. */
export type ClaimEnding = 'confirmed' | 'declined' | 'expired' | 'outdated';

export interface ClaimEnd {
  readonly how: ClaimEnding;
  /** Null where nobody decided. */
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly at: Instant;
}

export interface Claim {
  readonly id: string;
  readonly account: VouchedAccount;
  readonly person: KnownPerson;
  readonly at: Instant;
  readonly until: Instant;
  /** Undefined while it waits. */
  readonly end: ClaimEnd | undefined;
}

/** `isNews`: this decision ended it; otherwise it had ended before. */
export type ClaimVerdict =
  | { readonly kind: 'ended'; readonly claim: Claim; readonly end: ClaimEnd; readonly isNews: boolean }
  | { readonly kind: 'no-such-claim' | 'not-allowed' | 'own-claim' };

export interface ClaimDecision {
  readonly claimId: string;
  /** Who decides. */
  readonly by: string;
  readonly confirm: boolean;
  /** What the platform says of the account now; undefined where it is nobody's any more. */
  readonly account: VouchedAccount | undefined;
}

/** Who is who in chat, bound to one tenant. */
export interface Identities {
  /** Who would be behind that account. Looks only. */
  whoIs(account: VouchedAccount, now: Instant): Promise<Acquaintance>;
  /**
   * Links the account to the person, or has an administrator asked where the person's permissions ask for that. Both are
   * told. Saying it again changes nothing and is answered alike.
   */
  claim(account: VouchedAccount, personId: string, origin: Origin, now: Instant): Promise<ClaimAnswer>;
  claimed(claimId: string): Promise<Claim | undefined>;
  /** Ends a claim that waits, once; whoever comes later is told how it ended. */
  decide(decision: ClaimDecision, origin: Origin, now: Instant): Promise<ClaimVerdict>;
  /** Ends a claim that nobody decided in time. */
  expire(claimId: string, requestId: string, now: Instant): Promise<void>;
}
