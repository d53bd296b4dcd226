import { askedToComplete } from '../../engine/dossier.js';
import { completeAction } from './action.js';
import { blankCard, type CardSource, type CardView } from './card-view.js';
import { fieldViews } from './fields.js';
import { stateOf } from './outcome.js';
import { nameOf } from './people.js';

/** Asks to carry out what was approved and to say so; afterwards it tells that somebody did. */
export function completerCard(source: CardSource): CardView {
  const { key, dossier, names, words, reader, number } = source;
  const { document, type } = dossier;
  const isAsked = askedToComplete(dossier).includes(key.personId);
  const submitter = nameOf(names, document.submitterId);
  return {
    ...blankCard(source),
    lead: isAsked ? words.card.toComplete(submitter, document.title) : words.card.requestOf(submitter, document.title),
    state: stateOf(dossier, key.personId, words),
    fields: fieldViews(type, document, { reader, words, names }),
    actions: isAsked ? [completeAction(document, number, words)] : [],
    fallback: isAsked
      ? words.card.fallback.toComplete(submitter, document.title, number)
      : words.card.fallback.approver(number, words.statuses[document.status]),
  };
}
