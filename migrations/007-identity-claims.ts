import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/** Who says to be whom until an administrator has confirmed it, and messages that are about no document. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, text, end } = partsOf(dialect);
  await db.schema
    .createTable('identity_claims')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('id', key, (c) => c.notNull())
    .addColumn('platform', key, (c) => c.notNull())
    .addColumn('installation', key, (c) => c.notNull())
    .addColumn('chat_user', key, (c) => c.notNull())
    .addColumn('account_name', text, (c) => c.notNull())
    .addColumn('email', text, (c) => c.notNull())
    .addColumn('user_id', key, (c) => c.notNull())
    .addColumn('state', key, (c) => c.notNull())
    .addColumn('claimed_at', key, (c) => c.notNull())
    .addColumn('expires_at', key, (c) => c.notNull())
    .addColumn('decided_at', key)
    .addColumn('decided_by', key)
    .addPrimaryKeyConstraint('identity_claims_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('identity_claims_fk_0', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id'])
    .addForeignKeyConstraint('identity_claims_fk_1', ['tenant_id', 'decided_by'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
  await db.schema
    .createTable('notices')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('id', key, (c) => c.notNull())
    .addColumn('kind', key, (c) => c.notNull())
    .addColumn('subject', key, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    // Null for an account that is nobody's: not linked yet, or refused.
    .addColumn('user_id', key)
    .addColumn('platform', key, (c) => c.notNull())
    .addColumn('installation', key, (c) => c.notNull())
    .addColumn('chat_user', key, (c) => c.notNull())
    .addColumn('conversation', key)
    .addColumn('message', key)
    .addColumn('state', key, (c) => c.notNull())
    .addColumn('drawn_digest', key)
    .addColumn('created_at', key, (c) => c.notNull())
    .addColumn('updated_at', key, (c) => c.notNull())
    .addPrimaryKeyConstraint('notices_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('notices_fk_0', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
  await createIndexes(db);
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const byAccount = ['tenant_id', 'platform', 'installation', 'chat_user', 'claimed_at'];
  await db.schema.createIndex('identity_claims_account').on('identity_claims').columns(byAccount).execute();
  await db.schema.createIndex('notices_subject').on('notices').columns(['tenant_id', 'subject', 'kind']).execute();
  // One account waits for one person, and one person for one account, whatever arrives at the same moment.
  for (const one of ['chat_user', 'user_id']) {
    await db.schema
      .createIndex(`identity_claims_waiting_${one}`)
      .unique()
      .on('identity_claims')
      .columns(['tenant_id', 'platform', 'installation', one])
      .where(sql.ref('state'), '=', sql.lit('waiting'))
      .execute();
  }
  await sql`create index users_email_any_case on users (tenant_id, lower(email))`.execute(db);
}

function partsOf(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, text: sql`text`, end: sql`` }
    : { key: sql`text`, text: sql`text`, end: sql`strict, without rowid` };
}
