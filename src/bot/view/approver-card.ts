import { approverOf, askedOn, type Step } from '../../engine/document.js';
import { allSteps } from '../../engine/dossier.js';
import { actingPlace } from './acting-place.js';
import { besideActions, decisionActions } from './action.js';
import { blankCard, type CardSource, type CardView } from './card-view.js';
import { maySeeContent, titleFor, titleOfRound } from './content.js';
import { fieldViews } from './fields.js';
import { findingTexts } from './findings.js';
import { historyOf } from './history.js';
import { expiredOn, stateOf } from './outcome.js';
import { castBy, nameOf, shortNames, voteOf, votesOn } from './people.js';
import { progressOf } from './progress.js';
import type { Rich } from './text.js';
import { threadOf } from './thread.js';
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
  const actions = decisionActions(dossier, step, key.personId, words);
  const more = besideActions(dossier, step, key.personId, words, source.allowed);
  const principal = principalOf(source, step);
  const isAsked = actions.length > 0;
  const shown = maySeeContent(document, key.personId);
  const { fallback } = words.card;
  return {
    ...blankCard(source),
    lead: leadOf(source, isAsked, principal),
    state: isAsked
      ? historyOf(dossier, key.personId, words, reader)
      : [...ownPart(source, step), ...restOf(source, step), ...editing(source, shown)],
    findings: shown ? findingTexts(document.findings, words, reader.locale) : [],
    fields: shown ? fieldViews(type, document, { reader, words, names }) : [],
    why: isAsked ? whyAsked(dossier, key.personId, step, names, words) : [],
    stages: progressOf(document.steps, { dossier, names, words, readerId: key.personId }),
    actions,
    more,
    thread: shown ? threadOf(document.steps, document.submitterId, names, words) : [],
    fallback: isAsked ? askingFallback(source, principal) : fallback.approver(number, words.statuses[document.status]),
  };
}

/** For whom the reader can decide; undefined where it is for themselves, or not at all. */
function principalOf({ key, dossier, names }: CardSource, step: Step): string | undefined {
  const place = actingPlace(dossier, step, key.personId);
  return place === undefined || place.forId === key.personId ? undefined : nameOf(names, place.forId);
}

function leadOf({ key, dossier, names, words }: CardSource, isAsked: boolean, principal: string | undefined): Rich {
  const submitter = nameOf(names, dossier.document.submitterId);
  const title = titleFor(dossier, key.personId);
  if (!isAsked) return words.card.requestOf(submitter, title);
  return principal === undefined
    ? words.card.asksYou(submitter, title)
    : words.card.asksYouFor(submitter, principal, title);
}

function askingFallback({ key, dossier, names, words, number }: CardSource, principal: string | undefined): Rich {
  const submitter = nameOf(names, dossier.document.submitterId);
  const title = titleFor(dossier, key.personId);
  const { fallback } = words.card;
  return principal === undefined
    ? fallback.asked(submitter, title, number)
    : fallback.askedFor(submitter, principal, title, number);
}

/** What this person decided, who decided it for them, or who decided without them. */
function ownPart(source: CardSource, step: Step): readonly Rich[] {
  const { key, names, words } = source;
  const cast = castBy(step, key.personId);
  const vote = cast && voteOf(cast, names);
  if (vote !== undefined) return [words.card.youVoted(vote, step.name)];
  const own = approverOf(step, key.personId);
  const forThem = own && voteOf(own, names);
  if (forThem !== undefined) return [words.card.votedForYou(forThem, step.name)];
  const isStepDecided = step.status === 'approved' || step.status === 'rejected' || step.status === 'returned';
  if (!isStepDecided) return deputyPart(source, step);
  const expired = step.expiredAs === null ? [] : expiredOn([step], step.expiredAs, words);
  return [words.card.closedWithoutYou(step.name, votesOn(step, names), step.closedAt), ...expired];
}

/** While a step is open: that somebody filled the place of whom this person acts for, or that they do not act any more. */
function deputyPart({ key, names, words }: CardSource, step: Step): readonly Rich[] {
  const isTheirs = ({ personId }: { readonly personId: string }) => personId === key.personId;
  const filled = step.deputies
    .filter(isTheirs)
    .flatMap(({ forId }) => approverOf(step, forId) ?? [])
    .flatMap((place) => voteOf(place, names) ?? []);
  const [vote] = filled;
  if (vote !== undefined) return [words.card.placeFilled(vote, step.name)];
  const former = step.formerDeputies.filter(isTheirs).map(({ forId }) => nameOf(names, forId));
  return former.length === 0 ? [] : [words.card.actsNoMore(step.name, shortNames([...new Set(former)]))];
}

/** How the document stands, unless that is what this person's own decision made of it. */
function restOf({ key, dossier, words }: CardSource, step: Step): readonly Rich[] {
  const { document } = dossier;
  const decision = castBy(step, key.personId)?.vote?.decision;
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
  const hasNewer = document.steps.some((one) => askedOn(one).includes(key.personId));
  const decided = step === undefined ? [] : ownPart(source, step);
  const round = dossier.formerSteps.filter((one) => one.round === step?.round);
  return {
    ...blankCard(source),
    lead: words.card.requestOf(nameOf(names, document.submitterId), titleOfRound(dossier, round, key.personId)),
    state: [words.card.formerRound(step?.round ?? document.round, number, hasNewer), ...decided],
    fallback: words.card.fallback.approver(number, words.statuses[document.status]),
  };
}
