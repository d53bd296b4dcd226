import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.js';
import type { ChainEntry } from './verify-chain.js';

/** Entries read at once. */
const PAGE_ENTRIES = 1000;

/** One entity's entries after the other's, tenant by tenant, in the order of the trail. */
export async function* readChains(snapshot: Kysely<Tables>): AsyncGenerator<readonly ChainEntry[]> {
  let chain: ChainEntry[] = [];
  for (let page = await entriesAfter(snapshot); page.length > 0; page = await entriesAfter(snapshot, page.at(-1))) {
    for (const entry of page) {
      const [first] = chain;
      if (first !== undefined && (first.entity !== entry.entity || first.tenant_id !== entry.tenant_id)) {
        yield chain;
        chain = [];
      }
      chain.push(entry);
    }
  }
  if (chain.length > 0) yield chain;
}

/** The next page. Not a stream: the rows of each chain's document are read on the same connection in between. */
function entriesAfter(snapshot: Kysely<Tables>, last?: ChainEntry): Promise<readonly ChainEntry[]> {
  const entries = snapshot
    .selectFrom('audit_logs as l')
    .leftJoin('audit_payloads as p', (join) =>
      join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.entity', '=', 'l.entity').onRef('p.seq', '=', 'l.seq'),
    )
    .selectAll('l')
    .select(['p.salt', 'p.body'])
    .orderBy('l.tenant_id')
    .orderBy('l.entity')
    .orderBy('l.seq')
    .limit(PAGE_ENTRIES);
  if (last === undefined) return entries.execute();
  const place = sql`(${last.tenant_id}, ${last.entity}, ${last.seq})`;
  return entries.where(sql<boolean>`(l.tenant_id, l.entity, l.seq) > ${place}`).execute();
}
