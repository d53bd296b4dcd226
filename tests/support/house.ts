import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answer } from '../../src/engine/answer.js';
import type { Command, Seen } from '../../src/engine/command.js';
import type { DecisionKind } from '../../src/engine/document.js';
import type { RawValues } from '../../src/engine/form/values.js';
import { handle, previewRoute } from '../../src/engine/handle.js';
import type { NoticeBody } from '../../src/engine/notice.js';
import type { NewDelegation } from '../../src/engine/ports/delegations.js';
import type { OutboxKind } from '../../src/engine/ports/outbox.js';
import { defaultSettings } from '../../src/engine/settings.js';
import { systemId } from '../../src/engine/system.js';
import { type OpenedDatabase, openDatabase } from '../../src/store/open-database.js';
import { type Store, storeOn } from '../../src/store/store.js';
import { seedCompany, smallCompany, type TestCompany } from './company.js';
import { temporaryFolder } from './temporary.js';

export const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Engine and store on a real file, driven as a person would drive them, without a chat platform. */
export class House {
  readonly database: OpenedDatabase;
  readonly store: Store;
  readonly tenantId: string;
  readonly file: string;
  #ids = 0;
  #nowMs = Date.parse('2026-03-02T09:00:00.000Z');

  constructor(database: OpenedDatabase, store: Store, tenantId: string, file: string) {
    this.database = database;
    this.store = store;
    this.tenantId = tenantId;
    this.file = file;
  }

  /** A second later with every look. */
  now(): string {
    this.#nowMs += 1000;
    return new Date(this.#nowMs).toISOString();
  }

  /** Lets days go by. */
  pass(days: number): void {
    this.#nowMs += days * 86_400_000;
  }

  /** Goes to that moment: the next look at the clock is a second later. */
  goTo(moment: string): void {
    this.#nowMs = Date.parse(moment);
  }

  newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  do(command: Command): Promise<Answer> {
    const origin = { requestId: `req-${command.kind}`, platform: 'test' };
    return handle(this.store.documents(this.tenantId), command, origin, this.now(), digest);
  }

  async create(actorId: string, input: RawValues = { item: 'Desk', amount: { amount: '120', currency: 'USD' } }) {
    const documentId = this.newId();
    const answer = await this.do({
      kind: 'create',
      actorId,
      documentId,
      nonce: documentId,
      typeKey: 'purchase',
      input,
    });
    if (answer.kind === 'refused') throw new Error(`create was refused: ${JSON.stringify(answer.refusal)}`);
    return documentId;
  }

  async seen(documentId: string): Promise<Seen> {
    const document = await this.document(documentId);
    return { dataRevision: document.dataRevision, round: document.round };
  }

  async submit(actorId: string, documentId: string): Promise<Answer> {
    const documents = this.store.documents(this.tenantId);
    const { typeKey, data } = await this.document(documentId);
    const preview = await previewRoute(documents, typeKey, actorId, { documentId, values: data }, this.now(), digest);
    const routeDigest = 'digest' in preview ? preview.digest : 'none';
    const seen = await this.seen(documentId);
    return this.do({ kind: 'submit', actorId, documentId, nonce: this.newId(), seen, routeDigest });
  }

  /** A vote on the step of that key in the current round, as somebody who sees the newest card would cast it. */
  async vote(actorId: string, documentId: string, stepKey: string, kind: DecisionKind, comment: string | null = null) {
    const document = await this.document(documentId);
    const step = document.steps.find((one) => one.key === stepKey);
    const seen = { dataRevision: document.dataRevision, round: document.round };
    const { id: stepId, opening } = step ?? { id: 'none', opening: 1 };
    return this.do({ kind, actorId, documentId, stepId, opening, seen, comment });
  }

  /** Out of office from now on, or from and to whenever `change` says. */
  give(fromId: string, toId: string, change: Partial<NewDelegation> = {}) {
    const now = this.now();
    const endsAt = new Date(Date.parse(now) + 7 * 86_400_000).toISOString();
    const wanted = { id: this.newId(), fromId, toId, startsAt: now, endsAt, types: null, cap: null, ...change };
    const origin = { requestId: 'req-give', platform: 'test' };
    return this.store.delegations(this.tenantId).give(wanted, origin, now, defaultSettings);
  }

  /** Brings the deputies of a document in line with the delegations of this moment. */
  sync(documentId: string): Promise<Answer> {
    return this.do({ kind: 'sync-delegations', actorId: systemId, documentId, nonce: this.newId() });
  }

  /** Subjects of what is owed of one kind, with when it is due. */
  async owed(kind: OutboxKind) {
    const rows = this.database.read.selectFrom('outbox').select(['subject', 'due_at']).where('kind', '=', kind);
    return (await rows.orderBy('subject').execute()).map(({ subject, due_at }) => [subject, due_at] as const);
  }

  /** What people were told by messages that are no cards, by moment and person. */
  async told(): Promise<readonly (readonly [string | null, NoticeBody])[]> {
    const rows = this.database.read.selectFrom('notices').select(['user_id', 'body']);
    const told = await rows.orderBy('created_at').orderBy('user_id').orderBy('kind').execute();
    return told.map(({ user_id, body }) => [user_id, JSON.parse(body)] as const);
  }

  async document(documentId: string) {
    const document = await this.store.documents(this.tenantId).read((reader) => reader.document(documentId));
    if (document === undefined) throw new Error(`there is no document ${documentId}`);
    return document;
  }
}

/** A new database file with a company in it; closed and removed when the test is over. */
export async function openHouse(company: TestCompany = smallCompany()): Promise<House> {
  const file = join(temporaryFolder(), 'countersign.sqlite');
  const database = await openDatabase(`sqlite:${file}`);
  onTestFinished(() => database.close());
  await database.migrate('2026-01-01T00:00:00.000Z');
  await seedCompany(database, company);
  return new House(database, houseStore(database), company.tenantId, file);
}

export function houseStore(database: OpenedDatabase): Store {
  return storeOn(database, {
    newId: () => randomBytes(8).toString('hex'),
    newSalt: () => randomBytes(16).toString('hex'),
  });
}
