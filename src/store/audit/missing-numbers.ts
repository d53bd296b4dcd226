import type { Kysely } from 'kysely';
import { documentNumber } from '../../engine/number.js';
import type { Tables } from '../tables.js';
import type { Finding } from './finding.js';

/** Numbers are gapless, so one that was taken and is nobody's tells of a document that was removed without a trace. */
export async function missingNumbers(snapshot: Kysely<Tables>): Promise<readonly Finding[]> {
  const sequences = await snapshot.selectFrom('document_sequences').selectAll().orderBy('tenant_id').execute();
  const findings: Finding[] = [];
  for (const { tenant_id, type_key, year, last } of sequences) {
    const numbers = await numbersOf(snapshot, tenant_id, type_key);
    const prefix = await prefixOf(snapshot, tenant_id, type_key);
    for (let sequence = 1; sequence <= last; sequence += 1) {
      if (numbers.has(placeOf(documentNumber(prefix, year, sequence)))) continue;
      const row = `documents (number ${documentNumber(prefix, year, sequence)})`;
      findings.push({ tenantId: tenant_id, row, what: 'the row and its trail are missing' });
    }
  }
  return findings;
}

async function numbersOf(snapshot: Kysely<Tables>, tenant: string, type: string): Promise<ReadonlySet<string>> {
  const rows = await snapshot
    .selectFrom('documents')
    .select('number')
    .where('tenant_id', '=', tenant)
    .where('type_key', '=', type)
    .where('number', 'is not', null)
    .execute();
  return new Set(rows.map((row) => placeOf(row.number ?? '')));
}

/** Year and sequence: the prefix may have changed with a version of the type. */
function placeOf(number: string): string {
  return number.slice(number.indexOf('-') + 1);
}

async function prefixOf(snapshot: Kysely<Tables>, tenant: string, type: string): Promise<string> {
  const { prefix } = await snapshot
    .selectFrom('document_types')
    .select('prefix')
    .where('tenant_id', '=', tenant)
    .where('key', '=', type)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow();
  return prefix;
}
