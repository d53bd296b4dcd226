import type { Done } from '../../engine/answer.js';
import type { PersonCommandKind } from '../../engine/command.js';
import type { VoteRule } from '../../engine/definition.js';
import type { DecisionKind, DocumentStatus, StandIn, StepStatus } from '../../engine/document.js';
import type { FieldErrorCode, FieldProblem } from '../../engine/form/field-type.js';
import type { Instant } from '../../engine/instant.js';
import type { FileRefusal } from '../../engine/ports/files.js';
import type { AdminWords } from './admin/words.js';
import type { FileWords } from './file-words.js';
import type { FirstContactWords } from './first-contact-words.js';
import type { DelegateWords, LaterCardWords, StepFormWords } from './later-words.js';
import { en } from './locales/en.js';
import { id } from './locales/id.js';
import type { NoticeWords } from './notice-words.js';
import type { PolicyWords } from './policy-words.js';
import type { AnyRefusal, AnyRefusalCode, RefusalContext } from './refusal.js';
import type { SettingsWords } from './settings-words.js';
import type { Rich } from './text.js';

/** Why somebody is asked, with names instead of ids. */
export type NamedReason =
  | { readonly kind: 'user' }
  | { readonly kind: 'role'; readonly role: string; readonly unit: string | null }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'manager'; readonly level: number }
  | { readonly kind: 'unit_head'; readonly unit: string }
  | { readonly kind: 'stand-in'; readonly as: StandIn; readonly for: string | null }
  | { readonly kind: 'reassigned'; readonly by: string; readonly from: string | null; readonly text: string };

/** Whom a reason is told to: the person asked, or somebody else about them. */
export interface ReasonContext {
  readonly toThemselves: boolean;
  readonly submitter: string;
  readonly submitterReads: boolean;
}

/** One decision by one person. */
export interface VoteFact {
  /** Who voted. */
  readonly name: string;
  /** In whose place, where it was not their own. */
  readonly onBehalfOf?: string;
  readonly decision: DecisionKind;
  readonly at: Instant;
  readonly comment: string | null;
}

/** What the answer to a carried-out command can name. */
export interface DoneContext {
  readonly name: string;
  readonly submitter: string;
  /** Who is asked now. */
  readonly asked: NameList;
  /** The step that was decided on; undefined for a command about the whole request. */
  readonly step: string | undefined;
  readonly stuck: readonly StuckFact[];
  /** In whose place the reader decided; undefined where it was their own. */
  readonly onBehalfOf: string | undefined;
}

/** Open steps that cannot be completed by those who are on them. */
export interface StuckFact {
  readonly steps: NameList;
  /** Nobody is left who can decide; otherwise some can, and others who must have left. */
  readonly isNobodyLeft: boolean;
  /** Whether there is an administrator who was told. */
  readonly isTold: boolean;
}

/** A request that was sent back: by whom, and what was different when it came again. */
export interface ReturnFact {
  readonly round: number;
  readonly votes: readonly VoteFact[];
  /** Whether the one vote is the reader's own. */
  readonly isOwn: boolean;
}

/** What became of one field: both values where they are short enough to read side by side, else only its label. */
export interface ChangeFact {
  readonly label: string;
  readonly values?: { readonly before: string; readonly after: string };
}

/** Some names, and how many others there are: sixty names are no sentence. */
export interface NameList {
  readonly names: readonly string[];
  readonly more: number;
}

type Params = FieldProblem['params'];

/**
 * Everything that is said, in one language. To add a language: one such object in `locales/` and one line below; the
 * compiler names what is missing.
 */
export interface Words {
  readonly refusals: {
    readonly [C in AnyRefusalCode]: (refusal: Extract<AnyRefusal, { code: C }>, about: RefusalContext) => Rich;
  };
  readonly fieldErrors: Readonly<Record<FieldErrorCode, (params: Params) => string>>;
  readonly done: Readonly<Record<PersonCommandKind, (answer: Done, about: DoneContext) => Rich>>;
  readonly statuses: Readonly<Record<DocumentStatus, string>>;
  readonly stepStates: Readonly<Record<StepStatus | 'nobody-found' | 'stuck', string>>;
  readonly buttons: Readonly<Record<Button, string>>;
  readonly values: { readonly yes: string; readonly no: string; range(from: string, to: string): string };
  /** A part of a sentence: `because …`. */
  reason(reason: NamedReason, about: ReasonContext): Rich;
  readonly card: CardWords;
  readonly policy: PolicyWords;
  readonly form: FormWords;
  readonly stepForm: StepFormWords;
  readonly delegate: DelegateWords;
  readonly files: FileWords;
  readonly preview: PreviewWords;
  readonly overview: OverviewWords;
  readonly firstContact: FirstContactWords;
  readonly notices: NoticeWords;
  readonly settings: SettingsWords;
  readonly admin: AdminWords;
}

