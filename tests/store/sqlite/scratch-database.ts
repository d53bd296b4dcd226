import { join } from 'node:path';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { type OpenOptions, openSqlite, type SqliteDatabase } from '../../../src/store/sqlite/open.js';
import { temporaryFolder } from '../../support/temporary.js';

export interface ScratchTables {
  notes: { id: number | bigint; text: string };
  /** Refers to `notes` so late that only COMMIT notices a note that is not there. */
  answers: { id: number; note_id: number };
}

export type ScratchDatabase = SqliteDatabase<ScratchTables>;

export interface Scratch {
  readonly file: string;
  readonly db: ScratchDatabase;
}

export async function scratchDatabase(options: OpenOptions = {}): Promise<Scratch> {
  const file = join(temporaryFolder(), 'scratch.sqlite');
  const db = await openSqlite<ScratchTables>(file, options);
  onTestFinished(() => db.close());
  await makeScratchTables(db);
  return { file, db };
}

export async function makeScratchTables(db: ScratchDatabase): Promise<void> {
  await db.write(async (trx) => {
    await sql`create table notes (id integer primary key, text text not null)`.execute(trx);
    await sql`create table answers (
      id integer primary key,
      note_id integer not null references notes (id) deferrable initially deferred
    )`.execute(trx);
  });
}

export async function countNotes(db: ScratchDatabase): Promise<number> {
  const rows = await db.read.selectFrom('notes').select('id').execute();
  return rows.length;
}
