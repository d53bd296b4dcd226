import Sqlite, { type Database } from 'better-sqlite3';

/**
 * The least that an approval can cost: the rows it must read and write, through statements written by hand and prepared
 * once, with nothing between them and SQLite. No rules are asked, nothing is hashed (a filler of the same length is
 * stored), no JSON is read. It shares no code with the product, so that nothing the product does can slow it down.
 */
export interface Approval {
  readonly tenantId: string;
  readonly documentId: string;
  readonly stepId: string;
  readonly personId: string;
  readonly requestId: string;
  readonly at: string;
}

interface ActorRow {
  readonly name: string;
  readonly email: string;
}

interface DocumentRow {
  readonly version: number;
  readonly number: string;
  readonly data_revision: number;
  readonly round: number;
  readonly target_mask: number;
  readonly approved_mask: number;
}

interface StepRow {
  readonly id: string;
  readonly bit: number;
  readonly stage: number;
  readonly status: string;
  readonly user_id: string;
  readonly decision: string | null;
}

interface HeadRow {
  readonly seq: number;
  readonly hash: string;
}

const filler32 = '0123456789abcdef'.repeat(2);
const filler64 = filler32.repeat(2);
const hourMs = 3_600_000;
/** Hours until a step is due, and until each rung of its ladder, where its template says nothing. */
const slaHours = 24;
const ladderHours = [12, 24, 36];
const typeKey = 'purchase';

export function openFloor(file: string): { approve(approval: Approval): void; close(): void } {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('foreign_keys = ON');
  const approve = prepareApprove(database);
  return { approve, close: () => database.close() };
}

function prepareApprove(database: Database): (approval: Approval) => void {
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');
  const read = prepareReads(database);
  const write = prepareWrites(database);

  return ({ tenantId, documentId, stepId, personId, requestId, at }) => {
    begin.run();
    const entity = `document/${documentId}`;
    const key = `${personId}/${documentId}/1/${stepId}/1/approve`;
    if (read.answer.get(tenantId, key) !== undefined) throw new Error(`${key} was handled before`);
    const actor = read.actor.all(tenantId, personId)[0] as ActorRow;
    const document = read.document.get(tenantId, documentId) as DocumentRow;
    const rows = read.steps.all(tenantId, documentId, document.round) as StepRow[];
    const head = read.head.get(tenantId, entity) as HeadRow;

    const step = rows.find((row) => row.id === stepId && row.user_id === personId);
    if (step?.status !== 'pending') throw new Error(`${stepId} does not wait for ${personId}`);
    const mask = document.approved_mask | (1 << step.bit);
    const isApproved = mask === document.target_mask;
    const stageIsOpen = rows.some((row) => row.status === 'pending' && row.id !== stepId);
    const next = stageIsOpen ? undefined : rows.find((row) => row.status === 'waiting');

    if (isApproved) read.type.get(tenantId, typeKey);
    const times = next === undefined ? undefined : timesAfter(at, read.calendars.all(tenantId));
    const events = eventsOf(
      { documentId, stepId, personId },
      document,
      next && times && { ...next, ...times },
      isApproved,
    );
    const version = document.version + events.length;
    const status = isApproved ? 'approved' : 'pending';

    write.vote.run('approve', at, document.data_revision, tenantId, documentId, document.round, stepId, personId);
    write.closeStep.run(at, tenantId, documentId, document.round, step.bit);
    const others = rows.some((row) => row.id === stepId && row.user_id !== personId && row.decision === null);
    if (others) write.ask.run(null, tenantId, documentId, document.round, stepId);
    if (next !== undefined && times !== undefined) {
      const { dueAt, ladder } = times;
      write.openStep.run(at, dueAt, JSON.stringify(ladder), ladder[0], tenantId, documentId, document.round, next.bit);
      write.ask.run(at, tenantId, documentId, document.round, next.id);
      if (read.delegation.get(tenantId, at, at) !== undefined) throw new Error('the floor knows no deputies');
    }
    const closedAt = isApproved ? at : null;
    write.document.run(version, status, mask, closedAt, tenantId, documentId, document.version);

    const metadata = `{"platform":"slack","request_id":"${requestId}"}`;
    const logs: unknown[] = [];
    const payloads: unknown[] = [];
    for (const [index, { action, body }] of events.entries()) {
      const seq = head.seq + 1 + index;
      const previous = index === 0 ? head.hash : filler64;
      logs.push(tenantId, entity, seq, at, personId, action, metadata, filler64, previous, filler64);
      const who = `{"email":"${actor.email}","id":"${personId}","name":"${actor.name}"}`;
      payloads.push(tenantId, entity, seq, filler32, `{"actor":${who},"event":${body}}`);
    }
    write.logs[events.length]?.run(logs);
    write.payloads[events.length]?.run(payloads);
    write.moved.run(tenantId, entity, head.seq + 1);
    write.outbox.run(tenantId, documentId, at, requestId, at);
    const answer =
      `{"kind":"done","command":"approve","documentId":"${documentId}","version":${version},` +
      `"number":"${document.number}","status":"${status}","round":${document.round},` +
      `"dataRevision":${document.data_revision},"stepOutcome":"approved"}`;
    write.answer.run(tenantId, key, answer, at);
    commit.run();
  };
}

