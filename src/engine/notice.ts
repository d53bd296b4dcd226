import type { Instant } from './instant.js';
import type { ClaimEnd, KnownPerson } from './ports/identities.js';

/** An account as people see it. */
export interface ShownAccount {
  readonly chatUser: string;
  readonly name: string;
  readonly email: string;
}

/** What an upload did to how somebody is known. */
export interface IdentityChange {
  readonly person: KnownPerson;
  /** Chat accounts that are theirs from now on, and those that are not any more, by their ids there. */
  readonly linked: readonly string[];
  readonly unlinked: readonly string[];
  /** Null where it stayed. */
  readonly email: { readonly before: string; readonly after: string } | null;
}

/** What a message that is no card says, as data; wording is the bot's. */
export type NoticeBody =
  /** To the person: an account is theirs from now on. */
  | {
      readonly kind: 'account-linked';
      readonly person: KnownPerson;
      readonly confirmedBy: string | null;
      readonly at: Instant;
    }
  /** To those who look after identities: somebody linked theirs by themselves. */
  | {
      readonly kind: 'person-linked';
      readonly person: KnownPerson;
      readonly account: ShownAccount;
      readonly at: Instant;
    }
  /** To the same: somebody says to be a person whom an administrator must confirm. */
  | {
      readonly kind: 'claim';
      readonly claimId: string;
      readonly person: KnownPerson;
      readonly account: ShownAccount;
      readonly at: Instant;
      readonly until: Instant;
      /** Null while it waits. */
      readonly end: ClaimEnd | null;
    }
  /** To an account that was not linked in the end. */
  | { readonly kind: 'claim-ended'; readonly how: Exclude<ClaimEnd['how'], 'confirmed'>; readonly at: Instant }
  /** To the person, at their old and at their new account: somebody's upload changed how they are known. */
  | {
      readonly kind: 'own-identity-changed';
      readonly by: string;
      readonly change: IdentityChange;
      readonly at: Instant;
    }
  /** To those who look after identities: the same of others, the first of them, and how many more there are. */
  | {
      readonly kind: 'identities-changed';
      readonly by: string;
      readonly changes: readonly IdentityChange[];
      readonly more: number;
      readonly at: Instant;
    };

export type NoticeKind = NoticeBody['kind'];
