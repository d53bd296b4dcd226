import type { Step } from '../../engine/document.js';
import { allSteps, type Dossier, isActive, isStuck } from '../../engine/dossier.js';
import { reassignAction } from './action.js';
import { blankCard, type CardSource, type CardView } from './card-view.js';
import { nameOf, namesIn, shortNames } from './people.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

/** Asks an administrator for help. It shows no content: helping needs none, and nobody put them on a step. */
export function stuckCard(source: CardSource): CardView {
  const { key, dossier, names, words, number } = source;
  const { document } = dossier;
  const step = allSteps(dossier).find((one) => one.id === key.subject);
  const stepName = step?.name ?? '';
  const submitter = nameOf(names, document.submitterId);
  const needsHelp = document.status === 'pending' && step !== undefined && isStuck(step, dossier);
  return {
    ...blankCard(source),
    lead: needsHelp ? words.card.stuck(stepName, submitter) : words.card.noLongerStuck(stepName),
    state: needsHelp
      ? [...failed(step, words), ...notHereYet(step, dossier, words), words.card.stuckWayOut(submitter)]
      : [],
    actions: needsHelp && document.submitterId !== key.personId ? [reassignAction(document, step, words)] : [],
    fallback: needsHelp
      ? words.card.fallback.stuck(number, stepName)
      : words.card.fallback.approver(number, words.statuses[document.status]),
  };
}

/** Those who are asked and hear nothing of it, by no fault of the organisation's. */
function notHereYet({ approvers }: Step, dossier: Dossier, words: Words): readonly Rich[] {
  const awaited = approvers.filter(({ vote }) => vote === null).map(({ personId }) => personId);
  const away = awaited.filter((id) => isActive(dossier, id) && dossier.people.get(id)?.reachable === false);
  return away.length === 0 ? [] : [words.card.notHereYet(shortNames(away.map((id) => nameOf(namesIn(dossier), id))))];
}

function failed({ name, problem }: Step, words: Words): readonly Rich[] {
  return problem === null ? [] : [words.card.ruleFailed(name, problem)];
}
