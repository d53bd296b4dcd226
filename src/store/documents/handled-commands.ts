import type { Kysely } from 'kysely';
import type { Done } from '../../engine/answer.js';
import { type Params, statement } from '../statement.js';
import type { HandledCommandRow, Tables } from '../tables.js';

const findAnswer = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string }>) =>
  db
    .selectFrom('handled_commands')
    .select('answer')
    .where('tenant_id', '=', p.tenant)
    .where('idempotency_key', '=', p.key),
);

const insertAnswer = statement((db: Kysely<Tables>, p: Params<HandledCommandRow>) =>
  db.insertInto('handled_commands').values(p),
);

export async function answerTo(db: Kysely<Tables>, tenant: string, key: string): Promise<Done | undefined> {
  const row = await findAnswer.first(db, { tenant, key });
  return row && JSON.parse(row.answer);
}

export async function keepAnswer(
  trx: Kysely<Tables>,
  tenant: string,
  key: string,
  answer: Done,
  at: string,
): Promise<void> {
  await insertAnswer.run(trx, {
    tenant_id: tenant,
    idempotency_key: key,
    answer: JSON.stringify(answer),
    handled_at: at,
  });
}
