import type { Calendar } from '../calendar/calendar.js';
import type { DocumentType, Template } from '../definition.js';
import type { Instant } from '../instant.js';
import type { Permission } from '../permission.js';
import type { Policy } from '../policy/policy.js';
import type { Page } from './reading.js';

/**
 * What administrators and auditors look at, bound to one tenant. Shows what is committed and never waits for writers.
 * Who may see which part is for the caller to ask: nothing in here looks at permissions.
 */
export interface AdminReading {
  people(query: ListQuery): Promise<Page<ListedPerson>>;
  person(id: string): Promise<ListedPerson | undefined>;
  roles(query: ListQuery): Promise<Page<ListedRole>>;
  role(key: string): Promise<ListedRole | undefined>;
  groups(query: ListQuery): Promise<Page<ListedGroup>>;
  group(key: string): Promise<ListedGroup | undefined>;
  calendars(query: ListQuery): Promise<Page<ListedCalendar>>;
  calendar(key: string): Promise<ListedCalendar | undefined>;
  /** The newest version of each. */
  types(query: ListQuery): Promise<Page<Saved<DocumentType>>>;
  type(key: string): Promise<Saved<DocumentType> | undefined>;
  /** The newest version of each, withdrawn ones (without stages) included. */
  templates(query: ListQuery): Promise<Page<Saved<Template>>>;
  template(key: string): Promise<Saved<Template> | undefined>;
  /** The newest version of each, withdrawn ones (not active) included. */
  policies(query: ListQuery): Promise<Page<Saved<Policy>>>;
  policy(key: string): Promise<Saved<Policy> | undefined>;
  /** What the quota policies have entered for a person, newest year first. */
  balances(personId: string): Promise<readonly ListedBalance[]>;

  /** Everything that happened to a document, oldest first. `after` is the `next` of the page before. */
  timeline(documentId: string, limit: number, after?: string): Promise<Page<TrailEntry>>;
  trail(query: TrailQuery): Promise<Page<TrailEntry>>;
}

/** Entries of any list that one page may have. */
export const adminPageMax = 500;

/** Lists are in the order of keys, people in the order of names. */
export interface ListQuery {
  /** Part of a name, key or e-mail address, in any letter case. */
  readonly search?: string;
  /** From 1 to `adminPageMax`. */
  readonly limit: number;
  readonly after?: string;
}

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly title: string | null;
  readonly active: boolean;
  readonly unit: Named | null;
  readonly manager: Named | null;
  readonly roles: readonly HeldRole[];
  readonly groups: readonly Named[];
  readonly identities: readonly ListedIdentity[];
}

/** Something of the company by its id or key. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface HeldRole extends Named {
  /** Null for the whole company. */
  readonly unit: Named | null;
}

export interface ListedIdentity {
  readonly platform: string;
  readonly installation: string;
  readonly chatUser: string;
}

export interface ListedRole {
  readonly key: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly everyone: boolean;
  readonly confirmIdentity: boolean;
  /** Active people who hold it, for whatever part of the company. */
  readonly holders: number;
}

export interface ListedGroup {
  readonly key: string;
  readonly name: string;
  /** By name. */
  readonly members: readonly (Named & { readonly active: boolean })[];
}

export interface ListedCalendar {
  readonly calendar: Calendar;
  /** Whether it counts where none is named. */
  readonly isDefault: boolean;
}

export interface ListedBalance {
  readonly policy: string;
  /** What the policy's newest version is called, and in what unit it counts. */
  readonly name: string;
  readonly unit: string;
  readonly year: number;
  /** In hundredths, as moved by documents: what was used before the bot came is the policy's to say. */
  readonly held: number;
  readonly spent: number;
}

/** A version of a definition, when it was saved and by whom. */
export interface Saved<T> {
  readonly definition: T;
  readonly at: Instant;
  /** Null where files on the machine said it. */
  readonly author: Named | null;
}

export interface TrailQuery {
  /** What this person did, and what was done to their entry in the company. */
  readonly personId?: string;
  /** Whatever its letter case. */
  readonly documentNumber?: string;
  /** One chain, such as `person/bo` or `template/leave`. */
  readonly entity?: string;
  /** From this moment on, it included. */
  readonly from?: Instant;
  /** Up to this moment, it not included. */
  readonly to?: Instant;
  /** `newest` unless told. */
  readonly first?: 'newest' | 'oldest';
  /** From 1 to `adminPageMax`. */
  readonly limit: number;
  readonly after?: string;
}

/** One line of the audit trail. */
export interface TrailEntry {
  /** The chain it belongs to, such as `document/0198…`. */
  readonly entity: string;
  readonly seq: number;
  readonly at: Instant;
  readonly action: string;
  /** Null when the system or the operator on the machine did it. */
  readonly actorId: string | null;
  /** As they were called then, or are now where the trail does not say; null where it was erased or nobody did it. */
  readonly actorName: string | null;
  /** Of the document it is about, if that has one. */
  readonly documentNumber: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** What happened, as JSON; undefined where it was erased. */
  readonly payload: unknown;
  readonly hash: string;
}
