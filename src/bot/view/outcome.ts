import type { ApprovalDocument, Step } from '../../engine/document.js';
import { canAnswer, type Dossier, isStuck } from '../../engine/dossier.js';
import { isRejectedBy } from './findings.js';
import { type Names, nameOf, namesFor, shortNames, votesOn } from './people.js';
import type { Rich } from './text.js';
import type { StuckFact, VoteFact, Words } from './words.js';

/** How the document stands, and by whose decision and when: the first thing anyone wants to know. */
export function stateOf(dossier: Dossier, readerId: string, words: Words): readonly Rich[] {
  const { card } = words;
  const { document } = dossier;
  const names = namesFor(readerId, dossier, words);
  switch (document.status) {
    case 'draft':
      return [card.draft];
    case 'pending':
      return pending(dossier, readerId, words);
    case 'approved':
      return [card.approved(document.closedAt, shortNames(deciders(document.steps, names)))];
    case 'rejected':
      if (isRejectedBy(document.findings)) return [words.policy.rejected(document.closedAt)];
      return [card.rejected(document.closedAt, decisive(document.steps, 'reject', names))];
    case 'returned':
      return [card.returned(document.closedAt, decisive(document.steps, 'return', names))];
    case 'cancelled':
      return [card.cancelled(document.closedAt, nameOf(names, document.submitterId))];
    case 'completed':
      return [card.completed(document.completedAt, completerOf(document, names))];
  }
}

function completerOf({ completedBy }: ApprovalDocument, names: Names): string | undefined {
  return completedBy === null ? undefined : nameOf(names, completedBy);
}

/** Names of everyone who can still vote on an open step, the reader first. */
export function namesAwaited(dossier: Dossier, readerId: string, words: Words): readonly string[] {
  const open = dossier.document.steps.filter((step) => step.status === 'pending');
  const awaited = open.flatMap((step) => step.approvers.filter((approver) => approver.vote === null));
  const able = [...new Set(awaited.map(({ personId }) => personId))].filter((id) => canAnswer(dossier, id));
  const names = namesFor(readerId, dossier, words);
  return able.sort((a, b) => Number(b === readerId) - Number(a === readerId)).map((id) => nameOf(names, id));
}

/** The open steps that cannot be completed, those without anybody first. */
export function stuckFacts(dossier: Dossier): readonly StuckFact[] {
  const { document, unblockers } = dossier;
  const stuck = document.status === 'pending' ? document.steps.filter((step) => isStuck(step, dossier)) : [];
  return [true, false].flatMap((isNobodyLeft): StuckFact[] => {
    const steps = stuck.filter((step) => !canAnybodyVote(step, dossier) === isNobodyLeft).map(({ name }) => name);
    return steps.length === 0 ? [] : [{ steps: shortNames(steps), isNobodyLeft, isTold: unblockers.length > 0 }];
  });
}

function canAnybodyVote(step: Step, dossier: Dossier): boolean {
  return step.approvers.some(({ personId, vote }) => vote === null && canAnswer(dossier, personId));
}

function pending(dossier: Dossier, readerId: string, words: Words): readonly Rich[] {
  const awaited = namesAwaited(dossier, readerId, words);
  return [
    ...stuckFacts(dossier).map((fact) => words.card.stuckState(fact)),
    ...(awaited.length === 0 ? [] : [words.card.waitingFor(shortNames(awaited))]),
  ];
}

function deciders(steps: readonly Step[], names: Names): readonly string[] {
  const approvals = steps.flatMap((step) => votesOn(step, names)).filter((vote) => vote.decision === 'approve');
  return [...new Set(approvals.map((vote) => vote.name))];
}

export function decisive(steps: readonly Step[], decision: VoteFact['decision'], names: Names): readonly VoteFact[] {
  return steps.flatMap((step) => votesOn(step, names)).filter((vote) => vote.decision === decision);
}

/** How an earlier round ended: by a return, for nothing else is followed by another round. */
export function formerRoundState(steps: readonly Step[], names: Names, words: Words): readonly Rich[] {
  const endedAt = steps.find((step) => step.status === 'returned')?.closedAt ?? null;
  return [words.card.returned(endedAt, decisive(steps, 'return', names))];
}
