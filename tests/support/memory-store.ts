import type { Done } from '../../src/engine/answer.js';
import type { Calendars } from '../../src/engine/calendar/calendar.js';
import type { DocumentType, Template } from '../../src/engine/definition.js';
import { chainMax, type Delegation, isInForce } from '../../src/engine/delegation/delegation.js';
import { type ApprovalDocument, askedOn, type Step } from '../../src/engine/document.js';
import type { Relation } from '../../src/engine/facts.js';
import type { Instant } from '../../src/engine/instant.js';
import { documentNumber } from '../../src/engine/number.js';
import type { Actor, Group, Organisation, Person, Role, Unit } from '../../src/engine/organisation.js';
import type { Permission } from '../../src/engine/permission.js';
import type { Policy } from '../../src/engine/policy/policy.js';
import type {
  DocumentChange,
  DocumentStore,
  DocumentTransaction,
  FactReader,
  OrganisationNeeds,
  OtherRequest,
} from '../../src/engine/ports/document-store.js';
import { balancesIn, otherRequestsIn } from './memory-requests.js';

/** A company that a test may change between commands. */
export interface MemoryCompany {
  readonly people: Map<string, Person>;
  readonly permissions: Map<string, ReadonlySet<Permission>>;
  readonly units: Map<string, Unit>;
  readonly roles: Map<string, Role>;
  readonly groups: Map<string, Group>;
  /** The newest version of each. */
  readonly types: Map<string, DocumentType>;
  readonly templates: Map<string, Template>;
  readonly policies: Map<string, Policy>;
  /** Out of office, by id; absent: nobody ever is. */
  readonly delegations?: Map<string, Delegation>;
  /** Absent: none. */
  readonly fallbackGroup?: string;
  /** Who has no account in chat; absent: everybody has one. */
  readonly unreachable?: ReadonlySet<string>;
  calendars: Calendars;
}

/** Another transaction committed what this one was decided on: deciding again may help. */
export class MemoryConflict extends Error {
  readonly code = 'conflict';
  readonly retryable = true;
}

/**
 * A write side without a database. Transactions run side by side, see only what is committed, and are compared when
 * they commit, so that two that meet on a document, a number or an idempotency key cannot both succeed.
 */
export class MemoryStore implements DocumentStore {
  readonly company: MemoryCompany;
  /** Everything committed, in order. */
  readonly commits: DocumentChange[] = [];
  readonly documents = new Map<string, ApprovalDocument>();
  /** All steps of all rounds, by id. */
  readonly steps = new Map<string, Step>();
  readonly answers = new Map<string, Done>();
  /** Numbers taken, per type and year. */
  readonly sequences = new Map<string, number>();

  constructor(company: MemoryCompany) {
    this.company = company;
  }

  async write<T>(work: (tx: DocumentTransaction) => Promise<T>): Promise<T> {
    const transaction = new MemoryTransaction(this);
    const result = await work(transaction);
    transaction.commit();
    return result;
  }

  async read<T>(work: (tx: FactReader) => Promise<T>): Promise<T> {
    return work(new MemoryFacts(this));
  }
}

class MemoryFacts implements FactReader {
  protected readonly store: MemoryStore;

  constructor(store: MemoryStore) {
    this.store = store;
  }

  async actor(personId: string): Promise<Actor | undefined> {
    const { people, permissions } = this.store.company;
    const person = people.get(personId);
    if (person === undefined) return undefined;
    return {
      ...person,
      permissions: permissions.get(personId) ?? new Set(),
      roles: rolesOf(this.store.company, personId),
    };
  }

  async person(personId: string): Promise<Person | undefined> {
    return this.store.company.people.get(personId);
  }

  async document(documentId: string): Promise<ApprovalDocument | undefined> {
    return this.store.documents.get(documentId);
  }

  async documentType(key: string): Promise<DocumentType | undefined> {
    return this.store.company.types.get(key);
  }

  async templates(typeKey: string): Promise<readonly Template[]> {
    return [...this.store.company.templates.values()].filter((template) => template.type === typeKey);
  }

  async policies(typeKey: string): Promise<readonly Policy[]> {
    const ofType = [...this.store.company.policies.values()].filter(({ type, active }) => type === typeKey && active);
    return ofType.sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
  }

  async calendars(): Promise<Calendars> {
    return this.store.company.calendars;
  }

  async balances(personId: string, policies: readonly string[], years: readonly number[]) {
    return this.compared(() => balancesIn(this.store.documents.values(), personId, policies, years));
  }

  async otherRequests(personId: string, typeKey: string, except: string): Promise<readonly OtherRequest[]> {
    return this.compared(() => otherRequestsIn(this.store.documents.values(), personId, typeKey, except));
  }

  /** Reads what must not change before a transaction commits; outside of one nothing has to be remembered. */
  protected compared<T>(read: () => T): T {
    return read();
  }

  /** No more than was asked for and what stands above it: a route that needs more has forgotten to say so. */
  async organisation(submitter: Person, needs: OrganisationNeeds): Promise<Organisation> {
    const { company } = this.store;
    const roles = new Map(needs.roles.flatMap((key) => entry(company.roles, key)));
    const { fallbackGroup = null } = company;
    const named = fallbackGroup === null ? needs.groups : [...needs.groups, fallbackGroup];
    const groups = new Map(named.flatMap((key) => entry(company.groups, key)));
    const holders = [...roles.values()].flatMap((role) => role.holdings.map(({ personId }) => personId));
    const members = [...groups.values()].flatMap((group) => group.memberIds);
    const above = upwards(company, [submitter.id, ...needs.people, ...holders, ...members]);
    return { roles, groups, fallbackGroup, ...above };
  }