interface Times {
  readonly dueAt: string;
  readonly ladder: readonly string[];
}

/** The company has no calendar of its own, so every hour counts. */
function timesAfter(at: string, calendars: readonly unknown[]): Times {
  const [company] = calendars as readonly { readonly calendar: string | null }[];
  if (company?.calendar !== null) throw new Error('the floor knows no working hours');
  const after = (hours: number) => new Date(Date.parse(at) + hours * hourMs).toISOString();
  return { dueAt: after(slaHours), ladder: ladderHours.map(after) };
}

/** As canonical JSON has them: keys in alphabetical order. */
function eventsOf(
  { documentId, stepId, personId }: Pick<Approval, 'documentId' | 'stepId' | 'personId'>,
  { data_revision: revision }: DocumentRow,
  next: (Pick<StepRow, 'id' | 'stage'> & Times) | undefined,
  isApproved: boolean,
): readonly { readonly action: string; readonly body: string }[] {
  const vote = `"comment":null,"dataRevision":${revision},"decision":"approve"`;
  const step = `"stepId":"${stepId}"`;
  const document = `"documentId":"${documentId}"`;
  const event = (action: string, rest: string) => ({ action, body: `{${rest},"type":"${action}"}` });
  const events = [
    event('step-voted', `${vote},${document},"personId":"${personId}",${step}`),
    event('step-completed', `${document},"outcome":"approved",${step}`),
  ];
  if (next !== undefined) {
    const due = `"dueAt":{"${next.id}":"${next.dueAt}"}`;
    const ladder = `"ladderAt":{"${next.id}":${JSON.stringify(next.ladder)}}`;
    events.push(event('stage-opened', `${document},${due},${ladder},"stage":${next.stage}`));
  }
  if (isApproved) events.push(event('document-approved', document));
  return events;
}

