import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/**
 * What rules, policies with quotas, calendars, groups, reassigning, completing and deleting keep. Columns that are new
 * in old tables are null, or 0, for the rows that are there: the document that was submitted before has no policies, the
 * type that was saved before has no completion.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const [table, columns] of Object.entries(addedColumns)) {
    for (const [column, kind] of Object.entries(columns)) await addColumn(db, dialect, table, column, kind);
  }
  for (const table of tables) await createTable(db, dialect, table);
  for (const [name, table, on] of indexes) await db.schema.createIndex(name).on(table).columns(on).execute();
  await indexWhoIsAsked(db);
  await indexWhatIsApproved(db);
  for (const table of ['policies', 'quota_entries']) await forbidChange(db, dialect, table);
}

/** `key` is text compared bytewise; a question mark allows null, a `flag` is 0 or 1, a `count` begins at 0. */
type Column = 'key' | 'key?' | 'text' | 'text?' | 'number' | 'count' | 'flag';

function typeOf(kind: Column, dialect: Dialect) {
  switch (kind) {
    case 'key':
    case 'key?':
      return dialect === 'postgres' ? sql`text collate "C"` : sql`text`;
    case 'text':
    case 'text?':
      return sql`text`;
    case 'number':
    case 'count':
    case 'flag':
      return dialect === 'postgres' ? sql`bigint` : sql`integer`;
  }
}

type AddedColumn = Extract<Column, 'key?' | 'text?' | 'count' | 'flag'>;

const addedColumns: Readonly<Record<string, Readonly<Record<string, AddedColumn>>>> = {
  tenants: { calendar: 'key?' },
  roles: { everyone: 'flag', confirm_identity: 'flag' },
  document_types: { attachments: 'text?', completion: 'text?', author_id: 'key?', earlier_authors: 'text?' },
  approval_templates: { condition: 'text?', author_id: 'key?', earlier_authors: 'text?' },
  approval_template_steps: { when_rule: 'text?', because: 'text?', sla: 'text?' },
  documents: {
    findings: 'text?',
    holds: 'text?',
    author_ids: 'text?',
    deleted_at: 'key?',
    completed_at: 'key?',
    completed_by: 'key?',
  },
  approval_steps: { because: 'text?', problem: 'text?', sla: 'text?', due_at: 'key?', open_places: 'count' },
  approvers: { put_by: 'key?', replaced_at: 'key?', was_asked: 'flag', asked_since: 'key?' },
};

interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly primaryKey: readonly string[];
  readonly references: readonly (readonly [from: readonly string[], table: string, to: readonly string[]])[];
  readonly checks?: readonly string[];
}

const tables: readonly Table[] = [
  {
    name: 'policies',
    columns: {
      tenant_id: 'key',
      key: 'key',
      version: 'number',
      name: 'text',
      type_key: 'key',
      priority: 'number',
      when_rule: 'text?',
      check_rule: 'text',
      author_id: 'key?',
      earlier_authors: 'text?',
      active: 'flag',
      created_at: 'key',
    },
    primaryKey: ['tenant_id', 'key', 'version'],
    references: [[['tenant_id'], 'tenants', ['id']]],
  },
  {
    name: 'policy_tests',
    columns: { tenant_id: 'key', name: 'key', body: 'text' },
    primaryKey: ['tenant_id', 'name'],
    references: [[['tenant_id'], 'tenants', ['id']]],
  },
  {
    name: 'calendars',
    columns: { tenant_id: 'key', key: 'key', name: 'text', time_zone: 'text', hours: 'text' },
    primaryKey: ['tenant_id', 'key'],
    references: [[['tenant_id'], 'tenants', ['id']]],
  },
  {
    name: 'holidays',
    columns: { tenant_id: 'key', calendar_key: 'key', date: 'key', name: 'text' },
    primaryKey: ['tenant_id', 'calendar_key', 'date'],
    references: [[['tenant_id', 'calendar_key'], 'calendars', ['tenant_id', 'key']]],
  },
  {
    name: 'groups',
    columns: { tenant_id: 'key', key: 'key', name: 'text' },
    primaryKey: ['tenant_id', 'key'],
    references: [[['tenant_id'], 'tenants', ['id']]],
  },
  {
    name: 'group_members',
    columns: { tenant_id: 'key', group_key: 'key', user_id: 'key' },
    primaryKey: ['tenant_id', 'group_key', 'user_id'],
    references: [
      [['tenant_id', 'group_key'], 'groups', ['tenant_id', 'key']],
      [['tenant_id', 'user_id'], 'users', ['tenant_id', 'id']],
    ],
  },
  {
    name: 'quota_balances',
    columns: {
      tenant_id: 'key',
      policy_key: 'key',
      user_id: 'key',
      year: 'number',
      held: 'number',
      spent: 'number',
    },
    primaryKey: ['tenant_id', 'user_id', 'policy_key', 'year'],
    references: [[['tenant_id', 'user_id'], 'users', ['tenant_id', 'id']]],
    checks: ['held >= 0', 'spent >= 0'],
  },
  {
    name: 'quota_entries',
    columns: {
      tenant_id: 'key',
      document_id: 'key',
      seq: 'number',
      policy_key: 'key',
      user_id: 'key',
      year: 'number',
      kind: 'key',
      amount: 'number',
      at: 'key',
    },
    primaryKey: ['tenant_id', 'document_id', 'seq', 'policy_key', 'user_id', 'year', 'kind'],
    references: [[['tenant_id', 'document_id'], 'documents', ['tenant_id', 'id']]],
    checks: ['amount > 0'],
  },
];

