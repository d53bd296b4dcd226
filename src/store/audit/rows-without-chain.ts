import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.js';
import type { Finding } from './finding.js';

/** Documents, people, roles and payloads that nothing in the trail speaks of. */
export async function rowsWithoutChain(snapshot: Kysely<Tables>): Promise<readonly Finding[]> {
  return [
    ...(await documentsWithoutChain(snapshot)),
    ...(await configuredWithoutChain(snapshot)),
    ...(await payloadsWithoutEntry(snapshot)),
  ];
}

async function documentsWithoutChain(snapshot: Kysely<Tables>): Promise<readonly Finding[]> {
  const documents = await snapshot
    .selectFrom('documents as d')
    .leftJoin('audit_logs as l', (join) =>
      join
        .onRef('l.tenant_id', '=', 'd.tenant_id')
        .on('l.entity', '=', sql<string>`'document/' || d.id`)
        .on('l.seq', '=', 1),
    )
    .select(['d.tenant_id', 'd.id'])
    .where('l.seq', 'is', null)
    .execute();
  return documents.map(({ tenant_id, id }) => ({
    tenantId: tenant_id,
    row: `documents (id ${id})`,
    what: 'its audit trail is missing',
  }));
}

/** By table: the column that names its entities, and how their chains are called. Their other rows hang on these. */
const configured = [
  ['users', 'id', 'person'],
  ['roles', 'key', 'role'],
  ['groups', 'key', 'group'],
  ['document_types', 'key', 'type'],
  ['approval_templates', 'key', 'template'],
  ['policies', 'key', 'policy'],
] as const;

/** Only of companies that came from files, which all have a chain of their own. */
async function configuredWithoutChain(snapshot: Kysely<Tables>): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [table, column, kind] of configured) {
    const { rows } = await sql<{ tenant_id: string; name: string }>`
      select distinct r.tenant_id, r.${sql.ref(column)} as name from ${sql.table(table)} as r
      where exists (select 1 from audit_logs c where c.tenant_id = r.tenant_id
          and c.entity = 'company/' || r.tenant_id and c.seq = 1)
        and not exists (select 1 from audit_logs l where l.tenant_id = r.tenant_id
          and l.entity = ${kind} || '/' || r.${sql.ref(column)} and l.seq = 1)`.execute(snapshot);
    for (const { tenant_id: tenantId, name } of rows) {
      findings.push({ tenantId, row: `${table} (${column} ${name})`, what: 'its audit trail is missing' });
    }
  }
  return findings;
}

async function payloadsWithoutEntry(snapshot: Kysely<Tables>): Promise<readonly Finding[]> {
  const payloads = await snapshot
    .selectFrom('audit_payloads as p')
    .leftJoin('audit_logs as l', (join) =>
      join.onRef('l.tenant_id', '=', 'p.tenant_id').onRef('l.entity', '=', 'p.entity').onRef('l.seq', '=', 'p.seq'),
    )
    .select(['p.tenant_id', 'p.entity', 'p.seq'])
    .where('l.seq', 'is', null)
    .execute();
  return payloads.map(({ tenant_id, entity, seq }) => ({
    tenantId: tenant_id,
    row: `audit_logs (entity ${entity}, seq ${seq})`,
    what: 'the entry is missing while its payload is there',
  }));
}
