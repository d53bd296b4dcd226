import type { ProfileFlaw } from '../../engine/first-contact.js';
import type { IdentityNotice } from '../../engine/notice.js';
import type { ClaimEnd, KnownPerson, Obstacle } from '../../engine/ports/identities.js';
import type { Confirmation } from './action.js';
import type { Rich } from './text.js';

/** What somebody whom we do not know may be told of themselves: what Slack says of them, and nothing of ours. */
export interface OwnAccount {
  readonly chatUser: string;
  readonly email: string | undefined;
}

/** The command that somebody wanted to use, as they typed it. */
export interface Intention {
  readonly name: string;
  readonly text: string;
}

/** What is said until we know who somebody is. */
export interface FirstContactWords {
  question(email: string, person: KnownPerson): Rich;
  readonly yes: string;
  readonly no: string;
  flaw(flaw: ProfileFlaw, account: OwnAccount): Rich;
  obstacle(obstacle: Obstacle, account: OwnAccount): Rich;
  /** Somebody said that they are not the one. */
  notMe(account: OwnAccount): Rich;
  linked(name: string): Rich;
  wasLinked(name: string): Rich;
  /** `carriesOn`: it was begun for them. */
  again(intention: Intention, carriesOn: boolean): Rich;
  readonly clickAgain: Rich;
  readonly typeAgain: Rich;
  notice(body: IdentityNotice): readonly Rich[];
  readonly confirm: string;
  readonly decline: string;
  confirmation(name: string): Confirmation;
  declining(name: string): Confirmation;
  /** To the administrator who clicked. `isNews`: by this click; `isOwn`: by an earlier one of theirs. */
  ended(person: string, end: ClaimEnd, of: { readonly isNews: boolean; readonly isOwn: boolean }): Rich;
  readonly ownClaim: Rich;
  readonly noSuchClaim: Rich;
}
