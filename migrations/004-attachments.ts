import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/** Files of documents, and the links by which people open them. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createAttachments(db, dialect);
  await createFileLinks(db, dialect);
  await db.schema.createIndex('attachments_sha256').on('attachments').columns(['sha256']).execute();
  await db.schema.createIndex('file_links_expiry').on('file_links').columns(['expires_at']).execute();
}

async function createAttachments(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, text, number, end } = partsOf(dialect);
  await db.schema
    .createTable('attachments')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('id', key, (c) => c.notNull())
    .addColumn('sha256', key, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('media_type', key, (c) => c.notNull())
    .addColumn('bytes', number, (c) => c.notNull())
    .addColumn('uploader_id', key, (c) => c.notNull())
    // No reference: files are taken for a document before it is made.
    .addColumn('document_id', key, (c) => c.notNull())
    .addColumn('created_at', key, (c) => c.notNull())
    .addPrimaryKeyConstraint('attachments_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('attachments_fk_0', ['tenant_id', 'uploader_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
  await db.schema.createIndex('attachments_document').on('attachments').columns(['tenant_id', 'document_id']).execute();
}

async function createFileLinks(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, text, end } = partsOf(dialect);
  await db.schema
    .createTable('file_links')
    .addColumn('token_hash', key, (c) => c.notNull())
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('attachment_id', key, (c) => c.notNull())
    .addColumn('document_id', key, (c) => c.notNull())
    .addColumn('person_id', key, (c) => c.notNull())
    .addColumn('locale', text, (c) => c.notNull())
    .addColumn('expires_at', key, (c) => c.notNull())
    .addColumn('browser_hash', key)
    .addColumn('used_at', key)
    .addPrimaryKeyConstraint('file_links_pk', ['token_hash'])
    .addForeignKeyConstraint('file_links_fk_0', ['tenant_id', 'attachment_id'], 'attachments', ['tenant_id', 'id'])
    .addForeignKeyConstraint('file_links_fk_1', ['tenant_id', 'person_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
}

function partsOf(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, text: sql`text`, number: sql`bigint`, end: sql`` }
    : { key: sql`text`, text: sql`text`, number: sql`integer`, end: sql`strict, without rowid` };
}
