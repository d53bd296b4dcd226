import { createHash } from 'node:crypto';
import Sqlite, { type Database } from 'better-sqlite3';
import type { AuditFigures, Manifest } from './manifest.js';

/** What a database file holds, whatever version it is of; nobody may be writing to it. */
export function databaseFigures(file: string): Pick<Manifest, 'migration' | 'rows' | 'audit'> {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const tables = tablesOf(database);
    const rows = Object.fromEntries(tables.map((table) => [table, countOf(database, table)]));
    return { migration: newestMigration(database, tables), rows, audit: auditFigures(database, rows.audit_logs ?? 0) };
  } finally {
    database.close();
  }
}

/** Hashes of files that the database speaks of. */
export function hashesOfFiles(file: string): readonly string[] {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    if (!tablesOf(database).includes('attachments')) return [];
    return database.prepare<[], string>('select distinct sha256 from attachments').pluck().all();
  } finally {
    database.close();
  }
}

function tablesOf(database: Database): readonly string[] {
  const list = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";
  return database.prepare<[], string>(list).pluck().all();
}

function countOf(database: Database, table: string): number {
  return database.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0;
}

function newestMigration(database: Database, tables: readonly string[]): string | null {
  if (!tables.includes('schema_migrations')) return null;
  return database.prepare<[], string | null>('select max(name) from schema_migrations').pluck().get() ?? null;
}

interface HeadRow {
  readonly tenant_id: string;
  readonly entity: string;
  readonly seq: number;
  readonly hash: string;
}

/** The newest hash of a chain speaks for all of it, so the sum of the newest ones speaks for the whole trail. */
function auditFigures(database: Database, entries: number): AuditFigures {
  const sum = createHash('sha256');
  let chains = 0;
  if (entries > 0) {
    const heads = database.prepare<[], HeadRow>(`select tenant_id, entity, max(seq) as seq, hash from audit_logs
      group by tenant_id, entity order by tenant_id, entity`);
    for (const head of heads.iterate()) {
      sum.update(`${JSON.stringify([head.tenant_id, head.entity, head.seq, head.hash])}\n`);
      chains += 1;
    }
  }
  return { chains, entries, sum: sum.digest('hex') };
}
