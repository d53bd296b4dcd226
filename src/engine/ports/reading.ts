import type { DocumentType } from '../definition.js';
import type { ApprovalDocument, DocumentStatus } from '../document.js';
import type { Dossier, NamedPerson } from '../dossier.js';
import type { Relation } from '../facts.js';
import type { Instant } from '../instant.js';
import type { Actor } from '../organisation.js';

/** Who a verified payload speaks for. */
export interface ChatPerson {
  readonly tenantId: string;
  readonly personId: string;
  readonly name: string;
  readonly active: boolean;
  readonly locale: string;
  readonly timeZone: string;
}

/** `unknown-installation`: no tenant uses that workspace. `unknown-person`: the tenant has nobody with that identity. */
export type ChatLookup = ChatPerson | 'unknown-installation' | 'unknown-person';

/** From a platform's identity to a person of ours; the tenant comes from here only. */
export interface ChatDirectory {
  find(platform: string, installation: string, chatUser: string): Promise<ChatLookup>;
  /** The tenant that uses a workspace, for whom it does not know yet. */
  tenantOf(where: ChatPlace): Promise<ChatTenant | undefined>;
  /** The other way round, within one tenant: who is linked there, by person id. */
  chatUsers(tenantId: string, where: ChatPlace, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** `locale` and `timeZone` are for whoever has none of their own. */
export type ChatTenant = Pick<ChatPerson, 'tenantId' | 'locale' | 'timeZone'>;

export interface ChatPlace {
  readonly platform: string;
  readonly installation: string;
}

/** One line of a list. */
export interface Summary {
  readonly documentId: string;
  readonly number: string | null;
  readonly title: string;
  readonly typeName: string;
  readonly status: DocumentStatus;
  readonly submitterName: string;
  readonly stepsDone: number;
  readonly stepsTotal: number;
  /** Whether an open step cannot be completed; see `isStuck`. */
  readonly isStuck: boolean;
  /** Since when it stands so; in the list of what waits for someone, since when they are asked. */
  readonly at: Instant;
  /** In the list of what waits for someone: in whose place they act, where they are not asked themselves. */
  readonly forName?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass it to get the next page; undefined at the end. */
  readonly next: string | undefined;
}

/** The read side of the store, bound to one tenant. Shows what is committed and never waits for writers. */
export interface Reading {
  actor(personId: string): Promise<Actor | undefined>;
  /** What can be asked for: the newest version of every type that some template leads through steps, by name. */
  documentTypes(): Promise<readonly DocumentType[]>;
  documentType(key: string): Promise<DocumentType | undefined>;
  dossier(documentId: string): Promise<Dossier | undefined>;
  relation(document: ApprovalDocument, personId: string): Promise<Relation>;
  /** Documents with an open step that waits for this person's vote, or that of whom they act for, oldest first. */
  waitingFor(personId: string, limit: number, after?: string): Promise<Page<Summary>>;
  /** Documents this person asked for, newest first. */
  requestedBy(personId: string, limit: number, after?: string): Promise<Page<Summary>>;
  /** The id behind a document number, whatever its letter case. */
  documentIdOf(number: string): Promise<string | undefined>;
  /** Names of people, for a route that is not yet a document's. */
  names(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The same people as they stand now. */
  people(personIds: readonly string[]): Promise<ReadonlyMap<string, NamedPerson>>;
}
