import Sqlite from 'better-sqlite3';

/** What the database file says, read with plain SQL: nothing of the product stands between a proof and the rows. */
export interface StoredFacts {
  readonly documents: readonly StoredDocument[];
  /** What each card is about, by its id. */
  readonly cards: ReadonlyMap<string, StoredCardKey>;
  /** Of the audit trail, oldest first. */
  readonly votes: readonly StoredVote[];
  /** Of the audit trail: ends of steps, by step id. */
  readonly stepEnds: readonly string[];
  /** Of the audit trail: ends of documents, by document id and round. */
  readonly documentEnds: readonly string[];
  /** Idempotency keys of the commands that were carried out. */
  readonly handled: readonly string[];
}

export interface StoredDocument {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly submitterId: string;
  readonly status: string;
  readonly round: number;
  readonly dataRevision: number;
  /** Of all rounds. */
  readonly steps: readonly StoredStep[];
}

export interface StoredStep {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly round: number;
  readonly status: string;
  readonly opening: number;
  readonly isOpened: boolean;
  readonly people: readonly StoredApprover[];
}

export interface StoredApprover {
  readonly personId: string;
  readonly decision: string | null;
  readonly comment: string | null;
}

export interface StoredCardKey {
  readonly documentId: string;
  readonly role: string;
  readonly personId: string;
  readonly subject: string;
}

export interface StoredVote {
  readonly documentId: string;
  readonly stepId: string;
  readonly personId: string;
  /** In whose place, where it is not their own. */
  readonly onBehalfOf?: string;
  readonly decision: string;
}

/** One snapshot of everything. */
export function readFacts(file: string): StoredFacts {
  return withFile(file, (database) => database.transaction(() => factsIn(database))());
}

/** Tasks that wait or are held, and tasks that failed for good. */
export function outboxOf(file: string): { readonly due: number; readonly failed: readonly string[] } {
  return withFile(file, (database) => {
    const rows = all<{ state: string; kind: string; error: string | null }>(
      database,
      'select state, kind, last_error as error from outbox',
    );
    const failed = rows.filter((row) => row.state === 'failed').map((row) => `${row.kind}: ${row.error}`);
    return { due: rows.length - failed.length, failed };
  });
}

/** Tasks that wait for their time and have it within the next hour, are late, or are held; a line each. */
export function tasksNow(file: string): readonly string[] {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const query = `select kind, subject, due_at as due, lease_owner as owner, attempts, last_error as error from outbox
                  where state = 'due' and (due_at <= ? or lease_owner is not null)`;
  return withFile(file, (database) =>
    database
      .prepare<[string], object>(query)
      .all(inAnHour)
      .map((row) => JSON.stringify(row)),
  );
}

/** What SQLite itself finds wrong with the file; empty when nothing is. */
export function damageOf(file: string): readonly string[] {
  return withFile(file, (database) => {
    const integrity = all<{ integrity_check: string }>(database, 'pragma integrity_check');
    const dangling = all<{ table: string }>(database, 'pragma foreign_key_check');
    return [
      ...integrity.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
      ...dangling.map((row) => `a row of ${row.table} refers to nothing`),
    ];
  });
}

interface AuditBody {
  readonly event: { readonly type: string; readonly [field: string]: unknown };
}

function factsIn(database: Sqlite.Database): StoredFacts {
  const events = auditEvents(database);
  const ofType = (type: string) => events.filter((event) => event.type === type);
  const cards = all<StoredCardKey & { id: string }>(
    database,
    'select id, document_id as documentId, role, user_id as personId, subject from cards',
  );
  return {
    documents: documentsIn(database),
    cards: new Map(cards.map((card) => [card.id, card])),
    votes: ofType('step-voted').map((event) => event as unknown as StoredVote),
    stepEnds: ofType('step-completed').map((event) => String(event.stepId)),
    documentEnds: documentEnds(events),
    handled: all<{ key: string }>(database, 'select idempotency_key as key from handled_commands').map(
      ({ key }) => key,
    ),
  };
}

function documentsIn(database: Sqlite.Database): readonly StoredDocument[] {
  const approvers = all<StoredApprover & { stepId: string }>(
    database,
    'select step_id as stepId, user_id as personId, decision, comment from approvers order by user_id',
  );
  const steps = all<Omit<StoredStep, 'people' | 'isOpened'> & { documentId: string; openedAt: string | null }>(
    database,
    `select id, document_id as documentId, key, name, round, status, opening, opened_at as openedAt
       from approval_steps order by document_id, round, bit`,
  );
  const documents = all<Omit<StoredDocument, 'steps'>>(
    database,
    `select id, number, title, submitter_id as submitterId, status, round, data_revision as dataRevision
       from documents order by id`,
  );
  const stepsOf = (documentId: string) =>
    steps
      .filter((step) => step.documentId === documentId)
      .map((step) => ({
        ...step,
        isOpened: step.openedAt !== null,
        people: approvers.filter(({ stepId }) => stepId === step.id),
      }));
  return documents.map((document) => ({ ...document, steps: stepsOf(document.id) }));
}

function auditEvents(database: Sqlite.Database): readonly AuditBody['event'][] {
  const bodies = all<{ body: string }>(
    database,
    "select body from audit_payloads where entity like 'document/%' order by entity, seq",
  );
  return bodies.map(({ body }) => (JSON.parse(body) as AuditBody).event);
}

/** A document may end once in each round. */
function documentEnds(events: readonly AuditBody['event'][]): readonly string[] {
  const rounds = new Map<unknown, number>();
  const ends: string[] = [];
  for (const { type, documentId } of events) {
    if (type === 'document-submitted') rounds.set(documentId, (rounds.get(documentId) ?? 0) + 1);
    if (/^document-(approved|rejected|returned|cancelled)$/.test(type)) {
      ends.push(`${String(documentId)} round ${rounds.get(documentId)}`);
    }
  }
  return ends;
}

function all<Row>(database: Sqlite.Database, query: string): Row[] {
  return database.prepare<[], Row>(query).all();
}

function withFile<T>(file: string, read: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
