import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/**
 * Everything the path from submit to approved needs. Times are UTC ISO-8601 text and keys are text, both compared
 * bytewise on every database; JSON is text; numbers are bigint.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const table = tableBuilder(db, dialect);
  await createOrganisation(table);
  await createDefinitions(table);
  await createDocuments(table);
  await createAudit(table);
  await createDelivery(table);
  await createIndexes(db);
  for (const name of ['audit_logs', 'document_types', 'approval_templates', 'approval_template_steps']) {
    await forbidChange(db, dialect, name);
  }
}

type Column = 'key' | 'key?' | 'text' | 'text?' | 'number' | 'number?';
type CreateTable = (
  name: string,
  columns: Record<string, Column>,
  constraints: { primaryKey: string[]; unique?: string[][]; references?: [string[], string, string[]][] },
) => Promise<void>;

/** `key` is text compared bytewise; a question mark allows null. */
function tableBuilder(db: Kysely<unknown>, dialect: Dialect): CreateTable {
  const keyType = dialect === 'postgres' ? sql`text collate "C"` : sql`text`;
  const typeOf = { key: keyType, text: sql`text`, number: dialect === 'postgres' ? sql`bigint` : sql`integer` };
  return async (name, columns, { primaryKey, unique = [], references = [] }) => {
    let table = db.schema.createTable(name);
    for (const [column, kind] of Object.entries(columns)) {
      const optional = kind.endsWith('?');
      const type = typeOf[kind.replace('?', '') as keyof typeof typeOf];
      table = table.addColumn(column, type, (c) => (optional ? c : c.notNull()));
    }
    table = table.addPrimaryKeyConstraint(`${name}_pk`, primaryKey as never);
    unique.forEach((on, at) => {
      table = table.addUniqueConstraint(`${name}_unique_${at}`, on as never);
    });
    references.forEach(([from, to, at], index) => {
      table = table.addForeignKeyConstraint(`${name}_fk_${index}`, from as never, to, at as never);
    });
    await (dialect === 'sqlite' ? table.modifyEnd(sql`strict, without rowid`) : table).execute();
  };
}

