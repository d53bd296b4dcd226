import type { DocumentType } from '../../engine/definition.js';
import type { ApprovalDocument } from '../../engine/document.js';
import type { Dossier, NamedPerson } from '../../engine/dossier.js';
import type { Relation } from '../../engine/facts.js';
import type { Actor } from '../../engine/organisation.js';
import type { Page, Reading, Summary } from '../../engine/ports/reading.js';
import type { Database } from '../database.js';
import { loadActor } from '../documents/actor.js';
import { newestTemplates, newestType, newestTypes } from '../documents/definitions.js';
import { loadRelation } from '../documents/relation.js';
import { loadDossier, loadPeople } from './dossier.js';
import { findDocumentId } from './find-document-id.js';
import { listRequested, listWaiting } from './lists.js';

/** The read side of one tenant. */
export class StoredReading implements Reading {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  actor(personId: string): Promise<Actor | undefined> {
    return loadActor(this.#database.read, this.#tenant, personId);
  }

  async documentTypes(): Promise<readonly DocumentType[]> {
    const types = await newestTypes(this.#database.read, this.#tenant);
    const templates = await Promise.all(
      types.map((type) => newestTemplates(this.#database.read, this.#tenant, type.key)),
    );
    return types.filter((_type, at) => templates[at]?.some((template) => template.stages.length > 0));
  }

  documentType(key: string): Promise<DocumentType | undefined> {
    return newestType(this.#database.read, this.#tenant, key);
  }

  dossier(documentId: string): Promise<Dossier | undefined> {
    return loadDossier(this.#database, this.#tenant, documentId);
  }

  relation(document: ApprovalDocument, personId: string): Promise<Relation> {
    return loadRelation(this.#database.read, this.#tenant, document, personId);
  }

  waitingFor(personId: string, limit: number, after?: string): Promise<Page<Summary>> {
    return listWaiting(this.#database.read, this.#tenant, personId, limit, after);
  }

  requestedBy(personId: string, limit: number, after?: string): Promise<Page<Summary>> {
    return listRequested(this.#database.read, this.#tenant, personId, limit, after);
  }

  documentIdOf(number: string): Promise<string | undefined> {
    return findDocumentId(this.#database.read, this.#tenant, number);
  }

  async names(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map([...(await this.people(personIds)).values()].map((person) => [person.id, person.name]));
  }

  people(personIds: readonly string[]): Promise<ReadonlyMap<string, NamedPerson>> {
    return loadPeople(this.#database.read, this.#tenant, personIds);
  }
}