const indexes: readonly (readonly [name: string, table: string, on: string[]])[] = [
  ['approval_templates_type', 'approval_templates', ['tenant_id', 'type_key']],
  ['policies_type', 'policies', ['tenant_id', 'type_key']],
  // Without the status: it would be written again by every last vote, and leaves out few of a person's documents.
  ['documents_requests', 'documents', ['tenant_id', 'submitter_id', 'type_key', 'created_at']],
  ['quota_entries_balance', 'quota_entries', ['tenant_id', 'policy_key', 'user_id', 'year']],
  ['audit_logs_at', 'audit_logs', ['tenant_id', 'at']],
  ['audit_logs_actor', 'audit_logs', ['tenant_id', 'actor_id', 'at']],
];

async function addColumn(db: Kysely<unknown>, dialect: Dialect, table: string, column: string, kind: AddedColumn) {
  await db.schema
    .alterTable(table)
    .addColumn(column, typeOf(kind, dialect), (c) =>
      kind === 'flag' || kind === 'count' ? c.notNull().defaultTo(0) : c,
    )
    .execute();
}

async function createTable(db: Kysely<unknown>, dialect: Dialect, described: Table): Promise<void> {
  const { name, columns, primaryKey, references, checks = [] } = described;
  let table = db.schema.createTable(name);
  for (const [column, kind] of Object.entries(columns)) {
    table = table.addColumn(column, typeOf(kind, dialect), (c) => (kind.endsWith('?') ? c : c.notNull()));
  }
  table = table.addPrimaryKeyConstraint(`${name}_pk`, primaryKey as never);
  references.forEach(([from, to, at], index) => {
    table = table.addForeignKeyConstraint(`${name}_fk_${index}`, from as never, to, at as never);
  });
  checks.forEach((check, index) => {
    table = table.addCheckConstraint(`${name}_check_${index}`, sql.raw(check));
  });
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict, without rowid`) : table).execute();
}

/**
 * Who need not vote because another did stays without a decision for good, so looking for those without one would look
 * at ever more. This index has only those who are asked at the moment.
 */
async function indexWhoIsAsked(db: Kysely<unknown>): Promise<void> {
  await sql`update approvers set asked_since = (
    select s.opened_at from approval_steps as s
    where s.tenant_id = approvers.tenant_id and s.id = approvers.step_id and s.status = 'pending'
  ) where decision is null`.execute(db);
  await db.schema.dropIndex('approvers_user').execute();
  await sql`create index approvers_asked on approvers (tenant_id, user_id, asked_since, document_id)
    where asked_since is not null`.execute(db);
}

/** What is to be carried out is found in it by type. It is written once by an approval, and once by a completion. */
async function indexWhatIsApproved(db: Kysely<unknown>): Promise<void> {
  await sql`create index documents_approved on documents (tenant_id, type_key, closed_at, id)
    where status = 'approved'`.execute(db);
}

/** Refuses UPDATE, DELETE and an INSERT over an existing row, which UPDATE and DELETE triggers do not see. */
async function forbidChange(db: Kysely<unknown>, dialect: Dialect, table: string): Promise<void> {
  if (dialect === 'sqlite') await forbidOnSqlite(db, table);
  else await forbidOnPostgres(db, table);
}

async function forbidOnSqlite(db: Kysely<unknown>, table: string): Promise<void> {
  const primaryKey = tables.find(({ name }) => name === table)?.primaryKey ?? [];
  const refuse = sql.raw(`begin select raise(abort, '${table} is append-only'); end`);
  const same = primaryKey.map((column) => `${column} = new.${column}`).join(' and ');
  const exists = sql.raw(`when exists (select 1 from ${table} where ${same})`);
  const name = (suffix: string) => sql.raw(`${table}_${suffix}`);
  await sql`create trigger ${name('no_update')} before update on ${sql.table(table)} ${refuse}`.execute(db);
  await sql`create trigger ${name('no_delete')} before delete on ${sql.table(table)} ${refuse}`.execute(db);
  await sql`create trigger ${name('no_replace')} before insert on ${sql.table(table)} ${exists} ${refuse}`.execute(db);
}

async function forbidOnPostgres(db: Kysely<unknown>, table: string): Promise<void> {
  const guard = sql.raw(`${table}_guard`);
  const body = sql.raw(`begin raise exception '${table} is append-only'; end`);
  await sql`create function ${guard}() returns trigger language plpgsql as $$ ${body} $$`.execute(db);
  await sql`create trigger ${sql.raw(`${table}_no_change`)} before update or delete on ${sql.table(table)}
    for each row execute function ${guard}()`.execute(db);
}