function prepareReads(database: Database) {
  return {
    answer: database.prepare('select answer from handled_commands where tenant_id = ? and idempotency_key = ?'),
    actor: database.prepare(
      `select u.id, u.name, u.email, u.status, u.unit_id, u.manager_id, r.permissions
       from users u
       left join role_assignments held on held.tenant_id = u.tenant_id and held.user_id = u.id
       left join roles r on r.tenant_id = held.tenant_id and r.key = held.role_key
       where u.tenant_id = ? and u.id = ?`,
    ),
    document: database.prepare(
      `select id, version, type_key, type_version, number, title, submitter_id, status, data, data_revision, round,
         template_key, template_version, target_mask, approved_mask, created_at, submitted_at, closed_at, findings,
         holds, author_ids, deleted_at, nudged_at, cancel_at, cancelled_because, by_clock
       from documents where tenant_id = ? and id = ?`,
    ),
    steps: database.prepare(
      `select s.id, s.round, s.stage, s.bit, s.key, s.name, s.status, s.vote_rule, s.opening, s.opened_at, s.closed_at,
         s.because, s.problem, s.sla, s.due_at, s.ladder_at, s.rungs_fired, s.expired_as, s.paused_at, s.has_deputies,
         s.has_questions, a.user_id, a.reasons, a.decision, a.comment, a.decided_at, a.data_revision, a.put_by,
         a.replaced_at, a.voted_by
       from approval_steps s
       left join approvers a on a.tenant_id = s.tenant_id and a.document_id = s.document_id
         and a.round = s.round and a.step_id = s.id
       where s.tenant_id = ? and s.document_id = ? and s.round = ?
       order by s.bit, a.user_id`,
    ),
    calendars: database.prepare(
      `select t.calendar, t.time_zone, c.key, c.hours from tenants t
       left join calendars c on c.tenant_id = t.id where t.id = ?`,
    ),
    type: database.prepare(
      'select * from document_types where tenant_id = ? and key = ? order by version desc limit 1',
    ),
    delegation: database.prepare(
      `select id from delegations
       where tenant_id = ? and until > ? and (starts_at <= ? or state = 'running') limit 1`,
    ),
    head: database.prepare(
      'select seq, hash from audit_logs where tenant_id = ? and entity = ? order by seq desc limit 1',
    ),
  };
}

function prepareWrites(database: Database) {
  return {
    vote: database.prepare(
      `update approvers set decision = ?, decided_at = ?, data_revision = ?, asked_since = null
       where tenant_id = ? and document_id = ? and round = ? and step_id = ? and user_id = ? and decision is null`,
    ),
    closeStep: database.prepare(
      `update approval_steps set status = 'approved', closed_at = ?, next_rung_at = null
       where tenant_id = ? and document_id = ? and round = ? and bit = ?`,
    ),
    ask: database.prepare(
      `update approvers set asked_since = ?
       where tenant_id = ? and document_id = ? and round = ? and step_id = ? and decision is null`,
    ),
    openStep: database.prepare(
      `update approval_steps set status = 'pending', opening = opening + 1, opened_at = ?, due_at = ?,
         ladder_at = ?, next_rung_at = ?
       where tenant_id = ? and document_id = ? and round = ? and bit = ?`,
    ),
    document: database.prepare(
      `update documents set version = ?, status = ?, approved_mask = ?, closed_at = ?
       where tenant_id = ? and id = ? and version = ?`,
    ),
    logs: prepareForRows(
      database,
      `insert into audit_logs
         (tenant_id, entity, seq, at, actor_id, action, metadata, payload_digest, prev_hash, hash) values`,
      10,
    ),
    payloads: prepareForRows(database, 'insert into audit_payloads (tenant_id, entity, seq, salt, body) values', 5),
    moved: database.prepare(
      'insert into audit_moved_chains (tenant_id, entity, from_seq) values (?, ?, ?) on conflict do nothing',
    ),
    outbox: database.prepare(
      `insert into outbox (tenant_id, kind, subject, due_at, request_id, created_at, generation, state, attempts)
       values (?, 'document', ?, ?, ?, ?, 1, 'due', 0)
       on conflict (tenant_id, kind, subject) do update set generation = generation + 1,
         due_at = case when state = 'due' then due_at else excluded.due_at end,
         attempts = case when state = 'due' then attempts else 0 end,
         state = 'due', request_id = excluded.request_id`,
    ),
    answer: database.prepare(
      'insert into handled_commands (tenant_id, idempotency_key, answer, handled_at) values (?, ?, ?, ?)',
    ),
  };
}

/** An approval has two or three events; the list is indexed by their number. */
function prepareForRows(database: Database, insert: string, columns: number) {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
  return [0, 1, 2, 3].map((rows) =>
    rows === 0
      ? undefined
      : database.prepare<unknown[]>(`${insert} ${Array.from({ length: rows }, () => row).join(', ')}`),
  );
}
