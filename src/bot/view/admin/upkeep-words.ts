import type { Instant } from '../../../engine/instant.js';
import type { OutboxKind, OutboxLoad } from '../../../engine/ports/outbox.js';
import type { UnablePerson } from '../../../engine/ports/radar.js';
import type { Confirmation } from '../action.js';
import type { Rich } from '../text.js';

/** Work in the background, and what of it failed. */
export interface AdminJobsWords {
  readonly kinds: Readonly<Record<OutboxKind, string>>;
  readonly lead: Rich;
  readonly nothingWaits: Rich;
  /** How much of one kind there is. */
  load(kind: string, load: Omit<OutboxLoad, 'kind'>): Rich;
  readonly failedTitle: string;
  readonly nothingFailed: Rich;
  /** What a failed job is about, where that is known. */
  failed(kind: string, document: string | null, person: string | null): Rich;
  failedAbout(attempts: number, since: Instant, error: string): Rich;
  /** Jobs that are tried again. */
  retried(count: number): Rich;
  /** It was done, or is tried again already. */
  readonly retriedNothing: Rich;
  readonly retryAll: Confirmation;
}

/** Documents that cannot go on by themselves: what holds each, with the person's name, and what to do about it. */
export interface AdminStuckWords {
  readonly lead: Rich;
  readonly nothing: Rich;
  document(title: string, number: string | null, typeName: string): Rich;
  about(submitter: string, since: Instant): Rich;
  openPlace(step: string): Rich;
  ruleFailed(step: string, error: string): Rich;
  unable(step: string, people: readonly UnablePerson[], more: number): Rich;
  noCompleter(role: string): Rich;
  submitterUnable(person: UnablePerson): Rich;
  noAnswer(step: string, person: UnablePerson): Rich;
  undelivered(person: string, error: string): Rich;
  readonly fix: {
    readonly openPlace: Rich;
    readonly ruleFailed: Rich;
    readonly unable: Readonly<Record<UnablePerson['why'] | 'several', Rich>>;
    noCompleter(role: string): Rich;
    readonly submitterUnable: Readonly<Record<UnablePerson['why'], Rich>>;
    readonly noAnswer: Readonly<Record<UnablePerson['why'], Rich>>;
    readonly undelivered: Rich;
  };
}
