import { type Kysely, sql } from 'kysely';
import { newestTypes } from '../documents/definitions.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { type ListedRow, masks } from './listed-row.js';

type Holding = { tenant: string; person: string; role: string };
type ToComplete = Holding & { type: string; after_at: string; after_id: string; limit: number };

const findHolding = statement((db: Kysely<Tables>, p: Params<Holding>) =>
  db
    .selectFrom('role_assignments')
    .select('unit_id')
    .where('tenant_id', '=', p.tenant)
    .where('role_key', '=', p.role)
    .where('user_id', '=', p.person)
    .limit(1),
);

/** Approved documents of one type whose submitters are in a part of the company that the person holds the role for. */
const findToComplete = statement((db: Kysely<Tables>, p: Params<ToComplete>) =>
  db
    .withRecursive('held(id)', (cte) =>
      cte
        .selectFrom('role_assignments as a')
        .select('a.unit_id as id')
        .where('a.tenant_id', '=', p.tenant)
        .where('a.role_key', '=', p.role)
        .where('a.user_id', '=', p.person)
        .union(
          cte
            .selectFrom('org_units as o')
            .innerJoin('held', 'held.id', 'o.parent_id')
            .select('o.id as id')
            .where('o.tenant_id', '=', p.tenant),
        ),
    )
    .selectFrom('documents as d')
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.submitter_id'),
    )
    .innerJoin('document_types as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'd.tenant_id')
        .onRef('t.key', '=', 'd.type_key')
        .onRef('t.version', '=', 'd.type_version'),
    )
    .select(['d.id', 'd.number', 'd.title', 'd.status', 't.name as type_name', 'u.name as submitter'])
    .select(masks)
    .select((eb) => ['d.closed_at as at', 'd.closed_at as placed_at', eb.lit(0).as('is_stuck')])
    .where('d.tenant_id', '=', p.tenant)
    .where('d.type_key', '=', p.type)
    // Written out, for only so does the index of what is approved serve.
    .where(sql<boolean>`d.status = 'approved'`)
    // A role without a unit is held for all of them, and for people without one.
    .where(sql<boolean>`('' in (select id from held) or u.unit_id in (select id from held))`)
    .where((eb) => sql<boolean>`(${eb.ref('d.closed_at')}, ${eb.ref('d.id')}) > (${p.after_at}, ${p.after_id})`)
    .orderBy('d.closed_at')
    .orderBy('d.id')
    .limit(p.limit),
);

/** What someone is to carry out and to mark as completed, longest approved first; at most `limit` of each type. */
export async function rowsToComplete(
  db: Kysely<Tables>,
  tenant: string,
  person: string,
  after: { readonly after_at: string; readonly after_id: string; readonly limit: number },
): Promise<readonly ListedRow[]> {
  const rows: ListedRow[] = [];
  for (const { key, completion } of await newestTypes(db, tenant)) {
    if (completion?.kind !== 'role') continue;
    const holding = { tenant, person, role: completion.role };
    if ((await findHolding.first(db, holding)) === undefined) continue;
    rows.push(...(await findToComplete.all(db, { ...holding, type: key, ...after })));
  }
  return rows;
}
