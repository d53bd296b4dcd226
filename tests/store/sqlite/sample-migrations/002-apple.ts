import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';

/** Slow, so that two processes are sure to meet in it; and it fails when it is applied twice. */
export async function up(db: Kysely<unknown>, dialect: string): Promise<void> {
  await delay(200);
  await sql`insert into fruit (name) values (${`apple on ${dialect}`})`.execute(db);
}
