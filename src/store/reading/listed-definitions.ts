import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { DocumentType, Template } from '../../engine/definition.js';
import type { Policy } from '../../engine/policy/policy.js';
import type { ListQuery, Saved } from '../../engine/ports/admin-reading.js';
import type { Page } from '../../engine/ports/reading.js';
import { documentTypeOf, withSteps } from '../documents/definitions.js';
import { policyOf } from '../documents/policies.js';
import type { Tables } from '../tables.js';
import { pageOf, pageSize } from './page.js';
import { holds } from './search.js';

/** One page of the newest versions; with `key` that of one alone. */
interface Look extends ListQuery {
  readonly key?: string;
}

export async function listTypes(db: Kysely<Tables>, tenant: string, look: Look): Promise<Page<Saved<DocumentType>>> {
  const rows = await db
    .selectFrom('document_types as k')
    .selectAll('k')
    .where(newest('document_types', tenant, look))
    .orderBy('k.key')
    .limit(pageSize(look.limit) + 1)
    .execute();
  return savedPage(db, tenant, look, rows, rows.map(documentTypeOf));
}

export async function listTemplates(db: Kysely<Tables>, tenant: string, look: Look): Promise<Page<Saved<Template>>> {
  const rows = await db
    .selectFrom('approval_templates as k')
    .selectAll('k')
    .where(newest('approval_templates', tenant, look))
    .orderBy('k.key')
    .limit(pageSize(look.limit) + 1)
    .execute();
  return savedPage(db, tenant, look, rows, await withSteps(db, rows));
}

export async function listPolicies(db: Kysely<Tables>, tenant: string, look: Look): Promise<Page<Saved<Policy>>> {
  const rows = await db
    .selectFrom('policies as k')
    .selectAll('k')
    .where(newest('policies', tenant, look))
    .orderBy('k.key')
    .limit(pageSize(look.limit) + 1)
    .execute();
  return savedPage(db, tenant, look, rows, rows.map(policyOf));
}

/** Of a table of versions that is called `k`. */
function newest(
  table: 'document_types' | 'approval_templates' | 'policies',
  tenant: string,
  { key, search = '', after = '' }: Look,
): RawBuilder<SqlBool> {
  const found = key === undefined ? holds(['k.key', 'k.name'], search) : sql<SqlBool>`k.key = ${key}`;
  return sql<SqlBool>`k.tenant_id = ${tenant} and k.key > ${after} and ${found} and k.version =
    (select max(newer.version) from ${sql.table(table)} as newer
      where newer.tenant_id = k.tenant_id and newer.key = k.key)`;
}

interface VersionRow {
  readonly key: string;
  readonly created_at: string;
  readonly author_id: string | null;
}

async function savedPage<T extends { readonly key: string }>(
  db: Kysely<Tables>,
  tenant: string,
  { limit }: Look,
  rows: readonly VersionRow[],
  definitions: readonly T[],
): Promise<Page<Saved<T>>> {
  const names = await namesOf(db, tenant, rows);
  const saved = definitions.map((definition, at): Saved<T> => {
    const { author_id: id = null, created_at = '' } = rows[at] ?? {};
    const author = id === null ? null : { id, name: names.get(id) ?? id };
    return { definition, at: created_at, author };
  });
  return pageOf(saved, pageSize(limit), ({ definition }) => definition.key);
}

async function namesOf(
  db: Kysely<Tables>,
  tenant: string,
  rows: readonly VersionRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ author_id }) => (author_id === null ? [] : [author_id])))];
  if (ids.length === 0) return new Map();
  const people = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenant)
    .where('id', 'in', ids)
    .execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}
