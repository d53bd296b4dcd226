import { stepById } from '../engine/document.js';
import { type Dossier, isStuck } from '../engine/dossier.js';
import type { Card } from '../engine/ports/card-store.js';
import { awaitedOf } from '../engine/voting-place.js';

/** Whether somebody still has something to press on the card, so that a deleted message must be posted anew. */
export function needsMessage(card: Card, dossier: Dossier): boolean {
  const { document } = dossier;
  switch (card.role) {
    case 'approver': {
      const step = stepById(document, card.subject);
      return document.status === 'pending' && step !== undefined && awaitedOf(step).includes(card.recipient.personId);
    }
    case 'submitter':
      return document.status === 'draft' || document.status === 'pending' || document.status === 'returned';
    case 'completer':
      return document.status === 'approved';
    case 'outcome':
    case 'stuck':
      return false;
  }
}

/**
 * Whether a card that waited for its person's waking hours came too late: somebody else has done by now what it would
 * have asked for.
 */
export function isMoot(card: Card, dossier: Dossier): boolean {
  if (card.state !== 'wanted' || card.isHeldBack !== true) return false;
  switch (card.role) {
    case 'approver':
    case 'completer':
      return !needsMessage(card, dossier);
    case 'stuck': {
      const step = stepById(dossier.document, card.subject);
      return dossier.document.status !== 'pending' || step === undefined || !isStuck(step, dossier);
    }
    case 'submitter':
    case 'outcome':
      return false;
  }
}
