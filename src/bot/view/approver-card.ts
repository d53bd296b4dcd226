import { approverOf, type Step } from '../../engine/document.js';
import { allSteps, isActive } from '../../engine/dossier.js';
import { decisionActions } from './action.js';
import { blankCard, type CardSource, type CardView } from './card-view.js';
import { maySeeContent, titleFor, titleOfRound } from './content.js';
import { fieldViews } from './fields.js';
import { findingTexts } from './findings.js';
import { historyOf } from './history.js';
import { stateOf } from './outcome.js';
import { nameOf, voteOf, votesOn } from './people.js';
import { progressOf } from './progress.js';
import type { Rich } from './text.js';
import { whyAsked } from './why-asked.js';

/** The card of one person on one step: asks while the step is open for them, and tells how it went afterwards. */
export function approverCard(source: CardSource): CardView {
  const { dossier, key } = source;
  const step = allSteps(dossier).find((one) => one.id === key.subject);
  if (step === undefined || step.round !== dossier.document.round) return formerRoundCard(source, step);
  return currentCard(source, step);
}

function currentCard(source: CardSource, step: Step): CardView {
  const { key, dossier, names, words, reader, number } = source;
  const { document, type } = dossier;
  const actions = isActive(dossier, key.personId) ? decisionActions(document, step, key.personId, words) : [];
  const submitter = nameOf(names, document.submitterId);
  const isAsked = actions.length > 0;
  const shown = maySeeContent(document, key.personId);
  const title = titleFor(dossier, key.personId);
  return {
    ...blankCard(source),
    lead: isAsked ? words.card.asksYou(submitter, title) : words.card.requestOf(submitter, title),
    state: isAsked
      ? historyOf(dossier, key.personId, words, reader)
      : [...ownPart(source, step), ...restOf(source, step), ...editing(source, shown)],
    findings: shown ? findingTexts(document.findings, words, reader.locale) : [],
    fields: shown ? fieldViews(type, document, { reader, words, names }) : [],
    why: isAsked ? whyAsked(dossier, key.personId, step, names, words) : [],
    stages: progressOf(document.steps, { dossier, names, words, readerId: key.personId }),
    actions,
    fallback: isAsked
      ? words.card.fallback.asked(submitter, title, number)
      : words.card.fallback.approver(number, words.statuses[document.status]),
  };
}

/** What this person decided, or who decided without them. */
function ownPart({ key, names, words }: CardSource, step: Step): readonly Rich[] {
  const approver = approverOf(step, key.personId);
  const vote = approver && voteOf(approver, names);
  if (vote !== undefined) return [words.card.youVoted(vote, step.name)];
  const isStepDecided = step.status === 'approved' || step.status === 'rejected' || step.status === 'returned';
  if (!isStepDecided) return [];
  return [words.card.closedWithoutYou(step.name, votesOn(step, names), step.closedAt)];
}

/** How the document stands, unless that is what this person's own decision made of it. */
function restOf({ key, dossier, words }: CardSource, step: Step): readonly Rich[] {
  const { document } = dossier;
  const decision = approverOf(step, key.personId)?.vote?.decision;
  const isTheirs =
    (decision === 'reject' && document.status === 'rejected') ||
    (decision === 'return' && document.status === 'returned');
  return isTheirs ? [] : stateOf(dossier, key.personId, words);
}

function editing({ dossier: { document }, names, words }: CardSource, shown: boolean): readonly Rich[] {
  if (shown || document.status !== 'returned') return [];
  return [words.card.changedSinceDecided(nameOf(names, document.submitterId))];
}

/** Content and buttons belong to the newer card; this one only says so, and what was decided on it. */
function formerRoundCard(source: CardSource, step: Step | undefined): CardView {
  const { key, dossier, names, words, number } = source;
  const { document } = dossier;
  const hasNewer = document.steps.some((one) => one.openedAt !== null && approverOf(one, key.personId) !== undefined);
  const decided = step === undefined ? [] : ownPart(source, step);
  const round = dossier.formerSteps.filter((one) => one.round === step?.round);
  return {
    ...blankCard(source),
    lead: words.card.requestOf(nameOf(names, document.submitterId), titleOfRound(dossier, round, key.personId)),
    state: [words.card.formerRound(step?.round ?? document.round, number, hasNewer), ...decided],
    fallback: words.card.fallback.approver(number, words.statuses[document.status]),
  };
}
