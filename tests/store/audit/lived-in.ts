import Sqlite from 'better-sqlite3';
import { type House, openHouse } from '../../support/house.js';

/** Two documents: `id-1` was returned, submitted again and approved; `id-4` waits. */
export async function livedIn(): Promise<House> {
  const house = await openHouse();
  const first = await house.create('ana');
  await house.submit('ana', first);
  await house.vote('bo', first, 'manager', 'return', 'Which colour?');
  await house.submit('ana', first);
  await house.vote('bo', first, 'manager', 'approve');
  await house.vote('cy', first, 'procurement', 'approve', '[ok]');
  await house.vote('ed', first, 'finance', 'approve');
  const second = await house.create('hal', { item: '{"not": json', amount: { amount: '5', currency: 'USD' } });
  await house.submit('hal', second);
  return house;
}

/** Someone with the file and a database tool, who can drop triggers as well. Answers how many rows the last one changed. */
export function tamper(house: Pick<House, 'file'>, ...statements: readonly string[]): number {
  const database = new Sqlite(house.file);
  try {
    database.pragma('foreign_keys = OFF');
    for (const name of database.prepare(`select name from sqlite_master where type = 'trigger'`).pluck().all()) {
      database.exec(`drop trigger "${name}"`);
    }
    return statements.reduce((_changes, sql) => database.prepare(sql).run().changes, 0);
  } finally {
    database.close();
  }
}

/** Takes a document away with everything that speaks of it. */
export function removeDocument(house: Pick<House, 'file'>, id: string): void {
  const ofDocument = ['deputies', 'questions', 'approvers', 'approval_steps', 'cards'].map(
    (table) => `delete from ${table} where document_id = '${id}'`,
  );
  const trail = ['audit_payloads', 'audit_logs'].map((table) => `delete from ${table} where entity = 'document/${id}'`);
  tamper(house, ...trail, ...ofDocument, `delete from documents where id = '${id}'`);
}
