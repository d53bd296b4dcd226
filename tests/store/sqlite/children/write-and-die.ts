import { writeSync } from 'node:fs';
import { openSqlite } from '../../../../src/store/sqlite/open.js';
import type { ScratchTables } from '../scratch-database.js';

/**
 * Writes note 1 alone, then notes 2 and 3 together and is killed at the named point of that transaction. Says, past any
 * buffer, which write was answered.
 */
const [file = '', deadly = ''] = process.argv.slice(-2);
let armed = false;
const db = await openSqlite<ScratchTables>(file, {
  onPoint: (point) => {
    if (armed && point === deadly) process.kill(process.pid, 'SIGKILL');
  },
});

async function note(id: number): Promise<void> {
  await db.write(async (trx) => trx.insertInto('notes').values({ id, text: 'kept' }).execute());
  writeSync(1, `answered ${id}\n`);
}

await note(1);
armed = true;
await Promise.all([note(2), note(3)]);
