import { type Kysely, sql } from 'kysely';
import { chainMax } from '../../engine/delegation/delegation.js';
import type { Instant } from '../../engine/instant.js';
import { joining } from '../delivery/outbox-rows.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { leadingTo } from './delegation-rows.js';

type Wish = { tenant: string; person: string; request: string; now: string };

/** A look at the deputies of every document that waits for somebody, or for whom they act for. */
const upsertWaiting = statement((db: Kysely<Tables>, p: Params<Wish>) =>
  db
    .insertInto('outbox')
    .columns(['tenant_id', 'kind', 'subject', 'generation', 'state', 'attempts', 'due_at', 'request_id', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom(waiting(p).as('w'))
        .distinct()
        .select([sql<string>`${p.tenant}`.as('tenant_id'), sql.lit('deputies').as('kind'), 'w.id as subject'])
        .select([eb.lit(1).as('generation'), sql.lit('due').as('state'), eb.lit(0).as('attempts')])
        .select([sql<string>`${p.now}`.as('due_at'), sql<string>`${p.request}`.as('request_id')])
        .select(sql<string>`${p.now}`.as('created_at'))
        // Without a condition SQLite would take the ON of the conflict for that of a join.
        .where(sql<boolean>`true`),
    )
    .onConflict(joining),
);

/** Told apart outside: to do so in here SQLite would look through the places of all people. */
function waiting({ tenant, person }: Pick<Params<Wish>, 'tenant' | 'person'>) {
  return sql<{ id: string }>`(
    select a.document_id as id from approvers as a
      where a.tenant_id = ${tenant} and a.user_id = ${person} and a.asked_since is not null
    union all
    select y.document_id from deputies as y
      where y.tenant_id = ${tenant} and y.user_id = ${person} and y.asked_since is not null)`;
}

export interface Occasion {
  readonly trx: Kysely<Tables>;
  readonly tenant: string;
  readonly requestId: string;
  readonly now: Instant;
}

/**
 * Owes a `deputies` task for every open document that waits for this person or for whom they act, inside the caller's
 * transaction: who acts there may be others from now on.
 */
export async function oweDeputiesOf(occasion: Occasion, personId: string): Promise<void> {
  const { trx, tenant, requestId: request, now } = occasion;
  for (const person of await peopleBehind(occasion, personId)) {
    await upsertWaiting.run(trx, { tenant, person, request, now });
  }
}

/** The person and everyone whose delegations lead to them, over others or not. */
async function peopleBehind({ trx, tenant, now }: Occasion, personId: string): Promise<ReadonlySet<string>> {
  const found = new Set([personId]);
  let level: readonly string[] = [personId];
  for (let link = 0; link < chainMax && level.length > 0; link += 1) {
    const further: string[] = [];
    for (const id of level) further.push(...(await leadingTo(trx, tenant, id, now)));
    level = [...new Set(further)].filter((id) => !found.has(id));
    for (const id of level) found.add(id);
  }
  return found;
}
