import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/**
 * What people are to be reminded of and when they want to hear of it, which slots of the timetable were taken, and counts
 * that only grow. Columns that are new in old tables are null for the rows that are there.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const parts = partsOf(dialect);
  await createReminders(db, parts);
  await createPreferences(db, parts);
  await createTimetable(db, parts);
  await createCounters(db, parts);
  await addColumns(db, parts);
  await createIndexes(db);
  await countWhatThereIs(db, dialect);
  await (dialect === 'sqlite' ? countOnSqlite(db) : countOnPostgres(db));
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, text: sql`text`, number: sql`bigint`, end: sql`` }
    : { key: sql`text`, text: sql`text`, number: sql`integer`, end: sql`strict, without rowid` };
}

async function createReminders(db: Kysely<unknown>, { key, text, end }: Parts): Promise<void> {
  await db.schema
    .createTable('reminders')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('user_id', key, (c) => c.notNull())
    .addColumn('step_id', key, (c) => c.notNull())
    .addColumn('document_id', key, (c) => c.notNull())
    .addColumn('cause', text, (c) => c.notNull())
    // When it was to be said; the person may want to hear of it later.
    .addColumn('wanted_at', key, (c) => c.notNull())
    .addColumn('due_at', key, (c) => c.notNull())
    // One at a time of each step, however many are wished for.
    .addPrimaryKeyConstraint('reminders_pk', ['tenant_id', 'user_id', 'step_id'])
    .addForeignKeyConstraint('reminders_fk_0', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id'])
    .addForeignKeyConstraint('reminders_fk_1', ['tenant_id', 'step_id'], 'approval_steps', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
}

async function createPreferences(db: Kysely<unknown>, { key, text, end }: Parts): Promise<void> {
  await db.schema
    .createTable('preferences')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('user_id', key, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('saved_at', key, (c) => c.notNull())
    .addPrimaryKeyConstraint('preferences_pk', ['tenant_id', 'user_id'])
    .addForeignKeyConstraint('preferences_fk_0', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
}

/** Of the whole house: one look at the clock serves every tenant, or all of one time zone. */
async function createTimetable(db: Kysely<unknown>, { key, end }: Parts): Promise<void> {
  await db.schema
    .createTable('timetable_slots')
    .addColumn('entry', key, (c) => c.notNull())
    // Empty for all zones: a null could stand twice in the key.
    .addColumn('zone', key, (c) => c.notNull())
    .addColumn('slot', key, (c) => c.notNull())
    .addColumn('taken_at', key, (c) => c.notNull())
    .addPrimaryKeyConstraint('timetable_slots_pk', ['entry', 'zone', 'slot'])
    .modifyEnd(end)
    .execute();
}

async function createCounters(db: Kysely<unknown>, { key, number, end }: Parts): Promise<void> {
  await db.schema
    .createTable('counters')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('name', key, (c) => c.notNull())
    .addColumn('value', number, (c) => c.notNull())
    .addPrimaryKeyConstraint('counters_pk', ['tenant_id', 'name'])
    .modifyEnd(end)
    .execute();
}

async function addColumns(db: Kysely<unknown>, { key }: Parts): Promise<void> {
  // The earliest wish that came while the task was held.
  await db.schema.alterTable('outbox').addColumn('again_at', key).execute();
  for (const table of ['cards', 'notices']) await db.schema.alterTable(table).addColumn('not_before', key).execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const index = async (name: string, table: string, columns: string[]) => {
    await db.schema.createIndex(name).on(table).columns(columns).execute();
  };
  // With the whole key, so that tasks due at one moment have an order that can be continued.
  await db.schema.dropIndex('outbox_due').execute();
  await index('outbox_due', 'outbox', ['state', 'due_at', 'tenant_id', 'kind', 'subject']);
  await index('handled_commands_at', 'handled_commands', ['tenant_id', 'handled_at']);
  await index('notices_updated', 'notices', ['tenant_id', 'updated_at']);
  // What is open is found among ever more that is done.
  await sql`create index documents_pending on documents (tenant_id, submitter_id, round)
    where status = 'pending'`.execute(db);
  await sql`create index documents_returned on documents (tenant_id, closed_at)
    where status = 'returned'`.execute(db);
  await sql`create index documents_lapsing on documents (tenant_id, cancel_at)
    where cancel_at is not null`.execute(db);
  await sql`create index documents_submitted on documents (tenant_id, submitted_at)
    where submitted_at is not null`.execute(db);
  await sql`create index documents_closed on documents (tenant_id, closed_at)
    where closed_at is not null`.execute(db);
  await sql`create index approval_steps_open on approval_steps (tenant_id, opened_at)
    where status = 'pending'`.execute(db);
  await sql`create index approval_steps_due on approval_steps (tenant_id, due_at, paused_at)
    where status = 'pending'`.execute(db);
  await sql`create index approval_steps_closed on approval_steps (tenant_id, closed_at)
    where closed_at is not null`.execute(db);
}

