import type { Delegation } from './delegation/delegation.js';
import type { DecisionKind } from './document.js';
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
export type NoticeBody = IdentityNotice | UpkeepNotice;

/** About who is who. */
export type IdentityNotice =
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

/** About what has to be done, where nobody clicked, or somebody else did. */
export type UpkeepNotice =
  /** To who is awaited: one thing waits. `why` is what it is sent for. */
  | { readonly kind: 'reminder'; readonly item: WaitingItem; readonly why: ReminderCause; readonly at: Instant }
  /** To who is awaited: several do, most urgent first; `more` are not listed. */
  | {
      readonly kind: 'digest';
      readonly items: readonly WaitingItem[];
      readonly more: number;
      /** Which ones those are, most urgent first. */
      readonly unlisted?: readonly StepRef[];
      readonly at: Instant;
    }
  /** To the approver: others may act in their place from now on, because nobody decided in time. */
  | {
      readonly kind: 'escalated';
      readonly item: WaitingItem;
      readonly to: readonly KnownPerson[];
      readonly at: Instant;
    }
  /** To both people of a delegation: it was made, began, ended, or was ended early. */
  | {
      readonly kind: 'delegation';
      readonly what: 'given' | 'began' | 'ended' | 'revoked';
      readonly delegation: Delegation;
      readonly from: KnownPerson;
      readonly to: KnownPerson;
      /** Names of the types it is for; null for all. */
      readonly typeNames: readonly string[] | null;
      readonly reader: 'from' | 'to';
      readonly at: Instant;
    }
  /** To the submitter: an approver asks. The answer is given from here; null while it is owed. */
  | {
      readonly kind: 'question';
      readonly document: NamedDocument;
      readonly stepId: string;
      readonly step: string;
      readonly questionId: string;
      readonly askedBy: KnownPerson;
      readonly text: string;
      readonly answer: { readonly text: string; readonly at: Instant } | null;
      /** Nobody waits for the answer any more: the step or the document is closed. */
      readonly isOver: boolean;
      readonly at: Instant;
    }
  /** To who asked. */
  | {
      readonly kind: 'answer';
      readonly document: NamedDocument;
      readonly step: string;
      readonly question: string;
      readonly text: string;
      readonly answeredBy: KnownPerson;
      readonly at: Instant;
    }
  /** To the submitter: a returned document will be cancelled then. */
  | {
      readonly kind: 'document-expiring';
      readonly document: NamedDocument;
      readonly cancelAt: Instant;
      /** Why it will not be cancelled then; absent while it will. */
      readonly end?: ExpiringEnd;
      readonly at: Instant;
    }
  /** To those who keep the company running: somebody left, and what became of the steps that waited for them. */
  | {
      readonly kind: 'leaver';
      readonly person: KnownPerson;
      readonly moved: readonly MovedPlace[];
      /** Not listed. */
      readonly more: number;
      readonly at: Instant;
    }
  | { readonly kind: 'weekly-report'; readonly report: WeeklyReport; readonly at: Instant };

/** A document in a message that is not its card. */
export interface NamedDocument {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly typeName: string;
}

export interface StepRef {
  readonly documentId: string;
  readonly stepId: string;
}

/** Something that waits for a person, or did when it was written. */
export interface WaitingItem {
  readonly document: NamedDocument;
  readonly stepId: string;
  readonly step: string;
  readonly submitterName: string;
  /** Since when it waits for them. */
  readonly since: Instant;
  readonly dueAt: Instant | null;
  /** For whom they act, where they are no approver themselves. */
  readonly forName: string | null;
  /** Why it does not wait for them any more; absent while it does. */
  readonly end?: WaitingEnd;
}

export type WaitingEnd =
  /** The reader did, in whichever place. */
  | { readonly kind: 'voted'; readonly decision: DecisionKind }
  /** The step was closed by the votes of these people, named. */
  | { readonly kind: 'decided'; readonly decision: DecisionKind; readonly by: readonly string[] }
  /** Nobody did in time, and the template says what comes of that. */
  | { readonly kind: 'expired'; readonly decision: DecisionKind }
  /** It is not needed any more, because the document as a whole came to that. */
  | { readonly kind: 'closed'; readonly how: 'approved' | 'rejected' | 'returned' | 'cancelled' }
  /** Others are asked, and the reader is not. */
  | { readonly kind: 'not-asked' };

/** `kept`: somebody has worked on it since. */
export type ExpiringEnd = 'submitted-again' | 'cancelled' | 'kept';

/** A rung of the ladder, counted among reminders from 1; the submitter's nudge; or what the reader asked for. */
export type ReminderCause =
  | { readonly kind: 'rung'; readonly nth: number }
  | { readonly kind: 'nudge'; readonly by: string }
  | { readonly kind: 'snoozed' };

export interface MovedPlace {
  readonly document: NamedDocument;
  readonly step: string;
  /** Null where nobody was found. */
  readonly successor: string | null;
}

/** The week before `until`, of the documents of those whom the reader manages, or of the whole company. */
export interface WeeklyReport {
  readonly scope: 'reports' | 'company';
  readonly from: Instant;
  readonly until: Instant;
  readonly submitted: number;
  readonly decided: number;
  /** Open now. */
  readonly waiting: number;
  /** Open steps that are past their due time now. */
  readonly overdue: number;
  /** Of steps that closed in the week, from opening to closing, in milliseconds; null where none did. */
  readonly medianMs: number | null;
  /** Steps that took longest, by their median, longest first. */
  readonly slowest: readonly {
    readonly typeName: string;
    readonly step: string;
    readonly medianMs: number;
    readonly count: number;
  }[];
  /** Who is awaited most, of those whom the reader may know of. */
  readonly awaited: readonly { readonly name: string; readonly count: number; readonly overdue: number }[];
}

export type NoticeKind = NoticeBody['kind'];
