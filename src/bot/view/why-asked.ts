import { approverOf, type Step } from '../../engine/document.js';
import type { Dossier } from '../../engine/dossier.js';
import { actingPlace } from './acting-place.js';
import { type Names, nameOf, reasonTexts } from './people.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

/** On which step somebody is asked, and why they are, or why they can decide for whom. Told to themselves. */
export function whyAsked(dossier: Dossier, personId: string, step: Step, names: Names, words: Words): Rich {
  const place = actingPlace(dossier, step, personId);
  if (place !== undefined && place.forId !== personId) {
    return words.card.youActFor(step.name, nameOf(names, place.forId), place.grounds);
  }
  const reasons = approverOf(step, personId)?.reasons ?? [];
  const about = { toThemselves: true, submitter: nameOf(names, dossier.document.submitterId), submitterReads: false };
  return words.card.youAreAsked(step.name, reasonTexts(words, reasons, names, about));
}
