import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { Database } from '../database.js';
import { documentEntity } from '../documents/document-entity.js';
import type { Tables } from '../tables.js';
import { appendAudit, findHead, type NewSalt } from './append.js';
import { ERASED_ACTION, erasureMetadata } from './erasure.js';

/** Who erases, when and from where; null for the operator on the machine. */
export interface ErasedBy {
  readonly actorId: string | null;
  readonly at: Instant;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `active` people and `open` documents still need what would be erased. */
export type ErasureRefusal = 'unknown' | 'active' | 'open';

export type ErasureOutcome = { readonly erased: number } | { readonly refused: ErasureRefusal };

const closedStatuses: readonly string[] = ['approved', 'rejected', 'cancelled', 'completed'];

/** Erases what the trail keeps about a person who left: what they were called, and their roles and identities. */
export function erasePerson(
  database: Database,
  tenantId: string,
  personId: string,
  by: ErasedBy,
  newSalt: NewSalt,
): Promise<ErasureOutcome> {
  return database.write(async (trx): Promise<ErasureOutcome> => {
    const person = await trx
      .selectFrom('users')
      .select('status')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', personId)
      .executeTakeFirst();
    if (person === undefined) return { refused: 'unknown' };
    if (person.status === 'active') return { refused: 'active' };
    return { erased: await erasePayloads(trx, tenantId, `person/${personId}`, by, newSalt) };
  });
}

/** Erases what the trail keeps about a closed document: its contents, comments, and the names of those who acted. */
export function eraseDocument(
  database: Database,
  tenantId: string,
  number: string,
  by: ErasedBy,
  newSalt: NewSalt,
): Promise<ErasureOutcome> {
  return database.write(async (trx): Promise<ErasureOutcome> => {
    const document = await trx
      .selectFrom('documents')
      .select(['id', 'status'])
      .where('tenant_id', '=', tenantId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (document === undefined) return { refused: 'unknown' };
    if (!closedStatuses.includes(document.status)) return { refused: 'open' };
    return { erased: await erasePayloads(trx, tenantId, documentEntity(document.id), by, newSalt) };
  });
}

/**
 * Erases the payloads of a chain in the caller's transaction and says so in the chain. Log entries, their order and
 * their hashes stay, so it is still proven that something happened, when, and who did it; only what it said is gone.
 * What earlier erasures say of themselves is nobody's and stays. Answers how many payloads there were; without any,
 * nothing is written.
 */
export async function erasePayloads(
  trx: Kysely<Tables>,
  tenantId: string,
  entity: string,
  by: ErasedBy,
  newSalt: NewSalt,
): Promise<number> {
  const head = await findHead.first(trx, { tenant: tenantId, entity });
  const { numDeletedRows } = await trx
    .deleteFrom('audit_payloads')
    .where('tenant_id', '=', tenantId)
    .where('entity', '=', entity)
    .where('seq', 'not in', (entries) =>
      entries
        .selectFrom('audit_logs')
        .select('seq')
        .where('tenant_id', '=', tenantId)
        .where('entity', '=', entity)
        .where('action', '=', ERASED_ACTION),
    )
    .executeTakeFirstOrThrow();
  if (head === undefined || numDeletedRows === 0n) return 0;
  const metadata = { ...by.metadata, ...erasureMetadata(head.seq) };
  const entry = { entity, action: ERASED_ACTION, actorId: by.actorId, at: by.at, metadata, payload: {} };
  await appendAudit(trx, tenantId, [entry], newSalt);
  return Number(numDeletedRows);
}
