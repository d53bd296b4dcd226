import { stepById } from '../engine/document.js';
import type { Dossier } from '../engine/dossier.js';
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