const countedActions = sql`('document-submitted', 'document-approved', 'document-rejected')`;
const decidedStatuses = sql`('approved', 'rejected', 'returned')`;

/** Seconds that a decided step was open; each counts in the first of these that is long enough, or in `longer`. */
const bounds = [60, 300, 900, 3600, 14_400, 28_800, 86_400, 172_800, 345_600, 604_800, 1_209_600, 2_592_000];

function boundOf(ms: ReturnType<typeof sql>) {
  const cases = bounds.map((seconds) => sql`when ${ms} <= ${sql.lit(seconds * 1000)} then ${sql.lit(nameOf(seconds))}`);
  return sql`case ${sql.join(cases, sql` `)} else 'approval/longer' end`;
}

function nameOf(seconds: number): string {
  return `approval/${seconds}`;
}

function openMs(row: string, dialect: Dialect) {
  const [closed, opened] = [sql.ref(`${row}.closed_at`), sql.ref(`${row}.opened_at`)];
  return dialect === 'sqlite'
    ? sql`max(0, cast(round((julianday(${closed}) - julianday(${opened})) * 86400000) as integer))`
    : sql`greatest(0, round(extract(epoch from (${closed}::timestamptz - ${opened}::timestamptz)) * 1000)::bigint)`;
}

/** The clock of a step stands still while it is paused: what was in time then is not late. */
function isLate(row: string, before = row) {
  const [due, paused, closed] = [`${row}.due_at`, `${before}.paused_at`, `${row}.closed_at`].map((name) =>
    sql.ref(name),
  );
  return sql`${due} < coalesce(${paused}, ${closed})`;
}

async function countWhatThereIs(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const decided = sql`s.status in ${decidedStatuses} and s.opened_at is not null and s.closed_at is not null`;
  const ms = openMs('s', dialect);
  await sql`insert into counters (tenant_id, name, value)
    select l.tenant_id, l.action, count(*) from audit_logs as l where l.action in ${countedActions} group by 1, 2
    union all
    select s.tenant_id, ${boundOf(ms)}, count(*) from approval_steps as s where ${decided} group by 1, 2
    union all
    select s.tenant_id, 'approval/ms', sum(${ms}) from approval_steps as s where ${decided} group by 1
    union all
    select s.tenant_id, 'sla-breach', count(*) from approval_steps as s where ${isLate('s')} group by 1`.execute(db);
}

/** By triggers, because nobody can forget to count then, and because counting a million rows takes too long to ask often. */
async function countOnSqlite(db: Kysely<unknown>): Promise<void> {
  const closes = sql`old.closed_at is null and new.closed_at is not null`;
  const decided = sql`${closes} and new.opened_at is not null and new.status in ${decidedStatuses}`;
  const ms = openMs('new', 'sqlite');
  const plus = (name: unknown, value: unknown) => sql`insert into counters (tenant_id, name, value)
    values (new.tenant_id, ${name}, ${value}) on conflict do update set value = value + excluded.value;`;
  await sql`create trigger audit_logs_count after insert on audit_logs when new.action in ${countedActions} begin
    ${plus(sql`new.action`, sql`1`)} end`.execute(db);
  await sql`create trigger approval_steps_count after update of closed_at on approval_steps when ${decided} begin
    ${plus(boundOf(ms), sql`1`)} ${plus(sql`'approval/ms'`, ms)} end`.execute(db);
  await sql`create trigger approval_steps_late after update of closed_at on approval_steps
    when ${closes} and ${isLate('new', 'old')} begin
    ${plus(sql`'sla-breach'`, sql`1`)} end`.execute(db);
}

async function countOnPostgres(db: Kysely<unknown>): Promise<void> {
  const plus = (name: unknown, value: unknown) => sql`insert into counters as c (tenant_id, name, value)
    values (new.tenant_id, ${name}, ${value}) on conflict (tenant_id, name) do update set value = c.value + excluded.value;`;
  const ms = openMs('new', 'postgres');
  await sql`create function audit_logs_counted() returns trigger language plpgsql as $$ begin
    if new.action in ${countedActions} then ${plus(sql`new.action`, sql`1`)} end if;
    return null; end $$`.execute(db);
  await sql`create function approval_steps_counted() returns trigger language plpgsql as $$ begin
    if old.closed_at is not null or new.closed_at is null then return null; end if;
    if new.opened_at is not null and new.status in ${decidedStatuses} then
      ${plus(boundOf(ms), sql`1`)} ${plus(sql`'approval/ms'`, ms)} end if;
    if ${isLate('new', 'old')} then ${plus(sql`'sla-breach'`, sql`1`)} end if;
    return null; end $$`.execute(db);
  await sql`create trigger audit_logs_count after insert on audit_logs
    for each row execute function audit_logs_counted()`.execute(db);
  await sql`create trigger approval_steps_count after update of closed_at on approval_steps
    for each row execute function approval_steps_counted()`.execute(db);
}
