import type { Done } from '../answer.js';
import type { Calendars } from '../calendar/calendar.js';
import type { DocumentType, Template } from '../definition.js';
import type { Delegation } from '../delegation/delegation.js';
import type { ApprovalDocument } from '../document.js';
import type { DomainEvent } from '../event.js';
import type { Relation } from '../facts.js';
import type { FormValues } from '../form/values.js';
import type { Instant } from '../instant.js';
import type { Actor, Organisation, Person } from '../organisation.js';
import type { Policy, QuotaBalance } from '../policy/policy.js';

/** The write side of the store, bound to one tenant. */
export interface DocumentStore {
  /**
   * Runs `work` inside one write transaction and resolves only after its COMMIT. A throw undoes all of it.
   * Rejects with a fault whose `retryable` says whether deciding again may help.
   */
  write<T>(work: (tx: DocumentTransaction) => Promise<T>): Promise<T>;
  /** Runs `work` against what is committed, without waiting for writers. */
  read<T>(work: (tx: FactReader) => Promise<T>): Promise<T>;
}

/** Everything a decision depends on. Inside `write` it is read in the same transaction. */
export interface FactReader {
  actor(personId: string): Promise<Actor | undefined>;
  /** The document with its current round, or undefined when this tenant has none of that id. */
  document(documentId: string): Promise<ApprovalDocument | undefined>;
  /** The newest version of a type. */
  documentType(key: string): Promise<DocumentType | undefined>;
  /** The newest version of every template for a type. */
  templates(typeKey: string): Promise<readonly Template[]>;
  /** The newest version of every active policy for a type, by priority. */
  policies(typeKey: string): Promise<readonly Policy[]>;
  calendars(): Promise<Calendars>;
  /** What the person holds and has spent in those years, of every policy named; those never touched are left out. */
  balances(personId: string, policies: readonly string[], years: readonly number[]): Promise<readonly QuotaBalance[]>;
  /** The person's other pending, approved and completed documents of that type, for policies that compare them. */
  otherRequests(personId: string, typeKey: string, except: string): Promise<readonly OtherRequest[]>;
  /** The document's former approvers and the rest of its facts stand in `relation`; this is anybody by id. */
  person(personId: string): Promise<Person | undefined>;
  /**
   * The named people, holders of the named roles and members of the named groups and of the fallback group, with their
   * managers and units all the way up, the submitter and theirs included.
   */
  organisation(submitter: Person, needs: OrganisationNeeds): Promise<Organisation>;
  /** The delegations in force at that moment from any of these people, and on from whom they name, `chainMax` links far. */
  delegations(fromIds: readonly string[], at: Instant): Promise<readonly Delegation[]>;
  /** People as they stand, by id, with what they may do; unknown ones are left out. */
  actors(personIds: readonly string[]): Promise<ReadonlyMap<string, Actor>>;
  /** Who of these people has an account in chat: the others hear of nothing. */
  reachable(personIds: readonly string[]): Promise<ReadonlySet<string>>;
  relation(document: ApprovalDocument, personId: string): Promise<Relation>;
  /** Names of fields changed after that revision of the content, sorted. */
  changedSince(documentId: string, dataRevision: number): Promise<readonly string[]>;
  /** When the content was last changed since the document was created; undefined where it never was. */
  editedAt(documentId: string): Promise<Instant | undefined>;
  /** The number the next first submit of this type gets. Taken only by saving a `document-submitted` event. */
  nextNumber(type: DocumentType, at: Instant): Promise<string>;
}

export interface OrganisationNeeds {
  readonly people: readonly string[];
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

export interface OtherRequest {
  readonly documentId: string;
  readonly number: string;
  readonly data: FormValues;
}

export interface DocumentTransaction extends FactReader {
  /** What the same command was answered when it was first committed. */
  answerTo(idempotencyKey: string): Promise<Done | undefined>;
  /** Writes rows, audit trail, answer and the redraw owed. Throws a retryable fault when `before` is outdated. */
  save(change: DocumentChange): Promise<void>;
}

export interface DocumentChange {
  readonly idempotencyKey: string;
  readonly answer: Done;
  readonly before: ApprovalDocument | undefined;
  readonly after: ApprovalDocument;
  readonly events: readonly DomainEvent[];
  readonly actor: Actor;
  readonly at: Instant;
  readonly origin: Origin;
}

/** Where a command came from, for the audit trail and the logs. */
export interface Origin {
  readonly requestId: string;
  readonly platform: string;
}
