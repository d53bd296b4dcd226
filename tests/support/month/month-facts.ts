import Sqlite from 'better-sqlite3';

/** What the trail and the rows say when the month is over, read with plain SQL. */
export interface MonthFacts {
  readonly events: readonly MonthEvent[];
  readonly cards: readonly MonthCard[];
  readonly steps: readonly MonthStep[];
  readonly documents: readonly MonthDocument[];
  readonly people: ReadonlyMap<string, { readonly active: boolean; readonly zone: string }>;
  readonly tasks: readonly { readonly kind: string; readonly state: string; readonly due_at: string }[];
}

/** One event of a document with its moment; fields as the trail has them. */
export interface MonthEvent {
  readonly at: string;
  readonly actor: string;
  readonly type: string;
  readonly documentId: string;
  readonly [field: string]: unknown;
}

export interface MonthCard {
  readonly id: string;
  readonly documentId: string;
  readonly role: string;
  readonly personId: string;
  readonly subject: string;
  readonly state: string;
  /** Until when it waits for its person's morning; null where it does not. */
  readonly notBefore: string | null;
}

export interface MonthStep {
  readonly id: string;
  readonly documentId: string;
  readonly status: string;
  readonly opening: number;
  readonly pausedAt: string | null;
  readonly ladderAt: readonly string[];
  readonly rungsFired: number;
  readonly closedAt: string | null;
  readonly approvers: readonly { readonly personId: string; readonly isAwaited: boolean }[];
  readonly deputies: readonly { readonly personId: string; readonly forId: string }[];
}

export interface MonthDocument {
  readonly id: string;
  readonly status: string;
  readonly submitterId: string;
  readonly closedAt: string | null;
}

export function monthFacts(file: string): MonthFacts {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    return database.transaction(() => factsIn(database))();
  } finally {
    database.close();
  }
}

function factsIn(database: Sqlite.Database): MonthFacts {
  const all = <Row>(query: string) => database.prepare<[], Row>(query).all();
  const approvers = all<{ step_id: string; user_id: string; awaited: number }>(
    'select step_id, user_id, decided_at is null as awaited from approvers where replaced_at is null',
  );
  const deputies = all<{ step_id: string; user_id: string; for_id: string }>(
    'select step_id, user_id, for_id from deputies where ground is not null',
  );
  const people = all<{ id: string; status: string; zone: string }>(
    'select u.id, u.status, coalesce(u.time_zone, t.time_zone) as zone from users u join tenants t on t.id = u.tenant_id',
  );
  return {
    events: events(database),
    cards: all(
      'select id, document_id as documentId, role, user_id as personId, subject, state, not_before as notBefore from cards',
    ),
    steps: all<Record<string, string | number | null>>('select * from approval_steps').map((row) => ({
      id: String(row.id),
      documentId: String(row.document_id),
      status: String(row.status),
      opening: Number(row.opening),
      pausedAt: row.paused_at === null ? null : String(row.paused_at),
      ladderAt: row.ladder_at === null ? [] : JSON.parse(String(row.ladder_at)),
      rungsFired: Number(row.rungs_fired),
      closedAt: row.closed_at === null ? null : String(row.closed_at),
      approvers: approvers
        .filter(({ step_id }) => step_id === row.id)
        .map((one) => ({ personId: one.user_id, isAwaited: one.awaited === 1 })),
      deputies: deputies
        .filter(({ step_id }) => step_id === row.id)
        .map((one) => ({ personId: one.user_id, forId: one.for_id })),
    })),
    documents: all('select id, status, submitter_id as submitterId, closed_at as closedAt from documents'),
    people: new Map(people.map(({ id, status, zone }) => [id, { active: status === 'active', zone }])),
    tasks: all('select kind, state, due_at from outbox'),
  };
}

function events(database: Sqlite.Database): readonly MonthEvent[] {
  const rows = database
    .prepare<[], { at: string; actor: string; body: string }>(
      `select l.at, p.body, l.actor_id as actor from audit_logs l
         join audit_payloads p on p.tenant_id = l.tenant_id and p.entity = l.entity and p.seq = l.seq
        where l.entity like 'document/%' order by l.entity, l.seq`,
    )
    .all();
  return rows.map(({ at, actor, body }) => ({ ...JSON.parse(body).event, at, actor }));
}
