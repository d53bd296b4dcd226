import type { StepSla } from '../../engine/definition.js';
import type { Approver, Reason, ReplacedApprover, Step, StepStatus, Vote } from '../../engine/document.js';
import { nextRung } from '../../engine/ladder.js';
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
    vote_rule: JSON.stringify(step.rule),
    because: step.because,
    problem: step.problem,
    sla: step.sla === null ? null : JSON.stringify(step.sla),
    ...stepProgress(step),
  };
}

/** What happens to a step after it was planned. */
export type StepProgress = Pick<
  StepRow,
  | 'status'
  | 'opening'
  | 'opened_at'
  | 'due_at'
  | 'closed_at'
  | 'open_places'
  | 'ladder_at'
  | 'rungs_fired'
  | 'expired_as'
  | 'paused_at'
  | 'next_rung_at'
  | 'has_deputies'
  | 'has_questions'
>;

export function stepProgress(step: Step): StepProgress {
  return {
    status: step.status,
    opening: step.opening,
    opened_at: step.openedAt,
    due_at: step.dueAt,
    closed_at: step.closedAt,
    open_places: step.openPlaces,
    ladder_at: step.ladderAt.length === 0 ? null : JSON.stringify(step.ladderAt),
    rungs_fired: step.rungsFired,
    expired_as: step.expiredAs,
    paused_at: step.pausedAt,
    next_rung_at: nextRung(step)?.at ?? null,
    has_deputies: step.deputies.length + step.formerDeputies.length > 0 ? 1 : 0,
    has_questions: step.questions.length > 0 ? 1 : 0,
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
    voted_by: approver.vote?.by ?? null,
  };
}

function replacedRow(tenantId: string, documentId: string, step: Step, former: ReplacedApprover): ApproverRow {
  const row = approverRow(tenantId, documentId, step, { ...former, vote: null });
  return { ...row, replaced_at: former.at, was_asked: former.wasAsked ? 1 : 0, asked_since: null };
}

/** One row per approver of a step; a step that nobody is on has one row without a person. */
export type StoredStep = Omit<StepRow, 'tenant_id' | 'document_id' | 'next_rung_at'> & {
  readonly user_id: string | null;
  readonly reasons: string | null;
  readonly decision: string | null;
  readonly comment: string | null;
  readonly decided_at: string | null;
  readonly data_revision: number | null;
  readonly put_by: string | null;
  readonly replaced_at: string | null;
  readonly was_asked: number | null;
  readonly voted_by: string | null;
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
    sla: row.sla === null ? null : slaOf(JSON.parse(row.sla)),
    approvers: [],
    openPlaces: row.open_places,
    replaced: [],
    opening: row.opening,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    ladderAt: row.ladder_at === null ? [] : JSON.parse(row.ladder_at),
    rungsFired: row.rungs_fired,
    expiredAs: row.expired_as as Step['expiredAs'],
    pausedAt: row.paused_at,
    deputies: [],
    formerDeputies: [],
    questions: [],
    closedAt: row.closed_at,
  };
}

/** A step of an earlier version was due, and nothing happened then. */
function slaOf(stored: Omit<StepSla, 'ladder'> & Partial<StepSla>): StepSla {
  return { ...stored, ladder: stored.ladder ?? [] };
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
  return { ...person, vote: row.voted_by === null ? vote : { ...vote, by: row.voted_by } };
}

function personOn(row: StoredStep, personId: string): Omit<Approver, 'vote'> {
  return { personId, reasons: reasonsIn(row.reasons), putBy: row.put_by };
}

/** A manager asked by the first version was always the submitter's own, and its reason did not say so. */
function reasonsIn(json: string | null): readonly Reason[] {
  const reasons: readonly Reason[] = JSON.parse(json ?? '[]');
  return reasons.map((reason) => (reason.kind === 'manager' ? { ...reason, level: reason.level ?? 1 } : reason));
}
