import type { Kysely, Transaction } from 'kysely';
import type { Done } from '../../engine/answer.js';
import type { Calendars } from '../../engine/calendar/calendar.js';
import type { DocumentType, Template } from '../../engine/definition.js';
import type { Delegation } from '../../engine/delegation/delegation.js';
import type { ApprovalDocument } from '../../engine/document.js';
import type { DomainEvent } from '../../engine/event.js';
import type { Relation } from '../../engine/facts.js';
import type { Instant } from '../../engine/instant.js';
import { documentNumber } from '../../engine/number.js';
import type { Actor, Organisation, Person } from '../../engine/organisation.js';
import type { Policy, QuotaBalance } from '../../engine/policy/policy.js';
import type {
  DocumentChange,
  DocumentStore,
  DocumentTransaction,
  FactReader,
  OrganisationNeeds,
  OtherRequest,
} from '../../engine/ports/document-store.js';
import { systemId } from '../../engine/system.js';
import { type AuditEntry, appendAudit, type NewSalt } from '../audit/append.js';
import type { Database } from '../database.js';
import { loadDelegationsInForce } from '../delegations/in-force.js';
import { isOwed, owe } from '../delivery/outbox-rows.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import type { Tables } from '../tables.js';
import { isReachable, loadActor, loadPerson } from './actor.js';
import { afterEvents } from './after-events.js';
import { loadCalendars } from './calendars.js';
import { loadChangedSince, loadEditedAt } from './changed-since.js';
import { newestTemplates, newestType } from './definitions.js';
import { documentEntity } from './document-entity.js';
import { nextSequence, takeSequence, tenantYear } from './document-numbers.js';
import { answerTo, keepAnswer } from './handled-commands.js';
import { isCausedByClock, loadDocument } from './load-document.js';
import { loadOrganisation } from './organisation.js';
import { loadOtherRequests } from './other-requests.js';
import { activePolicies } from './policies.js';
import { loadBalances, saveQuotas } from './quotas.js';
import { loadRelation } from './relation.js';
import { saveDocument } from './save-document.js';

interface Sources {
  readonly newId: () => string;
  readonly newSalt: NewSalt;
}

/** The write side of one tenant. */
export class StoredDocuments implements DocumentStore {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #sources: Sources;

  constructor(database: Database, tenant: string, sources: Sources) {
    this.#database = database;
    this.#tenant = tenant;
    this.#sources = sources;
  }

  write<T>(work: (tx: DocumentTransaction) => Promise<T>): Promise<T> {
    return this.#database.write((trx, afterCommit) => {
      const announce = () => afterCommit(() => this.#database.announceWork());
      return work(new StoredTransaction(trx, this.#tenant, this.#sources, announce));
    });
  }

  read<T>(work: (tx: FactReader) => Promise<T>): Promise<T> {
    return this.#database.read.transaction().execute((snapshot) => work(new StoredFacts(snapshot, this.#tenant)));
  }
}

class StoredFacts implements FactReader {
  protected readonly db: Kysely<Tables>;
  protected readonly tenant: string;

  constructor(db: Kysely<Tables>, tenant: string) {
    this.db = db;
    this.tenant = tenant;
  }

  actor(personId: string): Promise<Actor | undefined> {
    return loadActor(this.db, this.tenant, personId);
  }

  document(documentId: string): Promise<ApprovalDocument | undefined> {
    return loadDocument(this.db, this.tenant, documentId);
  }

  documentType(key: string): Promise<DocumentType | undefined> {
    return newestType(this.db, this.tenant, key);
  }

  templates(typeKey: string): Promise<readonly Template[]> {
    return newestTemplates(this.db, this.tenant, typeKey);
  }

  policies(typeKey: string): Promise<readonly Policy[]> {
    return activePolicies(this.db, this.tenant, typeKey);
  }

  calendars(): Promise<Calendars> {
    return loadCalendars(this.db, this.tenant);
  }

  balances(personId: string, policies: readonly string[], years: readonly number[]): Promise<readonly QuotaBalance[]> {
    return loadBalances(this.db, this.tenant, personId, policies, years);
  }

  otherRequests(personId: string, typeKey: string, except: string): Promise<readonly OtherRequest[]> {
    return loadOtherRequests(this.db, this.tenant, personId, typeKey, except);
  }

