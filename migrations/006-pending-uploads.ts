import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/** Files that somebody uploaded in chat to change the company, and has not confirmed. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, text, end } = partsOf(dialect);
  await db.schema
    .createTable('pending_uploads')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('id', key, (c) => c.notNull())
    .addColumn('person_id', key, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('expires_at', key, (c) => c.notNull())
    .addPrimaryKeyConstraint('pending_uploads_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('pending_uploads_fk_0', ['tenant_id', 'person_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
  const byTime = db.schema.createIndex('pending_uploads_expiry').on('pending_uploads');
  await byTime.columns(['expires_at']).execute();
}

function partsOf(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, text: sql`text`, end: sql`` }
    : { key: sql`text`, text: sql`text`, end: sql`strict, without rowid` };
}
