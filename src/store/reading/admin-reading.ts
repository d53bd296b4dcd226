import type { DocumentType, Template } from '../../engine/definition.js';
import type { Policy } from '../../engine/policy/policy.js';
import type {
  AdminReading,
  ListedBalance,
  ListedCalendar,
  ListedGroup,
  ListedPerson,
  ListedRole,
  ListQuery,
  Saved,
  TrailEntry,
  TrailQuery,
} from '../../engine/ports/admin-reading.js';
import type { Page } from '../../engine/ports/reading.js';
import type { Database } from '../database.js';
import { documentEntity } from '../documents/document-entity.js';
import { listBalances } from './listed-balances.js';
import { listCalendars, listGroups, listRoles } from './listed-company.js';
import { listPolicies, listTemplates, listTypes } from './listed-definitions.js';
import { findPerson, listPeople } from './listed-people.js';
import { listTrail } from './trail.js';

/** What administrators of one tenant look at. */
export class StoredAdminReading implements AdminReading {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  people(query: ListQuery): Promise<Page<ListedPerson>> {
    return listPeople(this.#database.read, this.#tenant, query);
  }

  person(id: string): Promise<ListedPerson | undefined> {
    return findPerson(this.#database.read, this.#tenant, id);
  }

  roles(query: ListQuery): Promise<Page<ListedRole>> {
    return listRoles(this.#database.read, this.#tenant, query);
  }

  async role(key: string): Promise<ListedRole | undefined> {
    return only(await listRoles(this.#database.read, this.#tenant, { key, limit: 1 }));
  }

  groups(query: ListQuery): Promise<Page<ListedGroup>> {
    return listGroups(this.#database.read, this.#tenant, query);
  }

  async group(key: string): Promise<ListedGroup | undefined> {
    return only(await listGroups(this.#database.read, this.#tenant, { key, limit: 1 }));
  }

  calendars(query: ListQuery): Promise<Page<ListedCalendar>> {
    return listCalendars(this.#database.read, this.#tenant, query);
  }

  async calendar(key: string): Promise<ListedCalendar | undefined> {
    return only(await listCalendars(this.#database.read, this.#tenant, { key, limit: 1 }));
  }

  types(query: ListQuery): Promise<Page<Saved<DocumentType>>> {
    return listTypes(this.#database.read, this.#tenant, query);
  }

  async type(key: string): Promise<Saved<DocumentType> | undefined> {
    return only(await listTypes(this.#database.read, this.#tenant, { key, limit: 1 }));
  }

  templates(query: ListQuery): Promise<Page<Saved<Template>>> {
    return listTemplates(this.#database.read, this.#tenant, query);
  }

  async template(key: string): Promise<Saved<Template> | undefined> {
    return only(await listTemplates(this.#database.read, this.#tenant, { key, limit: 1 }));
  }

  policies(query: ListQuery): Promise<Page<Saved<Policy>>> {
    return listPolicies(this.#database.read, this.#tenant, query);
  }

  async policy(key: string): Promise<Saved<Policy> | undefined> {
    return only(await listPolicies(this.#database.read, this.#tenant, { key, limit: 1 }));
  }

  balances(personId: string): Promise<readonly ListedBalance[]> {
    return listBalances(this.#database.read, this.#tenant, personId);
  }

  timeline(documentId: string, limit: number, after?: string): Promise<Page<TrailEntry>> {
    const place = after === undefined ? {} : { after };
    return this.trail({ entity: documentEntity(documentId), first: 'oldest', limit, ...place });
  }

  trail(query: TrailQuery): Promise<Page<TrailEntry>> {
    return listTrail(this.#database.read, this.#tenant, query);
  }
}

function only<T>({ items }: Page<T>): T | undefined {
  return items[0];
}
