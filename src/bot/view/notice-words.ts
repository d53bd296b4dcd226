import type { Instant } from '../../engine/instant.js';
import type {
  ExpiringEnd,
  MovedPlace,
  NamedDocument,
  ReminderCause,
  WaitingEnd,
  WaitingItem,
} from '../../engine/notice.js';
import type { SnoozeChoice } from '../../engine/snooze.js';
import type { BodyOf } from './notice-view.js';
import type { Rich } from './text.js';
import type { NameList } from './words.js';

/** The two people of a delegation, as readers of a message about it. */
export type DelegationReader = BodyOf<'delegation'>['reader'];

/** The other person of a delegation, its first and last day, and when it is over. */
export interface DelegationFact {
  readonly name: string;
  readonly from: string;
  readonly until: string;
  readonly endsAt: Instant;
}

/** What is said where nobody clicked. */
export interface NoticeWords {
  /** What waits, and why that is said now. */
  reminder(item: WaitingItem, why: ReminderCause): Rich;
  /** Who asks, for which step, since when. */
  waits(item: WaitingItem): Rich;
  due(at: Instant): Rich;
  overdue(since: Instant): Rich;
  digest(count: number): Rich;
  digestItem(item: WaitingItem): Rich;
  moreWait(more: number): Rich;
  /** Where nothing of what was listed waits. */
  readonly nothingWaits: Rich;
  /** What waited, and how that ended. */
  waitsNoMore(document: NamedDocument, end: WaitingEnd): Rich;
  escalated(item: WaitingItem, to: NameList): Rich;
  escalatedToNobody(item: WaitingItem): Rich;
  readonly youStillCan: Rich;
  readonly delegation: Readonly<
    Record<BodyOf<'delegation'>['what'], Readonly<Record<DelegationReader, (fact: DelegationFact) => Rich>>>
  >;
  /** While it is not over. */
  readonly delegationWhatNow: Readonly<Record<DelegationReader, (name: string) => Rich>>;
  /** Above the question itself. */
  question(askedBy: string, document: NamedDocument, step: string): Rich;
  readonly questionWaits: Rich;
  readonly questionOver: Rich;
  /** Above the reader's own answer. */
  questionAnswered(at: Instant): Rich;
  /** Above the answer. */
  answer(answeredBy: string, document: NamedDocument, step: string): Rich;
  yourQuestion(text: string): Rich;
  expiring(document: NamedDocument, cancelAt: Instant): Rich;
  readonly expiringWhatNow: Rich;
  readonly expiringNoMore: Readonly<Record<ExpiringEnd, (document: NamedDocument) => Rich>>;
  leaver(person: string, places: number): Rich;
  moved(place: MovedPlace): Rich;
  moreMoved(more: number): Rich;
  readonly leaverWhatNow: Rich;
  readonly report: ReportWords;
  readonly buttons: Readonly<Record<NoticeButton, string>>;
  readonly snooze: SnoozeWords;
}

export type NoticeButton = 'open' | 'answer' | 'show-stuck';

export interface ReportWords {
  readonly lead: Readonly<Record<BodyOf<'weekly-report'>['report']['scope'], Rich>>;
  week(from: Instant, until: Instant): Rich;
  moved(submitted: number, decided: number): Rich;
  open(waiting: number, overdue: number): Rich;
  median(duration: string): Rich;
  readonly noneDecided: Rich;
  readonly slowestTitle: string;
  slowest(typeName: string, step: string, duration: string, count: number): Rich;
  readonly awaitedTitle: string;
  awaited(name: string, count: number, overdue: number): Rich;
}

export interface SnoozeWords {
  /** On the closed menu. */
  readonly menu: string;
  readonly choices: Readonly<Record<SnoozeChoice, string>>;
  done(until: Instant): Rich;
  readonly waitsNoMore: Rich;
}