export type Button =
  | 'approve'
  | 'approve-with-comment'
  | 'reject'
  | 'return'
  | 'ask'
  | 'delegate-step'
  | 'answer-question'
  | 'nudge'
  | 'send-question'
  | 'send-answer'
  | 'let-decide'
  | 'edit-and-resubmit'
  | 'cancel'
  | 'cancel-confirm'
  | 'cancel-keep'
  | 'discard'
  | 'discard-keep'
  | 'complete'
  | 'complete-confirm'
  | 'complete-keep'
  | 'submit'
  | 'next'
  | 'save'
  | 'close'
  | 'back-to-edit'
  | 'previous-page'
  | 'continue-draft'
  | 'discard-draft'
  | 'start-over'
  | 'back-to-list'
  | 'back-to-start'
  | 'show-more'
  | 'open'
  | 'continue';

export interface CardWords extends LaterCardWords {
  asksYou(submitter: string, title: string): Rich;
  youAreAsked(step: string, reasons: readonly Rich[]): Rich;
  rule(approveWhen: VoteRule['approveWhen'], people: number): Rich;
  /** The reader, among the names of others. */
  you: string;
  youVoted(vote: VoteFact, step: string): Rich;
  voted(vote: VoteFact): Rich;
  closedWithoutYou(step: string, votes: readonly VoteFact[], at: Instant | null): Rich;
  requestOf(submitter: string, title: string): Rich;
  toComplete(submitter: string, title: string): Rich;
  yourRequest(title: string): Rich;
  waitingFor(names: NameList): Rich;
  /** By everybody who approved a step. */
  approved(at: Instant | null, votes: readonly VoteFact[]): Rich;
  /** By the votes that made it so. */
  rejected(at: Instant | null, votes: readonly VoteFact[]): Rich;
  returned(at: Instant | null, votes: readonly VoteFact[]): Rich;
  cancelled(at: Instant | null, submitter: string | undefined): Rich;
  /** By nobody where the approval was the completion as well. */
  completed(at: Instant | null, by: string | undefined): Rich;
  draft: Rich;
  draftOf(title: string): Rich;
  whatNowReturned: Rich;
  /** On the message that has no buttons because a newer one has them. */
  whatNowReturnedElsewhere: Rich;
  whatNowRejected: Rich;
  whatNowStuck: Rich;
  /** The submitter has changed what the votes were about, and has not submitted it. */
  yoursChangedSinceDecided: Rich;
  submittedAgain(fact: ReturnFact): Rich;
  changedSinceRound(round: number, changes: readonly ChangeFact[], more: number): Rich;
  changedSinceDecided(submitter: string): Rich;
  round(round: number): Rich;
  formerRound(round: number, number: string, hasNewer: boolean): Rich;
  formerRoundOfYours(round: number): Rich;
  submittedAt(at: Instant): Rich;
  stuckState(fact: StuckFact): Rich;
  stuck(step: string, submitter: string): Rich;
  stuckWayOut(submitter: string): Rich;
  /** On the card that asks for help: who would be asked if they wrote to the bot. */
  notHereYet(names: NameList): Rich;
  noLongerStuck(step: string): Rich;
  step(name: string, state: string, at: Instant | null): Rich;
  /** Why a step is part of this route; behind its name. */
  because(text: string): Rich;
  due(at: Instant): Rich;
  /** What went wrong when a step's condition was evaluated. */
  ruleFailed(step: string, error: string): Rich;
  completeTitle: string;
  completeText(name: string): string;
  waits(name: string): Rich;
  inactive(person: Rich): Rich;
  /** No account in chat is theirs, so they do not hear that they are asked. */
  unreachable(person: Rich): Rich;
  notNeeded(name: string): Rich;
  /** Where others were found for the step, and nobody for these places. */
  openPlaces(places: number): Rich;
  asked(name: string, reasons: readonly Rich[]): Rich;
  progress: string;
  andMore(count: number): Rich;
  shortened(number: string): Rich;
  cancelTitle: string;
  cancelText(name: string): string;
  discardTitle: string;
  discardText: string;
  disarmed: Rich;
  fallback: CardFallbacks;
}

/** What a notification shows where no card is drawn: one sentence. */
export interface CardFallbacks {
  asked(submitter: string, title: string, number: string): Rich;
  askedFor(submitter: string, principal: string, title: string, number: string): Rich;
  approver(number: string, status: string): Rich;
  toComplete(submitter: string, title: string, number: string): Rich;
  submitter(number: string, status: string): Rich;
  outcome(number: string, status: string): Rich;
  stuck(number: string, step: string): Rich;
}

