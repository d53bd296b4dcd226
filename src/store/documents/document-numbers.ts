import { TZDate } from '@date-fns/tz';
import { getYear } from 'date-fns';
import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

type Sequence = { tenant: string; type: string; year: number };

const findLast = statement((db: Kysely<Tables>, p: Params<Sequence>) =>
  db
    .selectFrom('document_sequences')
    .select('last')
    .where('tenant_id', '=', p.tenant)
    .where('type_key', '=', p.type)
    .where('year', '=', p.year),
);

const takeNext = statement((db: Kysely<Tables>, p: Params<Sequence>) =>
  db
    .insertInto('document_sequences')
    .values((eb) => ({ tenant_id: p.tenant, type_key: p.type, year: p.year, last: eb.lit(1) }))
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'type_key', 'year'])
        .doUpdateSet((eb) => ({ last: eb('document_sequences.last', '+', eb.lit(1)) })),
    ),
);

/** Looks without taking, so that a refused submit leaves no gap. */
export async function nextSequence(db: Kysely<Tables>, tenant: string, type: string, year: number): Promise<number> {
  const row = await findLast.first(db, { tenant, type, year });
  return (row?.last ?? 0) + 1;
}

export async function takeSequence(trx: Kysely<Tables>, tenant: string, type: string, year: number): Promise<void> {
  await takeNext.run(trx, { tenant, type, year });
}

const findTimeZone = statement((db: Kysely<Tables>, p: Params<{ tenant: string }>) =>
  db.selectFrom('tenants').select('time_zone').where('id', '=', p.tenant),
);

/** The year it is for the company: on New Year's Eve in New York it is not yet next year. */
export async function tenantYear(db: Kysely<Tables>, tenant: string, at: Instant): Promise<number> {
  const row = await findTimeZone.first(db, { tenant });
  return getYear(new TZDate(at, row?.time_zone ?? 'UTC'));
}
