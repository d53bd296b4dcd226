import type { Transaction } from 'kysely';
import type { Difference } from '../../engine/company/plan-apply.js';
import type { AuditEntry } from '../audit/append.js';
import { owe, oweOpenDocuments } from '../delivery/outbox-rows.js';
import type { Tables } from '../tables.js';
import { type Authorship, auditEntries } from './audit-entries.js';
import { writeDifference } from './write-difference.js';

/** Continues the audit chains of a tenant inside the transaction. */
export type AppendAudit = (trx: Transaction<Tables>, tenantId: string, entries: readonly AuditEntry[]) => Promise<void>;

/** The rows, the trail that says who changed what, and the redraws that are owed for it. Call it in a transaction. */
export async function writePlanned(
  trx: Transaction<Tables>,
  tenant: string,
  difference: Difference,
  by: Authorship,
  appendAudit: AppendAudit,
): Promise<void> {
  await writeDifference(trx, tenant, difference, by.at);
  await appendAudit(trx, tenant, auditEntries(tenant, difference, by));
  const requestId = by.metadata.requestId ?? `apply ${by.at}`;
  if (changesCards(difference)) await oweOpenDocuments(trx, tenant, requestId, by.at);
  for (const personId of leavers(difference)) await owe(trx, tenant, 'leaver', personId, requestId, by.at);
}

/** Whoever was active and is not any more: what waits for them waits for somebody else from now on. */
function leavers({ people }: Difference): readonly string[] {
  const left = people.filter(({ before, after }) => before?.active === true && after?.active !== true);
  return left.map((change) => (change.after ?? change.before).id);
}

/**
 * Whether cards may show something else or belong to others now. Running documents keep their templates and forms; who
 * completes them is for the newest version of their type to say.
 */
function changesCards({ profile, workspaces, units, people, roles, types }: Difference): boolean {
  return [profile, workspaces, units, people, roles, types].some((changes) => changes.length > 0);
}
