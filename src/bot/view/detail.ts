import type { ApprovalDocument, Step } from '../../engine/document.js';
import { askedToComplete, type Dossier } from '../../engine/dossier.js';
import {
  type Allowed,
  besideActions,
  type CardAction,
  completeAction,
  decisionActions,
  everythingAllowed,
  submitterActions,
} from './action.js';
import { headingOf, nameOfDocument } from './card-view.js';
import { isChangedSince, isChangedSinceDecided, maySeeContent, titleFor } from './content.js';
import { type FieldView, fieldViews } from './fields.js';
import { findingTexts } from './findings.js';
import { historyOf } from './history.js';
import { expiring, stateOf, stuckFacts } from './outcome.js';
import { nameOf, namesIn } from './people.js';
import type { Reader } from './plain.js';
import { progressOf, type StageView } from './progress.js';
import type { Rich } from './text.js';
import { owedAnswers, type QuestionView, threadOf } from './thread.js';
import { whyAsked } from './why-asked.js';
import { type Words, wordsFor } from './words.js';

/** Everything about one document for one person: content in full, the whole chain, earlier rounds, what they may do. */
export interface DetailView {
  readonly heading: string;
  readonly lead: Rich;
  readonly state: readonly Rich[];
  /** What the policies said, with their figures. */
  readonly findings: readonly Rich[];
  readonly fields: readonly FieldView[];
  readonly stages: readonly StageView[];
  readonly thread: readonly QuestionView[];
  readonly former: readonly FormerRound[];
  readonly actions: readonly ActionGroup[];
  readonly words: Words;
}

/** What may be done on one step, or with the whole document. */
export interface ActionGroup {
  readonly caption: Rich;
  readonly actions: readonly CardAction[];
}

export interface FormerRound {
  readonly title: Rich;
  readonly stages: readonly StageView[];
  readonly thread: readonly QuestionView[];
}

export function detailView(
  dossier: Dossier,
  viewerId: string,
  reader: Reader,
  allowed = everythingAllowed,
): DetailView {
  const { document, type } = dossier;
  const words = wordsFor(reader.locale);
  const names = namesIn(dossier);
  const source = { dossier, names, words, readerId: viewerId };
  const isOwn = document.submitterId === viewerId;
  return {
    heading: headingOf(dossier),
    lead: isOwn
      ? ownLead(document, words)
      : words.card.requestOf(nameOf(names, document.submitterId), titleFor(dossier, viewerId)),
    state: [
      ...stateOf(dossier, viewerId, words),
      ...submitted(dossier, words),
      ...(isOwn ? ownState(dossier, words) : othersState(dossier, viewerId, reader, words)),
    ],
    findings: maySeeContent(document, viewerId) ? findingTexts(document.findings, words, reader.locale) : [],
    fields: maySeeContent(document, viewerId) ? fieldViews(type, document, { reader, words, names }) : [],
    stages: progressOf(document.steps, source),
    thread: maySeeContent(document, viewerId) ? threadOf(document.steps, document.submitterId, names, words) : [],
    former: roundsOf(dossier.formerSteps).map(([round, steps]) => ({
      title: words.overview.historyRound(round, isChangedSince(document, steps)),
      stages: progressOf(steps, source),
      thread: threadOf(steps, document.submitterId, names, words),
    })),
    actions: [
      ...(isOwn ? ownActions(dossier, words) : stepActions(dossier, viewerId, words, allowed)),
      ...completion(dossier, viewerId, words),
    ],
    words,
  };
}

function submitted({ document }: Dossier, words: Words): readonly Rich[] {
  return document.submittedAt === null ? [] : [words.card.submittedAt(document.submittedAt)];
}

function ownActions({ document }: Dossier, words: Words): readonly ActionGroup[] {
  const actions = submitterActions(document, nameOfDocument(document), words);
  return actions.length === 0 ? [] : [{ caption: [], actions }];
}

function ownLead({ status, title }: ApprovalDocument, { card }: Words): Rich {
  return status === 'draft' ? card.draftOf(title) : card.yourRequest(title);
}

function ownState(dossier: Dossier, words: Words): readonly Rich[] {
  const { card } = words;
  const { nudgedAt, status, steps } = dossier.document;
  return [
    ...owedAnswers(steps, namesIn(dossier), words),
    ...(isChangedSinceDecided(dossier.document) ? [card.yoursChangedSinceDecided] : []),
    ...(stuckFacts(dossier).length > 0 ? [card.whatNowStuck] : []),
    ...(nudgedAt !== null && status === 'pending' ? [card.nudged(nudgedAt)] : []),
    ...expiring(dossier.document, words),
  ];
}

function othersState(dossier: Dossier, viewerId: string, reader: Reader, words: Words): readonly Rich[] {
  const { document } = dossier;
  if (document.status === 'pending') return historyOf(dossier, viewerId, words, reader);
  if (document.status !== 'returned' || maySeeContent(document, viewerId)) return [];
  return [words.card.changedSinceDecided(nameOf(namesIn(dossier), document.submitterId))];
}

function stepActions(dossier: Dossier, viewerId: string, words: Words, allowed: Allowed): readonly ActionGroup[] {
  return dossier.document.steps.flatMap((step) => {
    const decide = decisionActions(dossier, step, viewerId, words);
    if (decide.length === 0) return [];
    const actions = [...decide, ...besideActions(dossier, step, viewerId, words, allowed)];
    return [{ caption: whyAsked(dossier, viewerId, step, namesIn(dossier), words), actions }];
  });
}

function completion(dossier: Dossier, viewerId: string, words: Words): readonly ActionGroup[] {
  if (!askedToComplete(dossier).includes(viewerId)) return [];
  const { document } = dossier;
  const submitter = nameOf(namesIn(dossier), document.submitterId);
  const caption = words.card.toComplete(submitter, titleFor(dossier, viewerId));
  return [{ caption, actions: [completeAction(document, nameOfDocument(document), words)] }];
}

/** The newest first. */
function roundsOf(steps: readonly Step[]): readonly (readonly [number, readonly Step[]])[] {
  const rounds = [...new Set(steps.map((step) => step.round))].sort((a, b) => b - a);
  return rounds.map((round) => [round, steps.filter((step) => step.round === round)]);
}
