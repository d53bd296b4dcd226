import { type Deputy, type FormerDeputy, hasVotedOn, type Question, type Step } from '../../engine/document.js';
import type { Instant } from '../../engine/instant.js';
import type { DeputyRow, QuestionRow } from './deputy-tables.js';

/** Everyone who may act for another on a step, and everyone who could once. */
export function deputyRows(tenantId: string, documentId: string, step: Step): readonly DeputyRow[] {
  const place = { tenant_id: tenantId, document_id: documentId, round: step.round, step_id: step.id };
  return [
    ...step.deputies.map((deputy) => ({ ...place, ...deputyColumns(step, deputy) })),
    ...step.formerDeputies.map((former) => ({ ...place, ...formerColumns(former) })),
  ];
}

type DeputyColumns = Pick<DeputyRow, 'user_id' | 'for_id' | 'kind' | 'ground' | 'since' | 'asked_since'>;

function deputyColumns(step: Step, deputy: Deputy): DeputyColumns {
  const { personId: user_id, forId: for_id, ground, since } = deputy;
  const asked_since = askedSince(step, deputy);
  return { user_id, for_id, kind: ground.kind, ground: JSON.stringify(ground), since, asked_since };
}

function formerColumns({ personId: user_id, forId: for_id, at: since }: FormerDeputy): DeputyColumns {
  return { user_id, for_id, kind: 'former', ground: null, since, asked_since: null };
}

/**
 * Since when a step waits for a deputy, too: as long as it waits for whom they act for, and they have not voted on it in
 * another's place, for one human votes once.
 */
function askedSince(step: Step, { personId, forId, since }: Deputy): Instant | null {
  if (step.status !== 'pending' || step.openedAt === null) return null;
  const place = step.approvers.find((approver) => approver.personId === forId);
  if (place === undefined || place.vote !== null || hasVotedOn(step, personId)) return null;
  return since > step.openedAt ? since : step.openedAt;
}

export type StoredDeputy = Pick<DeputyRow, 'user_id' | 'for_id' | 'ground' | 'since'>;

/** Rows must come ordered by person, approver and kind. */
export function deputiesOf(rows: readonly StoredDeputy[]): Pick<Step, 'deputies' | 'formerDeputies'> {
  const deputies: Deputy[] = [];
  const formerDeputies: FormerDeputy[] = [];
  for (const { user_id: personId, for_id: forId, ground, since } of rows) {
    if (ground === null) formerDeputies.push({ personId, forId, at: since });
    else deputies.push({ personId, forId, ground: JSON.parse(ground), since });
  }
  return { deputies, formerDeputies };
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