  async delegations(fromIds: readonly string[], at: Instant): Promise<readonly Delegation[]> {
    return this.compared(() => inForceFrom([...(this.store.company.delegations?.values() ?? [])], fromIds, at));
  }

  async actors(personIds: readonly string[]): Promise<ReadonlyMap<string, Actor>> {
    const actors = new Map<string, Actor>();
    for (const id of personIds) {
      const actor = await this.actor(id);
      if (actor !== undefined) actors.set(id, actor);
    }
    return actors;
  }

  async reachable(personIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(personIds.filter((id) => this.store.company.unreachable?.has(id) !== true));
  }

  async relation(document: ApprovalDocument, personId: string): Promise<Relation> {
    const steps = [...this.store.steps.values()].filter((step) => step.id.startsWith(`${document.id}:`));
    const wasApprover = steps.some((step) => askedOn(step).includes(personId));
    return { wasApprover, managesSubmitter: manages(this.store.company, personId, document.submitterId) };
  }

  async changedSince(documentId: string, dataRevision: number): Promise<readonly string[]> {
    const events = this.store.commits.flatMap((commit) => (commit.after.id === documentId ? commit.events : []));
    const edits = events.filter((event) => event.type === 'document-edited');
    const later = edits.slice(Math.max(0, dataRevision - 1));
    return [...new Set(later.flatMap((event) => event.changed))].sort();
  }

  async editedAt(documentId: string): Promise<Instant | undefined> {
    const edits = this.store.commits.filter(({ events }) =>
      events.some((event) => event.type === 'document-edited' && event.documentId === documentId),
    );
    return edits.at(-1)?.at;
  }

  async nextNumber(type: DocumentType, at: Instant): Promise<string> {
    const year = Number(at.slice(0, 4));
    return documentNumber(type.prefix, year, (this.store.sequences.get(`${type.key}/${year}`) ?? 0) + 1);
  }
}

class MemoryTransaction extends MemoryFacts implements DocumentTransaction {
  #change: DocumentChange | undefined;
  /** What was read of other documents, which a database would have locked since. */
  readonly #reads: { readonly read: () => unknown; readonly found: string }[] = [];

  protected override compared<T>(read: () => T): T {
    const found = read();
    this.#reads.push({ read, found: JSON.stringify(found) });
    return found;
  }

  async answerTo(idempotencyKey: string): Promise<Done | undefined> {
    return this.store.answers.get(idempotencyKey);
  }

  async save(change: DocumentChange): Promise<void> {
    this.#change = change;
  }

  /** Compares and writes in one go, so nothing can come between. */
  commit(): void {
    const change = this.#change;
    if (change === undefined) return;
    const { store } = this;
    if (store.documents.get(change.after.id)?.version !== change.before?.version) throw new MemoryConflict('document');
    if (store.answers.has(change.idempotencyKey)) throw new MemoryConflict('idempotency key');
    const isMoved = this.#reads.some(({ read, found }) => JSON.stringify(read()) !== found);
    if (isMoved) throw new MemoryConflict('other requests');
    if (change.after.number !== null && (change.before?.number ?? null) === null) this.#takeNumber(change);
    store.documents.set(change.after.id, change.after);
    for (const step of change.after.steps) store.steps.set(step.id, step);
    store.answers.set(change.idempotencyKey, change.answer);
    store.commits.push(change);
  }

  #takeNumber({ after, at }: DocumentChange): void {
    const { company, documents, sequences } = this.store;
    const taken = [...documents.values()].some((document) => document.number === after.number);
    if (taken) throw new MemoryConflict(`number ${after.number}`);
    const sequence = `${company.types.get(after.typeKey)?.key}/${at.slice(0, 4)}`;
    sequences.set(sequence, (sequences.get(sequence) ?? 0) + 1);
  }
}

/** Link by link, each person once. */
function inForceFrom(all: readonly Delegation[], fromIds: readonly string[], at: Instant): readonly Delegation[] {
  const found = new Set<Delegation>();
  let wanted = new Set(fromIds);
  for (let link = 0; link < chainMax; link += 1) {
    const given = all.filter((one) => wanted.has(one.fromId) && isInForce(one, at));
    for (const one of given) found.add(one);
    wanted = new Set(given.map(({ toId }) => toId));
  }
  return [...found];
}

function rolesOf({ roles }: MemoryCompany, personId: string): readonly string[] {
  const held = [...roles.values()].filter(({ holdings }) => holdings.some((one) => one.personId === personId));
  return held.map(({ key }) => key).sort();
}

function entry<T>(from: ReadonlyMap<string, T>, key: string): [string, T][] {
  const value = from.get(key);
  return value === undefined ? [] : [[key, value]];
}

function upwards(company: MemoryCompany, personIds: readonly string[]): Pick<Organisation, 'people' | 'units'> {
  const people = new Map<string, Person>();
  const units = new Map<string, Unit>();
  const visitPerson = (id: string | null): void => {
    const person = id === null ? undefined : company.people.get(id);
    if (person === undefined || people.has(person.id)) return;
    people.set(person.id, person);
    visitPerson(person.managerId);
    visitUnit(person.unitId);
  };
  const visitUnit = (id: string | null): void => {
    const unit = id === null ? undefined : company.units.get(id);
    if (unit === undefined || units.has(unit.id)) return;
    units.set(unit.id, unit);
    visitUnit(unit.parentId);
    visitPerson(unit.headId);
  };
  for (const id of personIds) visitPerson(id);
  return { people, units };
}

function manages(company: MemoryCompany, managerId: string, personId: string): boolean {
  const seen = new Set<string>();
  for (let id: string | null | undefined = personId; typeof id === 'string' && !seen.has(id); ) {
    seen.add(id);
    id = company.people.get(id)?.managerId;
    if (id === managerId) return true;
  }
  return false;
}
