import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { DeputyRow } from '../documents/deputy-tables.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { masks } from './listed-row.js';

type Listed = { tenant: string; person: string; after_at: string; after_id: string; limit: number };

/** What waits for somebody who acts for others, and not for themselves: each document once, the longest waiting first. */
export const findWaitingForOthers = statement((db: Kysely<Tables>, p: Params<Listed>) =>
  db
    .selectFrom('deputies as a')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.tenant_id', '=', 'a.tenant_id').onRef('d.id', '=', 'a.document_id'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.submitter_id'),
    )
    .innerJoin('users as principal', (join) =>
      join.onRef('principal.tenant_id', '=', 'a.tenant_id').onRef('principal.id', '=', 'a.for_id'),
    )
    .innerJoin('document_types as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'd.tenant_id')
        .onRef('t.key', '=', 'd.type_key')
        .onRef('t.version', '=', 'd.type_version'),
    )
    .select(['d.id', 'd.number', 'd.title', 'd.status', 't.name as type_name', 'u.name as submitter'])
    .select(masks)
    .select((eb) => ['a.asked_since as at', 'a.asked_since as placed_at', eb.lit(0).as('is_stuck')])
    .select('principal.name as for_name')
    .where('a.tenant_id', '=', p.tenant)
    .where('a.user_id', '=', p.person)
    .where('a.asked_since', 'is not', null)
    .where(
      (eb) => sql<boolean>`(${eb.ref('a.asked_since')}, ${eb.ref('a.document_id')}) > (${p.after_at}, ${p.after_id})`,
    )
    .where((eb) => eb.not(eb.or([eb.exists(askedThemselves(eb)), eb.exists(askedBefore(eb))])))
    .orderBy('a.asked_since')
    .orderBy('a.document_id')
    .limit(p.limit),
);

type WithDeputy = ExpressionBuilder<Tables & { a: DeputyRow }, 'a'>;

/** The people are compared as in the list of what waits for themselves: in a way that no index serves. */
function askedThemselves(eb: WithDeputy) {
  return eb
    .selectFrom('approvers as own')
    .select('own.step_id')
    .whereRef('own.tenant_id', '=', 'a.tenant_id')
    .whereRef('own.document_id', '=', 'a.document_id')
    .where(sql<boolean>`(own.user_id || '') = a.user_id`)
    .where('own.asked_since', 'is not', null);
}

function askedBefore(eb: WithDeputy) {
  return eb
    .selectFrom('deputies as other')
    .select('other.step_id')
    .whereRef('other.tenant_id', '=', 'a.tenant_id')
    .whereRef('other.document_id', '=', 'a.document_id')
    .where(sql<boolean>`(other.user_id || '') = a.user_id`)
    .where('other.asked_since', 'is not', null)
    .where(
      sql<boolean>`(other.asked_since, other.step_id, other.for_id, other.kind)
        < (a.asked_since, a.step_id, a.for_id, a.kind)`,
    );
}
