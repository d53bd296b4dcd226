import type { CardKey } from '../../engine/card.js';
import type { Dossier } from '../../engine/dossier.js';
import { type Allowed, everythingAllowed } from './action.js';
import { approverCard } from './approver-card.js';
import { type CardView, nameOfDocument } from './card-view.js';
import { completerCard } from './completer-card.js';
import { namesIn } from './people.js';
import type { Reader } from './plain.js';
import { stuckCard } from './stuck-card.js';
import { outcomeCard, submitterCard } from './submitter-card.js';
import { wordsFor } from './words.js';

/** A card has everything that this person should see and do now, and nothing that no longer applies. */
export function cardView(
  key: CardKey,
  dossier: Dossier,
  reader: Reader,
  allowed: Allowed = everythingAllowed,
): CardView {
  const words = wordsFor(reader.locale);
  const number = nameOfDocument(dossier.document);
  const source = { key, dossier, names: namesIn(dossier), words, reader, allowed, number };
  switch (key.role) {
    case 'approver':
      return approverCard(source);
    case 'submitter':
      return submitterCard(source);
    case 'outcome':
      return outcomeCard(source);
    case 'completer':
      return completerCard(source);
    case 'stuck':
      return stuckCard(source);
  }
}
