import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/** Forms that somebody has begun to fill and not sent. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, text, number, end } = partsOf(dialect);
  await db.schema
    .createTable('form_drafts')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('id', key, (c) => c.notNull())
    .addColumn('person_id', key, (c) => c.notNull())
    .addColumn('type_key', key, (c) => c.notNull())
    // No reference: a form is begun before its document is made.
    .addColumn('document_id', key, (c) => c.notNull())
    .addColumn('seen_round', number)
    .addColumn('seen_data_revision', number)
    .addColumn('revision', number, (c) => c.notNull())
    .addColumn('page', number, (c) => c.notNull())
    .addColumn('input', text, (c) => c.notNull())
    .addColumn('begun_at', key, (c) => c.notNull())
    .addColumn('saved_at', key, (c) => c.notNull())
    .addColumn('finished_at', key)
    .addPrimaryKeyConstraint('form_drafts_pk', ['tenant_id', 'id'])
    .addForeignKeyConstraint('form_drafts_fk_0', ['tenant_id', 'person_id'], 'users', ['tenant_id', 'id'])
    .modifyEnd(end)
    .execute();
  const byPerson = db.schema.createIndex('form_drafts_person').on('form_drafts');
  await byPerson.columns(['tenant_id', 'person_id', 'saved_at']).execute();
}

function partsOf(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, text: sql`text`, number: sql`bigint`, end: sql`` }
    : { key: sql`text`, text: sql`text`, number: sql`integer`, end: sql`strict, without rowid` };
}
