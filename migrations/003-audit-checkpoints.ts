import { type Kysely, sql } from 'kysely';

type Dialect = 'sqlite' | 'postgres';

/** Signed statements about the ends of the audit chains, and which chains moved since the latest of them. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createCheckpoints(db, dialect);
  await createMovedChains(db, dialect);
  // Nothing was signed before, so every chain has moved since its first entry.
  await sql`insert into audit_moved_chains (tenant_id, entity, from_seq)
    select tenant_id, entity, seq from audit_logs where seq = 1`.execute(db);
  await (dialect === 'sqlite' ? forbidOnSqlite(db) : forbidOnPostgres(db));
}

async function createCheckpoints(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, number } = columnTypes(dialect);
  const table = db.schema
    .createTable('audit_checkpoints')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('seq', number, (c) => c.notNull())
    .addColumn('body', sql`text`, (c) => c.notNull())
    .addColumn('hash', key, (c) => c.notNull())
    .addColumn('key_id', key, (c) => c.notNull())
    .addColumn('signature', sql`text`, (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_checkpoints_pk', ['tenant_id', 'seq'])
    .addForeignKeyConstraint('audit_checkpoints_fk_0', ['tenant_id'], 'tenants', ['id']);
  // With rowids: a body may be 200 KB, which a tree of keys alone would carry through every search.
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute();
}

async function createMovedChains(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { key, number } = columnTypes(dialect);
  const table = db.schema
    .createTable('audit_moved_chains')
    .addColumn('tenant_id', key, (c) => c.notNull())
    .addColumn('entity', key, (c) => c.notNull())
    .addColumn('from_seq', number, (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_moved_chains_pk', ['tenant_id', 'entity']);
  await (dialect === 'sqlite' ? table.modifyEnd(sql`strict, without rowid`) : table).execute();
}

function columnTypes(dialect: Dialect) {
  return dialect === 'postgres'
    ? { key: sql`text collate "C"`, number: sql`bigint` }
    : { key: sql`text`, number: sql`integer` };
}

async function forbidOnSqlite(db: Kysely<unknown>): Promise<void> {
  const refuse = sql`begin select raise(abort, 'audit_checkpoints is append-only'); end`;
  const exists = sql`when exists
    (select 1 from audit_checkpoints where tenant_id = new.tenant_id and seq = new.seq)`;
  await sql`create trigger audit_checkpoints_no_update before update on audit_checkpoints ${refuse}`.execute(db);
  await sql`create trigger audit_checkpoints_no_delete before delete on audit_checkpoints ${refuse}`.execute(db);
  await sql`create trigger audit_checkpoints_no_replace before insert on audit_checkpoints ${exists} ${refuse}`.execute(
    db,
  );
}

async function forbidOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_checkpoints_guard() returns trigger language plpgsql as $$
    begin raise exception 'audit_checkpoints is append-only'; end $$`.execute(db);
  await sql`create trigger audit_checkpoints_no_change before update or delete on audit_checkpoints
    for each row execute function audit_checkpoints_guard()`.execute(db);
}
