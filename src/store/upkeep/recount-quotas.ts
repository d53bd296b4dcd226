import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { QuotaDifference } from '../../engine/ports/timetable.js';
import { appendAudit, type NewSalt } from '../audit/append.js';
import type { Database } from '../database.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

/** People looked at in one go, so that nobody waits for the whole company. */
const peopleAtOnce = 200;

type Db = Kysely<Tables>;
type Range = { tenant: string; policy: string; from: string; to: string };

/**
 * What the entries of one policy come to, for a range of people. A document has one amount in a balance at a time: what
 * was entered and not released again; it is spent where the last entry of it says so.
 */
const countEntries = statement((db: Db, p: Params<Range>) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('quota_entries')
        .select(['user_id', 'year', 'document_id'])
        .select(sql<number>`sum(case kind when 'hold' then amount when 'release' then -amount else 0 end)`.as('amount'))
        .select(
          sql<number>`max(seq * 4 + case kind when 'release' then 0 when 'hold' then 1 else 2 end) % 4`.as('last'),
        )
        .where('tenant_id', '=', p.tenant)
        .where('policy_key', '=', p.policy)
        .where('user_id', '>=', p.from)
        .where('user_id', '<=', p.to)
        .groupBy(['user_id', 'year', 'document_id'])
        .as('e'),
    )
    .select(['e.user_id', 'e.year'])
    .select(sql<number>`sum(case when e.last = 2 then 0 else e.amount end)`.as('held'))
    .select(sql<number>`sum(case when e.last = 2 then e.amount else 0 end)`.as('spent'))
    .groupBy(['e.user_id', 'e.year']),
);

const findBalances = statement((db: Db, p: Params<Range>) =>
  db
    .selectFrom('quota_balances')
    .select(['user_id', 'year', 'held', 'spent'])
    .where('tenant_id', '=', p.tenant)
    .where('policy_key', '=', p.policy)
    .where('user_id', '>=', p.from)
    .where('user_id', '<=', p.to),
);

const findPolicies = statement((db: Db, p: Params<{ tenant: string }>) =>
  db
    .selectFrom('policies')
    .select('key')
    .distinct()
    .where('tenant_id', '=', p.tenant)
    .where(sql<boolean>`check_rule ->> 'kind' = 'quota_limit'`)
    .orderBy('key'),
);

const findPeople = statement((db: Db, p: Params<{ tenant: string; after: string; limit: number }>) =>
  db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', p.tenant)
    .where('id', '>', p.after)
    .orderBy('id')
    .limit(p.limit),
);

type Balance = { tenant: string; person: string; policy: string; year: number; held: number; spent: number };

const writeBalance = statement((db: Db, p: Params<Balance>) =>
  db
    .insertInto('quota_balances')
    .values({
      tenant_id: p.tenant,
      user_id: p.person,
      policy_key: p.policy,
      year: p.year,
      held: p.held,
      spent: p.spent,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'user_id', 'policy_key', 'year'])
        .doUpdateSet((eb) => ({ held: eb.ref('excluded.held'), spent: eb.ref('excluded.spent') })),
    ),
);

export interface Recounting {
  readonly database: Database;
  readonly tenant: string;
  readonly newSalt: NewSalt;
  readonly requestId: string;
  readonly now: Instant;
}

/** See `Upkeep.recountQuotas`. Every mended balance stands in its person's audit chain, with what it was. */
export async function recountQuotas(recounting: Recounting): Promise<readonly QuotaDifference[]> {
  const { database, tenant } = recounting;
  const policies = await findPolicies.all(database.read, { tenant });
  const mended: QuotaDifference[] = [];
  for (let after = ''; policies.length > 0; ) {
    const people = await findPeople.all(database.read, { tenant, after, limit: peopleAtOnce });
    const [first, last] = [people[0]?.id, people.at(-1)?.id];
    if (first === undefined || last === undefined) break;
    for (const { key } of policies) {
      const suspects = await differences(database.read, { tenant, policy: key, from: first, to: last });
      for (const suspect of suspects) mended.push(...(await mend(recounting, suspect)));
    }
    after = last;
  }
  return mended;
}

/** Looked at again inside the transaction: a decision may have moved the balance since. */
function mend({ database, tenant, newSalt, requestId, now }: Recounting, suspect: QuotaDifference) {
  const { personId, policy } = suspect;
  return database.write(async (trx): Promise<readonly QuotaDifference[]> => {
    const found = await differences(trx, { tenant, policy, from: personId, to: personId });
    const wrong = found.filter(({ year }) => year === suspect.year);
    for (const { year, stored, counted } of wrong) {
      await writeBalance.run(trx, { tenant, person: personId, policy, year, ...counted });
      const entry = {
        entity: `person/${personId}`,
        action: 'quota-mended',
        actorId: null,
        at: now,
        metadata: { requestId, platform: 'system' },
        payload: { policy, year, before: stored, after: counted },
      };
      await appendAudit(trx, tenant, [entry], newSalt);
    }
    return wrong;
  });
}

async function differences(db: Db, range: Range): Promise<readonly QuotaDifference[]> {
  const counted = new Map((await countEntries.all(db, range)).map((row) => [nameOf(row), row]));
  const stored = new Map((await findBalances.all(db, range)).map((row) => [nameOf(row), row]));
  return [...new Set([...counted.keys(), ...stored.keys()])].sort().flatMap((name) => {
    const [is, ought] = [stored.get(name) ?? nothing, counted.get(name) ?? nothing];
    if (is.held === ought.held && is.spent === ought.spent) return [];
    const { user_id: personId = '', year = 0 } = stored.get(name) ?? counted.get(name) ?? {};
    return [{ personId, policy: range.policy, year, stored: sumsOf(is), counted: sumsOf(ought) }];
  });
}

interface Sums {
  readonly held: number;
  readonly spent: number;
}

const nothing: Sums = { held: 0, spent: 0 };

function sumsOf({ held, spent }: Sums): Sums {
  return { held, spent };
}

function nameOf({ user_id, year }: { readonly user_id: string; readonly year: number }): string {
  return JSON.stringify([user_id, year]);
}