  person(personId: string): Promise<Person | undefined> {
    return loadPerson(this.db, this.tenant, personId);
  }

  organisation(submitter: Person, needs: OrganisationNeeds): Promise<Organisation> {
    return loadOrganisation(this.db, this.tenant, submitter, needs);
  }

  delegations(fromIds: readonly string[], at: Instant): Promise<readonly Delegation[]> {
    return loadDelegationsInForce(this.db, this.tenant, fromIds, at);
  }

  async actors(personIds: readonly string[]): Promise<ReadonlyMap<string, Actor>> {
    const actors = new Map<string, Actor>();
    for (const id of new Set(personIds)) {
      const actor = await loadActor(this.db, this.tenant, id);
      if (actor !== undefined) actors.set(id, actor);
    }
    return actors;
  }

  async reachable(personIds: readonly string[]): Promise<ReadonlySet<string>> {
    const reachable = new Set<string>();
    for (const id of new Set(personIds)) if (await isReachable(this.db, this.tenant, id)) reachable.add(id);
    return reachable;
  }

  relation(document: ApprovalDocument, personId: string): Promise<Relation> {
    return loadRelation(this.db, this.tenant, document, personId);
  }

  changedSince(documentId: string, dataRevision: number): Promise<readonly string[]> {
    return loadChangedSince(this.db, this.tenant, documentId, dataRevision);
  }

  editedAt(documentId: string): Promise<Instant | undefined> {
    return loadEditedAt(this.db, this.tenant, documentId);
  }

  async nextNumber(type: DocumentType, at: Instant): Promise<string> {
    const year = await tenantYear(this.db, this.tenant, at);
    return documentNumber(type.prefix, year, await nextSequence(this.db, this.tenant, type.key, year));
  }
}

class StoredTransaction extends StoredFacts implements DocumentTransaction {
  readonly #sources: Sources;
  readonly #announce: () => void;

  constructor(trx: Transaction<Tables>, tenant: string, sources: Sources, announce: () => void) {
    super(trx, tenant);
    this.#sources = sources;
    this.#announce = announce;
  }

  answerTo(idempotencyKey: string): Promise<Done | undefined> {
    return answerTo(this.db, this.tenant, idempotencyKey);
  }

  async save(change: DocumentChange): Promise<void> {
    const { before, after, at } = change;
    if (change.events.length > 0) {
      await saveDocument(this.db, this.tenant, before, after, await this.#isByClock(change));
      await saveQuotas(this.db, this.tenant, before, after, at);
      await appendAudit(
        this.db,
        this.tenant,
        change.events.map((event) => entryFor(event, change)),
        this.#sources.newSalt,
      );
      // The first submit is what takes the number that was only looked at before.
      if (after.number !== null && (before?.number ?? null) === null) await this.#takeNumber(after, at);
      await afterEvents(this.#writing(change), change);
      await owe(this.db, this.tenant, 'document', after.id, change.origin.requestId, at);
      this.#announce();
    }
    await keepAnswer(this.db, this.tenant, change.idempotencyKey, change.answer, at);
  }

  #writing({ at, origin }: DocumentChange): NoticeWriting {
    const { requestId } = origin;
    return { trx: this.db, tenant: this.tenant, newId: this.#sources.newId, requestId, now: at };
  }

  /**
   * Whether nobody's click caused what its cards show next. What a person did a moment ago still counts as a click as long
   * as its cards are not planned.
   */
  async #isByClock({ actor, after }: DocumentChange): Promise<boolean> {
    if (actor.id !== systemId) return false;
    const isPlanned = !(await isOwed(this.db, this.tenant, 'document', after.id));
    return isPlanned || isCausedByClock(this.db, this.tenant, after.id);
  }

  async #takeNumber(document: ApprovalDocument, at: Instant): Promise<void> {
    await takeSequence(this.db, this.tenant, document.typeKey, await tenantYear(this.db, this.tenant, at));
  }
}

function entryFor(event: DomainEvent, { actor, at, origin }: DocumentChange): AuditEntry {
  return {
    entity: documentEntity(event.documentId),
    action: event.type,
    actorId: actor.id,
    at,
    metadata: { request_id: origin.requestId, platform: origin.platform },
    payload: { actor: { id: actor.id, name: actor.name, email: actor.email }, event },
  };
}
