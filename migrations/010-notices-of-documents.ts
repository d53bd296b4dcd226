import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/**
 * Which messages say of which documents that something waits, so that whoever changes one finds them. Messages that were
 * written before stand in it nowhere and stay as they are.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, end } = partsOf(dialect);
  await db.schema
    .createTable('notice_documents')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('document_id', key, (c) => c.notNull())
    .addColumn('notice_id', key, (c) => c.notNull())
    .addPrimaryKeyConstraint('notice_documents_pk', ['tenant_id', 'document_id', 'notice_id'])
    .addForeignKeyConstraint(
      'notice_documents_fk_0',
      ['tenant_id', 'notice_id'],
      'notices',
      ['tenant_id', 'id'],
      // What is forgotten of messages takes this with it.
      (c) => c.onDelete('cascade'),
    )
    .modifyEnd(end)
    .execute();
  await db.schema
    .createIndex('notice_documents_notice')
    .on('notice_documents')
    .columns(['tenant_id', 'notice_id'])
    .execute();
}

function partsOf(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, end: sql`` }
    : { key: sql`text`, end: sql`strict, without rowid` };
}
