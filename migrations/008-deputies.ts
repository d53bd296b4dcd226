import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/**
 * Who may act for whom, what is asked, and when a step's ladder comes to its next rung. Columns that are new in old
 * tables are null, or 0, for the rows that are there: a step that was opened before has no ladder, and nobody acts on it
 * for another.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const parts = partsOf(dialect);
  await addColumns(db, parts);
  await createDelegations(db, parts);
  await createDeputies(db, parts);
  await createQuestions(db, parts);
  await createIndexes(db);
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, text: sql`text`, number: sql`bigint`, end: sql`` }
    : { key: sql`text`, text: sql`text`, number: sql`integer`, end: sql`strict, without rowid` };
}

async function addColumns(db: Kysely<unknown>, { key, text, number }: Parts): Promise<void> {
  const add = (table: string, column: string, type: Parts['key']) =>
    db.schema.alterTable(table).addColumn(column, type).execute();
  const count = (table: string, column: string) =>
    db.schema
      .alterTable(table)
      .addColumn(column, number, (c) => c.notNull().defaultTo(0))
      .execute();
  await add('approval_steps', 'ladder_at', text);
  await count('approval_steps', 'rungs_fired');
  await add('approval_steps', 'expired_as', key);
  await add('approval_steps', 'paused_at', key);
  await add('approval_steps', 'next_rung_at', key);
  // Most steps have neither, and are read without looking for any.
  await count('approval_steps', 'has_deputies');
  await count('approval_steps', 'has_questions');
  await add('approvers', 'voted_by', key);
  await add('tenants', 'fallback_group', key);
  for (const column of ['nudged_at', 'cancel_at', 'cancelled_because']) await add('documents', column, key);
  await count('documents', 'by_clock');
}

async function createDelegations(db: Kysely<unknown>, { key, text, end }: Parts): Promise<void> {
  await db.schema
    .createTable('delegations')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('id', key, (c) => c.notNull())
    .addColumn('from_id', key, (c) => c.notNull())
    .addColumn('to_id', key, (c) => c.notNull())
    .addColumn('starts_at', key, (c) => c.notNull())
    .addColumn('ends_at', key, (c) => c.notNull())
    .addColumn('types', text)
    .addColumn('cap', text)
    .addColumn('created_at', key, (c) => c.notNull())
    .addColumn('ended_at', key)
    // When it is over, which is earlier than `ends_at` where it was ended before its time.
    .addColumn('until', key, (c) => c.notNull())
    .addColumn('state', key, (c) => c.notNull())
    .addColumn('settle_at', key)
    .addPrimaryKeyConstraint('delegations_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('delegations_fk_0', ['tenant_id', 'from_id'], 'users', ['tenant_id', 'id'])
    .addForeignKeyConstraint('delegations_fk_1', ['tenant_id', 'to_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
}

async function createDeputies(db: Kysely<unknown>, { key, text, number, end }: Parts): Promise<void> {
  const primaryKey = ['tenant_id', 'document_id', 'round', 'step_id', 'user_id', 'for_id', 'kind'] as const;
  await db.schema
    .createTable('deputies')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('document_id', key, (c) => c.notNull())
    .addColumn('round', number, (c) => c.notNull())
    .addColumn('step_id', key, (c) => c.notNull())
    .addColumn('user_id', key, (c) => c.notNull())
    .addColumn('for_id', key, (c) => c.notNull())
    .addColumn('kind', key, (c) => c.notNull())
    // Null for who could act once.
    .addColumn('ground', text)
    .addColumn('since', key, (c) => c.notNull())
    .addColumn('asked_since', key)
    .addPrimaryKeyConstraint('deputies_pk', [...primaryKey])
    .addForeignKeyConstraint('deputies_fk_0', ['tenant_id', 'step_id'], 'approval_steps', ['tenant_id', 'id'])
    .addForeignKeyConstraint('deputies_fk_1', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id'])
    .addForeignKeyConstraint('deputies_fk_2', ['tenant_id', 'for_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
}

async function createQuestions(db: Kysely<unknown>, { key, text, number, end }: Parts): Promise<void> {
  await db.schema
    .createTable('questions')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('document_id', key, (c) => c.notNull())
    .addColumn('round', number, (c) => c.notNull())
    .addColumn('step_id', key, (c) => c.notNull())
    // Their order: two may have been asked in one millisecond, or by clocks that disagree.
    .addColumn('position', number, (c) => c.notNull())
    .addColumn('id', key, (c) => c.notNull())
    .addColumn('asked_by', key, (c) => c.notNull())
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('asked_at', key, (c) => c.notNull())
    .addColumn('answer', text)
    .addColumn('answered_at', key)
    .addPrimaryKeyConstraint('questions_pk', ['tenant_id', 'document_id', 'round', 'step_id', 'position'])
    .addForeignKeyConstraint('questions_fk_0', ['tenant_id', 'step_id'], 'approval_steps', ['tenant_id', 'id'])
    .addForeignKeyConstraint('questions_fk_1', ['tenant_id', 'asked_by'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const index = async (name: string, table: string, columns: string[]) => {
    await db.schema.createIndex(name).on(table).columns(columns).execute();
  };
  await index('delegations_from', 'delegations', ['tenant_id', 'from_id', 'until']);
  await index('delegations_to', 'delegations', ['tenant_id', 'to_id', 'until']);
  await index('delegations_until', 'delegations', ['tenant_id', 'until']);
  await sql`create index delegations_settle on delegations (tenant_id, settle_at) where settle_at is not null`.execute(
    db,
  );
  await sql`create index deputies_asked on deputies (tenant_id, user_id, asked_since, document_id)
    where asked_since is not null`.execute(db);
  await sql`create index approval_steps_rung on approval_steps (tenant_id, next_rung_at)
    where next_rung_at is not null`.execute(db);
}