async function createOrganisation(table: CreateTable): Promise<void> {
  await table(
    'tenants',
    { id: 'key', name: 'text', time_zone: 'text', locale: 'text', created_at: 'key' },
    { primaryKey: ['id'] },
  );
  await table(
    'org_units',
    { tenant_id: 'key', id: 'key', name: 'text', parent_id: 'key?', head_id: 'key?' },
    { primaryKey: ['tenant_id', 'id'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  await table(
    'users',
    {
      tenant_id: 'key',
      id: 'key',
      name: 'text',
      email: 'key',
      title: 'text?',
      status: 'key',
      unit_id: 'key?',
      manager_id: 'key?',
      locale: 'text?',
      time_zone: 'text?',
    },
    { primaryKey: ['tenant_id', 'id'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  await table(
    'roles',
    { tenant_id: 'key', key: 'key', name: 'text', permissions: 'text' },
    { primaryKey: ['tenant_id', 'key'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  await table(
    'role_assignments',
    // An empty unit means the whole tenant: a null could stand twice in the key.
    { tenant_id: 'key', role_key: 'key', user_id: 'key', unit_id: 'key' },
    {
      primaryKey: ['tenant_id', 'user_id', 'role_key', 'unit_id'],
      references: [
        [['tenant_id', 'role_key'], 'roles', ['tenant_id', 'key']],
        [['tenant_id', 'user_id'], 'users', ['tenant_id', 'id']],
      ],
    },
  );
  await table(
    'chat_installations',
    { tenant_id: 'key', platform: 'key', installation: 'key', created_at: 'key' },
    { primaryKey: ['platform', 'installation'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  await table(
    'chat_identities',
    { tenant_id: 'key', platform: 'key', installation: 'key', chat_user: 'key', user_id: 'key' },
    {
      primaryKey: ['platform', 'installation', 'chat_user'],
      unique: [['tenant_id', 'user_id', 'platform', 'installation']],
      references: [[['tenant_id', 'user_id'], 'users', ['tenant_id', 'id']]],
    },
  );
}

async function createDefinitions(table: CreateTable): Promise<void> {
  await table(
    'document_types',
    {
      tenant_id: 'key',
      key: 'key',
      version: 'number',
      name: 'text',
      prefix: 'key',
      description: 'text?',
      form_schema: 'text',
      title_field: 'text',
      visible_to_managers: 'number',
      created_at: 'key',
    },
    { primaryKey: ['tenant_id', 'key', 'version'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  await table(
    'approval_templates',
    {
      tenant_id: 'key',
      key: 'key',
      version: 'number',
      name: 'text',
      type_key: 'key',
      priority: 'number',
      created_at: 'key',
    },
    { primaryKey: ['tenant_id', 'key', 'version'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  await table(
    'approval_template_steps',
    {
      tenant_id: 'key',
      template_key: 'key',
      template_version: 'number',
      position: 'number',
      stage: 'number',
      key: 'key',
      name: 'text',
      who: 'text',
      vote_rule: 'text',
    },
    {
      primaryKey: ['tenant_id', 'template_key', 'template_version', 'position'],
      references: [
        [['tenant_id', 'template_key', 'template_version'], 'approval_templates', ['tenant_id', 'key', 'version']],
      ],
    },
  );
  await table(
    'document_sequences',
    { tenant_id: 'key', type_key: 'key', year: 'number', last: 'number' },
    { primaryKey: ['tenant_id', 'type_key', 'year'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
}

async function createDocuments(table: CreateTable): Promise<void> {
  await table(
    'documents',
    {
      tenant_id: 'key',
      id: 'key',
      version: 'number',
      type_key: 'key',
      type_version: 'number',
      number: 'key?',
      title: 'text',
      submitter_id: 'key',
      status: 'key',
      data: 'text',
      data_revision: 'number',
      round: 'number',
      template_key: 'key?',
      template_version: 'number?',
      target_mask: 'number',
      approved_mask: 'number',
      created_at: 'key',
      submitted_at: 'key?',
      closed_at: 'key?',
    },
    {
      primaryKey: ['tenant_id', 'id'],
      unique: [['tenant_id', 'number']],
      references: [
        [['tenant_id', 'type_key', 'type_version'], 'document_types', ['tenant_id', 'key', 'version']],
        [['tenant_id', 'submitter_id'], 'users', ['tenant_id', 'id']],
      ],
    },
  );
  await table(
    'approval_steps',
    {
      tenant_id: 'key',
      id: 'key',
      document_id: 'key',
      round: 'number',
      stage: 'number',
      bit: 'number',
      key: 'key',
      name: 'text',
      status: 'key',
      vote_rule: 'text',
      opening: 'number',
      opened_at: 'key?',
      closed_at: 'key?',
    },
    {
      primaryKey: ['tenant_id', 'document_id', 'round', 'bit'],
      unique: [['tenant_id', 'id']],
      references: [[['tenant_id', 'document_id'], 'documents', ['tenant_id', 'id']]],
    },
  );
  await table(
    'approvers',
    {
      tenant_id: 'key',
      document_id: 'key',
      round: 'number',
      step_id: 'key',
      user_id: 'key',
      reasons: 'text',
      decision: 'key?',
      comment: 'text?',
      decided_at: 'key?',
      data_revision: 'number?',
    },
    {
      primaryKey: ['tenant_id', 'document_id', 'round', 'step_id', 'user_id'],
      references: [
        [['tenant_id', 'step_id'], 'approval_steps', ['tenant_id', 'id']],
        [['tenant_id', 'user_id'], 'users', ['tenant_id', 'id']],
      ],
    },
  );
  await table(
    'handled_commands',
    { tenant_id: 'key', idempotency_key: 'key', answer: 'text', handled_at: 'key' },
    { primaryKey: ['tenant_id', 'idempotency_key'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
}

async function createAudit(table: CreateTable): Promise<void> {
  await table(
    'audit_logs',
    {
      tenant_id: 'key',
      entity: 'key',
      seq: 'number',
      at: 'key',
      actor_id: 'key?',
      action: 'key',
      metadata: 'text',
      payload_digest: 'key',
      prev_hash: 'key',
      hash: 'key',
    },
    { primaryKey: ['tenant_id', 'entity', 'seq'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  // The only erasable part of the trail: what a person wrote or is called. The log keeps a salted digest of it.
  await table(
    'audit_payloads',
    { tenant_id: 'key', entity: 'key', seq: 'number', salt: 'text', body: 'text' },
    {
      primaryKey: ['tenant_id', 'entity', 'seq'],
      references: [[['tenant_id', 'entity', 'seq'], 'audit_logs', ['tenant_id', 'entity', 'seq']]],
    },
  );
}

async function createDelivery(table: CreateTable): Promise<void> {
  await table(
    'outbox',
    {
      tenant_id: 'key',
      kind: 'key',
      subject: 'key',
      /** Counts how often it was asked for, so that work asked for during a delivery is not lost with it. */
      generation: 'number',
      state: 'key',
      due_at: 'key',
      lease_owner: 'key?',
      lease_until: 'key?',
      attempts: 'number',
      last_error: 'text?',
      request_id: 'key',
      created_at: 'key',
    },
    { primaryKey: ['tenant_id', 'kind', 'subject'], references: [[['tenant_id'], 'tenants', ['id']]] },
  );
  await table(
    'cards',
    {
      tenant_id: 'key',
      id: 'key',
      document_id: 'key',
      role: 'key',
      subject: 'key',
      user_id: 'key',
      platform: 'key',
      installation: 'key',
      chat_user: 'key',
      conversation: 'key?',
      message: 'key?',
      state: 'key',
      drawn_version: 'number',
      drawn_digest: 'key?',
      updated_at: 'key',
    },
    {
      primaryKey: ['tenant_id', 'id'],
      unique: [['tenant_id', 'document_id', 'role', 'subject', 'user_id', 'platform', 'installation']],
      references: [[['tenant_id', 'document_id'], 'documents', ['tenant_id', 'id']]],
    },
  );
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const index = async (name: string, table: string, columns: string[]) => {
    await db.schema.createIndex(name).on(table).columns(columns).execute();
  };
  await index('users_manager', 'users', ['tenant_id', 'manager_id']);
  await index('users_email', 'users', ['tenant_id', 'email']);
  await index('role_assignments_role', 'role_assignments', ['tenant_id', 'role_key']);
  await index('documents_submitter', 'documents', ['tenant_id', 'submitter_id', 'created_at']);
  await index('approvers_user', 'approvers', ['tenant_id', 'user_id', 'decided_at']);
  await index('outbox_due', 'outbox', ['state', 'due_at']);
}

/** Refuses UPDATE, DELETE and an INSERT over an existing row, which UPDATE and DELETE triggers do not see. */
async function forbidChange(db: Kysely<unknown>, dialect: Dialect, table: string): Promise<void> {
  if (dialect === 'sqlite') await forbidOnSqlite(db, table);
  else await forbidOnPostgres(db, table);
}

const keyOf: Record<string, string[]> = {
  audit_logs: ['tenant_id', 'entity', 'seq'],
  document_types: ['tenant_id', 'key', 'version'],
  approval_templates: ['tenant_id', 'key', 'version'],
  approval_template_steps: ['tenant_id', 'template_key', 'template_version', 'position'],
};

async function forbidOnSqlite(db: Kysely<unknown>, table: string): Promise<void> {
  const refuse = sql.raw(`begin select raise(abort, '${table} is append-only'); end`);
  const same = (keyOf[table] ?? []).map((column) => `${column} = new.${column}`).join(' and ');
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
