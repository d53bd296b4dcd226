import type { Done } from '../../engine/answer.js';
import type { PersonCommandKind } from '../../engine/command.js';
import { allSteps, type Dossier } from '../../engine/dossier.js';
import { nameOfDocument } from './card-view.js';
import { labelsOf } from './fields.js';
import { namesAwaited, stuckFacts } from './outcome.js';
import { nameOf, namesIn, shortNames } from './people.js';
import { type AnyRefusal, noContext, type RefusalContext } from './refusal.js';
import type { Rich } from './text.js';
import type { Words } from './words.js';

/** Why not, and what to do instead, in one or two sentences. */
export function refusalText(refusal: AnyRefusal, about: RefusalContext, words: Words): Rich {
  // The union and the table have the same keys; only the compiler cannot pair them up.
  const say = words.refusals[refusal.code] as (refusal: AnyRefusal, about: RefusalContext) => Rich;
  return say(refusal, about);
}

/** `dossier` is what this person may see; without it nothing of the document is named. */
export function refusalContext(refusal: AnyRefusal, dossier: Dossier | undefined, readerId: string): RefusalContext {
  const changed = refusal.code === 'stale' ? refusal.changed : [];
  if (dossier === undefined) return { ...noContext, changed };
  const { document, type } = dossier;
  return {
    name: nameOfDocument(document),
    changed: labelsOf(type.form, changed),
    isSubmitter: document.submitterId === readerId,
    isLapsed: document.cancelledBecause !== null,
    person: personIn(refusal, dossier),
  };
}

function personIn(refusal: AnyRefusal, { people }: Dossier): string | undefined {
  switch (refusal.code) {
    case 'already-decided':
      return refusal.by === undefined ? undefined : people.get(refusal.by)?.name;
    case 'delegation-over':
      return people.get(refusal.forId)?.name;
    default:
      return undefined;
  }
}

/** In whose place the reader voted on that step; undefined where it was their own, or where they did not. */
function principalOf(dossier: Dossier, readerId: string, stepId: string | undefined): string | undefined {
  const step = allSteps(dossier).find(({ id }) => id === stepId);
  const place = step?.approvers.find(({ vote }) => vote?.by === readerId);
  return place && nameOf(namesIn(dossier), place.personId);
}

/** `stepId` is the step that was decided on. */
export function doneText(answer: Done, dossier: Dossier, readerId: string, words: Words, stepId?: string): Rich {
  const names = namesIn(dossier);
  // Nobody is told of what the system does by an answer: those commands have no person.
  return words.done[answer.command as PersonCommandKind](answer, {
    name: answer.number ?? nameOfDocument(dossier.document),
    submitter: nameOf(names, dossier.document.submitterId),
    asked: shortNames(namesAwaited(dossier, readerId, words)),
    step: allSteps(dossier).find((step) => step.id === stepId)?.name,
    stuck: stuckFacts(dossier),
    onBehalfOf: principalOf(dossier, readerId, stepId),
  });
}
