import { type ApprovalDocument, awaitedPlaces, type DecisionKind, type Step } from '../../engine/document.js';
import { type Dossier, fillersOf, isStuck } from '../../engine/dossier.js';
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
      return [
        card.approved(document.closedAt, decisive(document.steps, 'approve', names)),
        ...expiredOn(document.steps, 'approve', words),
      ];
    case 'rejected':
      if (isRejectedBy(document.findings)) return [words.policy.rejected(document.closedAt)];
      return [
        card.rejected(document.closedAt, decisive(document.steps, 'reject', names)),
        ...expiredOn(document.steps, 'reject', words),
      ];
    case 'returned':
      return [
        card.returned(document.closedAt, decisive(document.steps, 'return', names)),
        ...expiredOn(document.steps, 'return', words),
      ];
    case 'cancelled':
      return document.cancelledBecause === null
        ? [card.cancelled(document.closedAt, nameOf(names, document.submitterId))]
        : [card.lapsed(document.closedAt)];
    case 'completed':
      return [card.completed(document.completedAt, completerOf(document, names))];
  }
}

function completerOf({ completedBy }: ApprovalDocument, names: Names): string | undefined {
  return completedBy === null ? undefined : nameOf(names, completedBy);
}

/** Names of everyone who can still vote on an open step, the reader first; of deputies with whom they act for. */
export function namesAwaited(dossier: Dossier, readerId: string, words: Words): readonly string[] {
  const open = dossier.document.steps.filter((step) => step.status === 'pending');
  const fillers = open.flatMap((step) =>
    awaitedPlaces(step).flatMap((place) =>
      fillersOf(step, place, dossier).map((personId) => ({ personId, forId: place.personId })),
    ),
  );
  const names = namesFor(readerId, dossier, words);
  const named = fillers
    .sort((a, b) => Number(b.personId === readerId) - Number(a.personId === readerId))
    .map(({ personId, forId }) => {
      const name = nameOf(names, personId);
      return personId === forId ? name : words.card.inPlaceOf(name, nameOf(names, forId));
    });
  return [...new Set(named)];
}

/** When the system will cancel a returned document, once that was announced. */
export function expiring({ status, cancelAt }: ApprovalDocument, { card }: Words): readonly Rich[] {
  return status === 'returned' && cancelAt !== null ? [card.expiring(cancelAt)] : [];
}

/** Told one by one; the progress marks every step that was decided so. */
const EXPIRED_MAX = 3;

/** Steps that the template decided so, because nobody did. */
export function expiredOn(steps: readonly Step[], decision: DecisionKind, { card }: Words): readonly Rich[] {
  return steps
    .filter(({ expiredAs }) => expiredAs === decision)
    .slice(0, EXPIRED_MAX)
    .map((step) => card.expired(step.name, decision, step.ladderAt[step.rungsFired - 1] ?? null));
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
  return awaitedPlaces(step).some((place) => fillersOf(step, place, dossier).length > 0);
}

function pending(dossier: Dossier, readerId: string, words: Words): readonly Rich[] {
  const awaited = namesAwaited(dossier, readerId, words);
  return [
    ...stuckFacts(dossier).map((fact) => words.card.stuckState(fact)),
    ...(awaited.length === 0 ? [] : [words.card.waitingFor(shortNames(awaited))]),
  ];
}

export function decisive(steps: readonly Step[], decision: VoteFact['decision'], names: Names): readonly VoteFact[] {
  return steps.flatMap((step) => votesOn(step, names)).filter((vote) => vote.decision === decision);
}

/** How an earlier round ended: by a return, for nothing else is followed by another round. */
export function formerRoundState(steps: readonly Step[], names: Names, words: Words): readonly Rich[] {
  const endedAt = steps.find((step) => step.status === 'returned')?.closedAt ?? null;
  return [words.card.returned(endedAt, decisive(steps, 'return', names)), ...expiredOn(steps, 'return', words)];
}
