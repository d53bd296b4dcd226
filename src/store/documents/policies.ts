import type { Kysely } from 'kysely';
import type { Policy, PolicyCheck } from '../../engine/policy/policy.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { authorshipColumns, authorshipOf } from './authorship.js';
import type { PolicyRow } from './definition-tables.js';
import { ParsedTexts } from './parsed-texts.js';

const findPolicies = statement((db: Kysely<Tables>, p: Params<{ tenant: string; type: string }>) =>
  db
    .selectFrom('policies as p')
    .selectAll()
    .where('p.tenant_id', '=', p.tenant)
    .where('p.type_key', '=', p.type)
    .where('p.active', '=', (eb) => eb.lit(1))
    .where((eb) =>
      eb(
        'p.version',
        '=',
        eb
          .selectFrom('policies as newer')
          .select(({ fn }) => fn.max('newer.version').as('version'))
          .whereRef('newer.tenant_id', '=', 'p.tenant_id')
          .whereRef('newer.key', '=', 'p.key'),
      ),
    )
    .orderBy('p.priority', 'desc')
    .orderBy('p.key'),
);

/** The newest version of every policy that checks a type, unless it was withdrawn; by priority, then by key. */
export async function activePolicies(db: Kysely<Tables>, tenant: string, type: string): Promise<readonly Policy[]> {
  const rows = await findPolicies.all(db, { tenant, type });
  return rows.map(policyOf);
}

/** A quota may name everybody's use of the years before the bot came. */
const checks = new ParsedTexts<PolicyCheck>(JSON.parse);

export function policyOf(row: PolicyRow): Policy {
  return {
    key: row.key,
    version: row.version,
    name: row.name,
    type: row.type_key,
    priority: row.priority,
    ...(row.when_rule === null ? {} : { when: JSON.parse(row.when_rule) }),
    check: checks.valueOf(row.check_rule),
    authorId: null,
    ...authorshipOf(row),
    active: row.active === 1,
  };
}

export function policyRow(tenant: string, policy: Policy, at: string): PolicyRow {
  return {
    tenant_id: tenant,
    key: policy.key,
    version: policy.version,
    name: policy.name,
    type_key: policy.type,
    priority: policy.priority,
    when_rule: policy.when === undefined ? null : JSON.stringify(policy.when),
    check_rule: JSON.stringify(policy.check),
    ...authorshipColumns(policy),
    active: policy.active ? 1 : 0,
    created_at: at,
  };
}
