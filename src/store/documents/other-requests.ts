import { type Kysely, sql } from 'kysely';
import type { OtherRequest } from '../../engine/ports/document-store.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

/** More than anybody asks for in a working life; the newest count. */
const requestsMax = 5000;

const findOthers = statement((db: Kysely<Tables>, p: Params<{ tenant: string; person: string; type: string }>) =>
  db
    .selectFrom('documents')
    .select(['id', 'number', 'data'])
    .where('tenant_id', '=', p.tenant)
    .where('submitter_id', '=', p.person)
    .where('type_key', '=', p.type)
    .where('status', 'in', [sql.lit('pending'), sql.lit('approved'), sql.lit('completed')])
    .orderBy('created_at', 'desc')
    .limit((eb) => eb.lit(requestsMax)),
);

/** A person's documents of one type that stand or may come to stand, newest first, without one of them. */
export async function loadOtherRequests(
  db: Kysely<Tables>,
  tenant: string,
  person: string,
  type: string,
  except: string,
): Promise<readonly OtherRequest[]> {
  const rows = await findOthers.all(db, { tenant, person, type });
  return rows.flatMap(({ id, number, data }) =>
    id === except || number === null ? [] : [{ documentId: id, number, data: JSON.parse(data) }],
  );
}
