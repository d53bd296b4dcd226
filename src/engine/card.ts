import { type ApprovalDocument, askedOn } from './document.js';
import { allSteps, askedToComplete, type Dossier, isActive, isStuck } from './dossier.js';

/**
 * `approver` decides, `submitter` follows, `outcome` says how a round ended, `stuck` asks an administrator for help,
 * `completer` asks to carry out what was approved.
 */
export const cardRoles = ['approver', 'submitter', 'outcome', 'stuck', 'completer'] as const;
export type CardRole = (typeof cardRoles)[number];

/** Which card it is. `subject` tells a person's cards of one role apart: a step, a round, or the document itself. */
export interface CardKey {
  readonly role: CardRole;
  readonly personId: string;
  readonly subject: string;
}

/**
 * The cards a document owes people: everyone active who is or was asked on an opened step, or acts or acted for one of
 * them, the submitter, an outcome for each round that ended, the administrators while a step has nobody, and who
 * completes it once it is approved. A step of a new round gets a card of its own, for an updated message alerts nobody.
 */
export function desiredCards(dossier: Dossier): readonly CardKey[] {
  const { document } = dossier;
  if (document.round === 0) return [];
  return [...approverCards(dossier), ...submitterCards(dossier), ...stuckCards(dossier), ...completerCards(dossier)];
}

function approverCards(dossier: Dossier): readonly CardKey[] {
  return allSteps(dossier)
    .flatMap((step) => askedOn(step).map((personId) => ({ role: 'approver' as const, personId, subject: step.id })))
    .filter(({ personId }) => isActive(dossier, personId));
}

function submitterCards({ document }: Dossier): readonly CardKey[] {
  const personId = document.submitterId;
  const followed: CardKey = { role: 'submitter', personId, subject: document.id };
  const hasOutcome = document.status !== 'pending' && document.status !== 'cancelled';
  const outcome: CardKey = { role: 'outcome', personId, subject: `round ${document.round}` };
  return [followed, ...(hasOutcome ? [outcome] : []), ...completedCards(document), ...lapsedCards(document)];
}

/** Their approval was news before, so this is news again: except of what they did themselves, or what nobody did. */
function completedCards({ submitterId, completedBy }: ApprovalDocument): readonly CardKey[] {
  const isNews = completedBy !== null && completedBy !== submitterId;
  return isNews ? [{ role: 'outcome', personId: submitterId, subject: 'completed' }] : [];
}

/** Who cancels knows of it; where the system did, the submitter must hear. */
function lapsedCards({ submitterId, cancelledBecause }: ApprovalDocument): readonly CardKey[] {
  return cancelledBecause === null ? [] : [{ role: 'outcome', personId: submitterId, subject: 'lapsed' }];
}

function stuckCards(dossier: Dossier): readonly CardKey[] {
  const stuck = dossier.document.steps.filter((step) => isStuck(step, dossier));
  return stuck.flatMap((step) => dossier.unblockers.map((personId) => ({ role: 'stuck', personId, subject: step.id })));
}

function completerCards(dossier: Dossier): readonly CardKey[] {
  const subject = dossier.document.id;
  return askedToComplete(dossier).map((personId) => ({ role: 'completer', personId, subject }));
}