export interface FormWords {
  readonly chooseTitle: string;
  readonly chooseLabel: string;
  noSuchType(typed: string): Rich;
  readonly noTypes: Rich;
  moreTypes(count: number): Rich;
  readonly currency: string;
  /** In inputs where nothing is chosen yet. */
  readonly choose: string;
  readonly chooseDay: string;
  readonly chooseTime: string;
  readonly changedMeanwhile: Rich;
  readonly changedElsewhere: Rich;
  /** Said on top of the form or reason that could not be taken and is still there below. */
  readonly answersKept: Rich;
  /** What is refused for anything but its text is refused again. */
  readonly reasonKept: Rich;
  readonly help: readonly Rich[];
  /** Some answers, of a draft that waited, are refused by now. */
  readonly outdated: Rich;
  problems(problems: readonly { readonly label: string; readonly problem: string }[]): Rich;
  page(page: number, pages: number): string;
  /** On a page where more is to be answered, because of what was answered there. */
  readonly moreToAnswer: Rich;
  /** What was typed on earlier pages could not be found again. */
  readonly pagesLost: Rich;
  computed(label: string, value: string): Rich;
  rangeFrom(label: string): string;
  rangeTo(label: string): string;
  readonly begunTitle: Rich;
  begun(type: string, title: string | undefined, at: Instant): Rich;
  /** Forms that were begun and are not offered, for the newest are. */
  moreBegun(more: number): Rich;
  readonly continued: Rich;
  counts(min: number | undefined, max: number | undefined): string | undefined;
  filesHint(max: number, size: string, kinds: string | undefined): string;
  keptFiles(label: string): string;
  readonly keptFilesHint: string;
  /** On an input for files that must not be left empty. */
  readonly attachFile: string;
  readonly checkingTitle: string;
  readonly checking: Rich;
  /** Of a file that was deleted Slack tells not even the name; then it is empty. */
  fileRefused(name: string, refusal: FileRefusal): Rich;
  sameFile(name: string, kept: string): Rich;
  limits(min: string | undefined, max: string | undefined): string | undefined;
  /** The same for days and times of day, which are not more or less. */
  whenLimits(min: string | undefined, max: string | undefined): string | undefined;
  readonly reasonTitles: Readonly<Record<DecisionKind, string>>;
  readonly reasonLabels: Readonly<Record<DecisionKind, string>>;
  readonly reasonHint: Readonly<Record<DecisionKind, string>>;
  reasonAbout(name: string, title: string, submitter: string): Rich;
}

export interface PreviewWords {
  readonly title: string;
  leadFor(status: DocumentStatus): Rich;
  /** Steps that nobody was found for. */
  stuckAhead(steps: NameList): Rich;
  readonly content: string;
  readonly route: string;
  /** By when it would be decided if everybody took the time they have. */
  expected(at: Instant): Rich;
  /** A policy rejects it as it is. */
  readonly leadRejected: Rich;
  readonly routeChanged: Rich;
  readonly contentChanged: Rich;
  readonly atTheSameTime: Rich;
  readonly nobody: Rich;
  readonly doneTitle: string;
  readonly answerTitle: string;
}

export interface OverviewWords {
  readonly title: string;
  readonly waiting: string;
  readonly requested: string;
  readonly nothingWaits: Rich;
  readonly nothingRequested: Rich;
  line(title: string, number: string | null, type: string): Rich;
  /** `principal`: in whose place the reader is asked. */
  askedBy(submitter: string, at: Instant, principal: string | undefined): Rich;
  /** Approved at that time, and the reader's to carry out. */
  toComplete(submitter: string, at: Instant): Rich;
  state(status: string, stepsDone: number, stepsTotal: number, at: Instant): Rich;
  readonly history: string;
  historyRound(round: number, isChangedSince: boolean): Rich;
  readonly stuck: string;
  heading(title: string, count: number, isMore: boolean): string;
  notFound(typed: string): Rich;
  severalFound(typed: string, numbers: readonly string[]): Rich;
}

/** By the language of a locale. */
export const locales: Readonly<Record<string, Words>> = { en, id };
const byLanguage: ReadonlyMap<string, Words> = new Map(Object.entries(locales));

/** The words of a locale such as `en-GB`: its language's, else English. Takes any text, for browsers send what they like. */
export function wordsFor(locale: string): Words {
  const [language = ''] = locale.toLowerCase().split('-', 1);
  return byLanguage.get(language) ?? en;
}
