import type { ApprovalDocument, DocumentStatus, Step } from '../../engine/document.js';
import { progressOf } from '../../engine/progress.js';
import type { DocumentRow } from '../tables.js';

/**
 * With `step-rows.ts` and `deputy-rows.ts` the only place that knows how a document is laid out in rows. `isByClock`: the
 * newest event was the system's.
 */
export function documentRow(tenantId: string, document: ApprovalDocument, isByClock: boolean): DocumentRow {
  return {
    ...documentProgress(tenantId, document, isByClock),
    type_key: document.typeKey,
    type_version: document.typeVersion,
    number: document.number,
    title: document.title,
    submitter_id: document.submitterId,
    data: JSON.stringify(document.data),
    data_revision: document.dataRevision,
    round: document.round,
    template_key: document.template?.key ?? null,
    template_version: document.template?.version ?? null,
    created_at: document.createdAt,
    submitted_at: document.submittedAt,
    findings: unlessEmpty(document.findings),
    holds: unlessEmpty(document.holds),
    author_ids: unlessEmpty(document.authorIds),
    deleted_at: document.deletedAt,
  };
}

/** Most documents have none of these; null is read without parsing. */
function unlessEmpty(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}

/** What a vote changes of a document's row. */
export type DocumentProgress = Pick<
  DocumentRow,
  | 'tenant_id'
  | 'id'
  | 'version'
  | 'status'
  | 'target_mask'
  | 'approved_mask'
  | 'closed_at'
  | 'completed_at'
  | 'completed_by'
  | 'nudged_at'
  | 'cancel_at'
  | 'cancelled_because'
  | 'by_clock'
>;

export function documentProgress(tenantId: string, document: ApprovalDocument, isByClock: boolean): DocumentProgress {
  const progress = progressOf(document.steps);
  return {
    tenant_id: tenantId,
    id: document.id,
    version: document.version,
    status: document.status,
    target_mask: progress.target,
    approved_mask: progress.approved,
    closed_at: document.closedAt,
    completed_at: document.completedAt,
    completed_by: document.completedBy,
    nudged_at: document.nudgedAt,
    cancel_at: document.cancelAt,
    cancelled_because: document.cancelledBecause,
    by_clock: isByClock ? 1 : 0,
  };
}

/** A document row as it is read: the masks stay in the database, for the steps say the same. */
export type StoredDocument = Omit<DocumentRow, 'tenant_id' | 'target_mask' | 'approved_mask' | 'by_clock'>;

export function documentOf(row: StoredDocument, steps: readonly Step[]): ApprovalDocument {
  return {
    id: row.id,
    version: row.version,
    typeKey: row.type_key,
    typeVersion: row.type_version,
    number: row.number,
    title: row.title,
    submitterId: row.submitter_id,
    status: row.status as DocumentStatus,
    data: JSON.parse(row.data),
    dataRevision: row.data_revision,
    round: row.round,
    template:
      row.template_key === null || row.template_version === null
        ? null
        : { key: row.template_key, version: row.template_version },
    findings: row.findings === null ? [] : JSON.parse(row.findings),
    holds: row.holds === null ? [] : JSON.parse(row.holds),
    authorIds: row.author_ids === null ? [] : JSON.parse(row.author_ids),
    steps,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    closedAt: row.closed_at,
    completedAt: row.completed_at,
    completedBy: row.completed_by,
    deletedAt: row.deleted_at,
    nudgedAt: row.nudged_at,
    cancelAt: row.cancel_at,
    cancelledBecause: row.cancelled_because as ApprovalDocument['cancelledBecause'],
  };
}
