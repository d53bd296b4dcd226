import type { Deputy, Question, Step } from '../../engine/document.js';
import type { Instant } from '../../engine/instant.js';
import type { DeputyRow, QuestionRow } from './deputy-tables.js';

export function deputyRow(tenantId: string, documentId: string, step: Step, deputy: Deputy): DeputyRow {
  return {
    tenant_id: tenantId,
    document_id: documentId,
    round: step.round,
    step_id: step.id,
    user_id: deputy.personId,
    for_id: deputy.forId,
    kind: deputy.ground.kind,
    ground: JSON.stringify(deputy.ground),
    since: deputy.since,
    removed: 0,
    asked_since: deputyAskedSince(step, deputy),
  };
}

/**
 * Since when a step waits for a deputy, too: as long as it waits for whom they act for, and they have not voted on it in
 * another's place, for one human votes once.
 */
export function deputyAskedSince(step: Step, { personId, forId, since }: Deputy): Instant | null {
  if (step.status !== 'pending' || step.openedAt === null) return null;
  const place = step.approvers.find((approver) => approver.personId === forId);
  const hasVoted = step.approvers.some(({ vote }) => vote?.by === personId);
  if (place === undefined || place.vote !== null || hasVoted) return null;
  return since > step.openedAt ? since : step.openedAt;
}

export type StoredDeputy = Pick<DeputyRow, 'user_id' | 'for_id' | 'ground' | 'since'>;

export function deputyOf(row: StoredDeputy): Deputy {
  return { personId: row.user_id, forId: row.for_id, ground: JSON.parse(row.ground), since: row.since };
}

export function questionRow(
  tenantId: string,
  documentId: string,
  step: Step,
  question: Question,
  position: number,
): QuestionRow {
  return {
    tenant_id: tenantId,
    document_id: documentId,
    round: step.round,
    step_id: step.id,
    position,
    id: question.id,
    asked_by: question.askedBy,
    text: question.text,
    asked_at: question.askedAt,
    answer: question.answer?.text ?? null,
    answered_at: question.answer?.at ?? null,
  };
}

export type StoredQuestion = Pick<QuestionRow, 'id' | 'asked_by' | 'text' | 'asked_at' | 'answer' | 'answered_at'>;

export function questionOf({ answer: text, answered_at: at, ...row }: StoredQuestion): Question {
  const answer = text === null || at === null ? null : { text, at };
  return { id: row.id, askedBy: row.asked_by, text: row.text, askedAt: row.asked_at, answer };
}
