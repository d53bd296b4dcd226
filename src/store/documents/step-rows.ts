import type { Approver, Reason, ReplacedApprover, Step, StepStatus, Vote } from '../../engine/document.js';
import type { ApproverRow, StepRow } from '../tables.js';

export function stepRow(tenantId: string, documentId: string, step: Step): StepRow {
  return {
    tenant_id: tenantId,
    id: step.id,
    document_id: documentId,
    round: step.round,
    stage: step.stage,
    bit: step.bit,
    key: step.key,
    name: step.name,
    status: step.status,
    vote_rule: JSON.stringify(step.rule),
    opening: step.opening,
    opened_at: step.openedAt,
    closed_at: step.closedAt,
    because: step.because,
    problem: step.problem,
    sla: step.sla === null ? null : JSON.stringify(step.sla),
    due_at: step.dueAt,
    open_places: step.openPlaces,
  };
}

/** Everyone who is on a step or was before somebody took their place. */
export function approverRows(tenantId: string, documentId: string, step: Step): readonly ApproverRow[] {
  return [
    ...step.approvers.map((approver) => approverRow(tenantId, documentId, step, approver)),
    ...step.replaced.map((former) => replacedRow(tenantId, documentId, step, former)),
  ];
}

export function approverRow(tenantId: string, documentId: string, step: Step, approver: Approver): ApproverRow {
  return {
    tenant_id: tenantId,
    document_id: documentId,
    round: step.round,
    step_id: step.id,
    user_id: approver.personId,
    reasons: JSON.stringify(approver.reasons),
    decision: approver.vote?.decision ?? null,
    comment: approver.vote?.comment ?? null,
    decided_at: approver.vote?.at ?? null,
    data_revision: approver.vote?.dataRevision ?? null,
    put_by: approver.putBy,
    replaced_at: null,
    was_asked: 0,
    asked_since: step.status === 'pending' && approver.vote === null ? step.openedAt : null,
  };
}

function replacedRow(tenantId: string, documentId: string, step: Step, former: ReplacedApprover): ApproverRow {
  const row = approverRow(tenantId, documentId, step, { ...former, vote: null });
  return { ...row, replaced_at: former.at, was_asked: former.wasAsked ? 1 : 0, asked_since: null };
}

/** One row per approver of a step; a step that nobody is on has one row without a person. */
export type StoredStep = Omit<StepRow, 'tenant_id' | 'document_id'> & {
  readonly user_id: string | null;
  readonly reasons: string | null;
  readonly decision: string | null;
  readonly comment: string | null;
  readonly decided_at: string | null;
  readonly data_revision: number | null;
  readonly put_by: string | null;
  readonly replaced_at: string | null;
  readonly was_asked: number | null;
};

type MutableStep = Step & { readonly approvers: Approver[]; readonly replaced: ReplacedApprover[] };

/** Rows must come ordered by round, bit and person. */
export function stepsOf(rows: readonly StoredStep[]): readonly Step[] {
  const steps: MutableStep[] = [];
  for (const row of rows) {
    const last = steps.at(-1);
    const step = last?.id === row.id ? last : stepOf(row);
    if (step !== last) steps.push(step);
    if (row.user_id === null) continue;
    if (row.replaced_at === null) step.approvers.push(approverOf(row, row.user_id));
    else step.replaced.push({ ...personOn(row, row.user_id), at: row.replaced_at, wasAsked: row.was_asked === 1 });
  }
  return steps;
}

function stepOf(row: StoredStep): MutableStep {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    round: row.round,
    stage: row.stage,
    bit: row.bit,
    status: row.status as StepStatus,
    rule: JSON.parse(row.vote_rule),
    because: row.because,
    problem: row.problem,
    sla: row.sla === null ? null : JSON.parse(row.sla),
    approvers: [],
    openPlaces: row.open_places,
    replaced: [],
    opening: row.opening,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    closedAt: row.closed_at,
  };
}

function approverOf(row: StoredStep, personId: string): Approver {
  const person = personOn(row, personId);
  if (row.decision === null || row.decided_at === null) return { ...person, vote: null };
  const vote: Vote = {
    decision: row.decision as Vote['decision'],
    comment: row.comment,
    at: row.decided_at,
    dataRevision: row.data_revision ?? 0,
  };
  return { ...person, vote };
}

function personOn(row: StoredStep, personId: string): Omit<Approver, 'vote'> {
  return { personId, reasons: reasonsIn(row.reasons), putBy: row.put_by };
}

/** A manager asked by the first version was always the submitter's own, and its reason did not say so. */
function reasonsIn(json: string | null): readonly Reason[] {
  const reasons: readonly Reason[] = JSON.parse(json ?? '[]');
  return reasons.map((reason) => (reason.kind === 'manager' ? { ...reason, level: reason.level ?? 1 } : reason));
}
