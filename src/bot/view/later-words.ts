import type { DelegationRefusal } from '../../engine/delegation/delegation.js';
import type { DecisionKind, DeputyGround } from '../../engine/document.js';
import type { Instant } from '../../engine/instant.js';
import type { Confirmation } from './action.js';
import type { Rich } from './text.js';
import type { NameList, VoteFact } from './words.js';

/** Why somebody may decide in another's place, with everything that a sentence can tell of it. */
export type NamedGround =
  | { readonly kind: 'delegation'; readonly until: Instant }
  | { readonly kind: 'step'; readonly note: string | null }
  | { readonly kind: 'escalation'; readonly as: Extract<DeputyGround, { readonly kind: 'escalation' }>['as'] };

/** What cards say of deputies, questions, and of what happened without a click. */
export interface LaterCardWords {
  asksYouFor(submitter: string, principal: string, title: string): Rich;
  /** Why the reader can decide on somebody's behalf. */
  youActFor(step: string, principal: string, grounds: readonly NamedGround[]): Rich;
  /** Who may decide for an approver that is named before. */
  actsForThem(name: string, grounds: readonly NamedGround[]): Rich;
  /** Somebody among names, who decides in another's place. */
  inPlaceOf(name: string, principal: string): string;
  votedForYou(vote: VoteFact, step: string): Rich;
  /** The place that the reader could have filled is filled, by this vote. */
  placeFilled(vote: VoteFact, step: string): Rich;
  actsNoMore(step: string, principals: NameList): Rich;
  readonly questions: string;
  /** `step` where several have questions. */
  questionAsked(name: string, step: string | null, at: Instant, text: string): Rich;
  questionAnswered(name: string, at: Instant, text: string): Rich;
  readonly questionWaits: Rich;
  readonly questionOver: Rich;
  earlierQuestions(count: number): Rich;
  /** To the submitter. */
  youOweAnswers(names: NameList, step: string): Rich;
  /** Behind a step's name, in place of when it is due. */
  paused(since: Instant): Rich;
  /** The template decided, for nobody did. */
  expired(step: string, decision: DecisionKind, at: Instant | null): Rich;
  readonly byTemplate: Rich;
  lapsed(at: Instant | null): Rich;
  /** To the submitter of a returned request. */
  expiring(at: Instant): Rich;
  /** To the submitter. */
  nudged(at: Instant): Rich;
  mayNotAct(person: Rich): Rich;
}

/** Forms about one step: asking, answering, and letting somebody else decide. */
export interface StepFormWords {
  readonly askTitle: string;
  readonly questionLabel: string;
  readonly questionHint: string;
  readonly noQuestion: Rich;
  readonly answerTitle: string;
  readonly answerLabel: string;
  readonly answerHint: string;
  readonly noAnswer: Rich;
  readonly delegateTitle: string;
  delegateLead(step: string): Rich;
  readonly delegateLabel: string;
  readonly delegateHint: string;
  readonly noteLabel: string;
  readonly noteHint: string;
  /** What was written came too late, and is still there below. */
  readonly kept: Rich;
}

/** One delegation in a list. */
export interface DelegationLine {
  /** The other person. */
  readonly name: string;
  /** First and last day, as the reader writes them. */
  readonly from: string;
  readonly until: string;
  readonly hasBegun: boolean;
  /** Null for every type. */
  readonly types: NameList | null;
  /** Null for any amount. */
  readonly cap: string | null;
}

/** What `/delegate` says. */
export interface DelegateWords {
  readonly title: string;
  readonly off: Rich;
  readonly lead: Rich;
  readonly givenTitle: string;
  readonly nothingGiven: Rich;
  readonly gotTitle: string;
  /** Who decides for the reader, or for whom they do. */
  line(line: DelegationLine): Rich;
  scope(line: Pick<DelegationLine, 'types' | 'cap'>): Rich;
  more(count: number): Rich;
  readonly endNow: string;
  ending(name: string): Confirmation;
  ended(name: string): Rich;
  readonly formTitle: string;
  readonly toLabel: string;
  readonly toHint: string;
  readonly fromLabel: string;
  readonly untilLabel: string;
  untilHint(timeZone: string): string;
  readonly typesLabel: string;
  readonly typesHint: string;
  readonly capLabel: string;
  readonly capHint: string;
  readonly submit: string;
  given(line: DelegationLine): Rich;
  readonly refusals: {
    readonly [C in DelegationRefusal['code']]: (
      refusal: Extract<DelegationRefusal, { readonly code: C }>,
      about: DelegationContext,
    ) => Rich;
  };
}

/** What a refusal's sentence can name besides the refusal itself. */
export interface DelegationContext {
  /** Of those whom the refusal names, in its order. */
  readonly names: NameList;
  /** First and last day of the delegation that it meets. */
  readonly from: string;
  readonly until: string;
}
