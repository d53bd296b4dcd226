/** Somebody who may act in an approver's place, on one ground of each kind, or could once. */
export interface DeputyRow {
  tenant_id: string;
  document_id: string;
  round: number;
  step_id: string;
  user_id: string;
  /** In whose place. */
  for_id: string;
  kind: 'delegation' | 'step' | 'escalation' | 'former';
  /** JSON `DeputyGround`; null for a former one. */
  ground: string | null;
  /** Since when they may; of a former one, since when not any more. */
  since: string;
  /** Since when the step waits for them, too. */
  asked_since: string | null;
}

export interface QuestionRow {
  tenant_id: string;
  document_id: string;
  round: number;
  step_id: string;
  /** From 0, in the order in which they were asked. */
  position: number;
  id: string;
  asked_by: string;
  text: string;
  asked_at: string;
  answer: string | null;
  answered_at: string | null;
}
