import { submitterActions } from './action.js';
import { blankCard, type CardSource, type CardView } from './card-view.js';
import { isChangedSinceDecided, titleOfRound } from './content.js';
import { fieldViews } from './fields.js';
import { findingTexts, isRejectedBy } from './findings.js';
import { expiring, formerRoundState, stateOf, stuckFacts } from './outcome.js';
import { progressOf } from './progress.js';
import type { Rich } from './text.js';
import { owedAnswers, threadOf } from './thread.js';

/** The one card that follows a request from its first submit to its end. */
export function submitterCard(source: CardSource): CardView {
  const { key, dossier, names, words, reader, number } = source;
  const { document, type } = dossier;
  return {
    ...blankCard(source),
    lead: words.card.yourRequest(document.title),
    state: [
      ...owedAnswers(document.steps, names, words),
      ...roundOf(source),
      ...stateOf(dossier, key.personId, words),
      ...changedSince(source),
      ...wayOn(source),
    ],
    findings: findingTexts(document.findings, words, reader.locale),
    fields: fieldViews(type, document, { reader, words, names }),
    thread: threadOf(document.steps, document.submitterId, names, words),
    stages: progressOf(document.steps, { dossier, names, words, readerId: key.personId }),
    // Once it is returned, the newer message has them: the same buttons twice would leave people guessing.
    actions: document.status === 'returned' ? [] : submitterActions(document, number, words),
    fallback: words.card.fallback.submitter(number, words.statuses[document.status]),
  };
}

/** A new message when a round ends, for an updated card alerts nobody: the outcome, who decided, and what can be done. */
export function outcomeCard(source: CardSource): CardView {
  const { key, dossier, names, words, reader, number } = source;
  const { document } = dossier;
  const round = roundOfSubject(key.subject) ?? document.round;
  const isCurrent = round === document.round;
  const former = dossier.formerSteps.filter((step) => step.round === round);
  return {
    ...blankCard(source),
    lead: words.card.yourRequest(isCurrent ? document.title : titleOfRound(dossier, former, key.personId)),
    state: isCurrent
      ? [...stateOf(dossier, key.personId, words), ...changedSince(source), ...wayOut(source)]
      : [...formerRoundState(former, names, words), words.card.formerRoundOfYours(round)],
    findings: isCurrent && isRejectedBy(document.findings) ? findingTexts(document.findings, words, reader.locale) : [],
    actions: isCurrent ? submitterActions(document, number, words) : [],
    fallback: isCurrent
      ? words.card.fallback.outcome(number, words.statuses[document.status])
      : words.card.fallback.submitter(number, words.statuses[document.status]),
  };
}

/** `round 2`, as `desiredCards` writes it; nothing of the card that tells of the completion, which ends the last round. */
function roundOfSubject(subject: string): number | undefined {
  const digits = /^round (\d+)$/.exec(subject)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function roundOf({ dossier: { document }, words }: CardSource): readonly Rich[] {
  return document.round > 1 ? [words.card.round(document.round)] : [];
}

function changedSince({ dossier: { document }, words }: CardSource): readonly Rich[] {
  return isChangedSinceDecided(document) ? [words.card.yoursChangedSinceDecided] : [];
}

/** What the submitter can do on the card that follows the request. */
function wayOn({ dossier, words }: CardSource): readonly Rich[] {
  const { status, nudgedAt } = dossier.document;
  const stuck = stuckFacts(dossier).length > 0 ? [words.card.whatNowStuck] : [];
  if (status === 'pending') return nudgedAt === null ? stuck : [...stuck, words.card.nudged(nudgedAt)];
  return status === 'returned' ? [words.card.whatNowReturnedElsewhere] : [];
}

/** What they can do on the one that tells how a round ended. */
function wayOut({ dossier: { document }, words }: CardSource): readonly Rich[] {
  if (document.status === 'rejected') return [words.card.whatNowRejected];
  return document.status === 'returned' ? [words.card.whatNowReturned, ...expiring(document, words)] : [];
}
