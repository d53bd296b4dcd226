import Sqlite, { type Database } from 'better-sqlite3';

/** Random salts reach these: everything else must be the same. */
const salted: Readonly<Record<string, readonly string[]>> = {
  audit_logs: ['payload_digest', 'prev_hash', 'hash'],
  audit_payloads: ['salt'],
};

export type RowCounts = Readonly<Record<string, number>>;

/**
 * Compares two database files row by row and answers how many rows each table has in both.
 *
 * @throws Error naming the table and the number of rows that differ
 */
export function expectEqualRows(file: string, other: string): RowCounts {
  const database = new Sqlite(file);
  try {
    database.prepare('attach ? as other').run(other);
    return Object.fromEntries(tablesOf(database).map((table) => [table, compareTable(database, table)]));
  } finally {
    database.close();
  }
}

function tablesOf(database: Database): readonly string[] {
  const list = "select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";
  return database.prepare(list).pluck().all() as string[];
}

function compareTable(database: Database, table: string): number {
  const columns = database.pragma(`main.table_info(${table})`) as readonly { name: string; pk: number }[];
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => `a.${name} = b.${name}`);
  const compared = columns.filter(({ name }) => !salted[table]?.includes(name));
  const same = compared.map(({ name }) => `a.${name} is b.${name}`);
  const count = (from: string): number =>
    database.prepare<[], number>(`select count(*) from ${from}`).pluck().get() ?? 0;
  const rows = count(`main.${table}`);
  const equal = count(`main.${table} a join other.${table} b on ${[...keys, ...same].join(' and ')}`);
  const others = count(`other.${table}`);
  if (rows !== equal || rows !== others) {
    throw new Error(`${table}: ${rows} rows here and ${others} there, of which ${equal} are the same`);
  }
  return rows;
}
