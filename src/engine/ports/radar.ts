import type { Instant } from '../instant.js';
import type { Page } from './reading.js';

/** A document that cannot move by itself, what holds it, and who that is about. */
export interface StuckDocument {
  readonly documentId: string;
  readonly number: string | null;
  readonly title: string;
  readonly typeName: string;
  readonly submitterName: string;
  readonly since: Instant;
  readonly cause: StuckCause;
}

export type StuckCause =
  /** Nobody was found for a place. */
  | { readonly kind: 'open-place'; readonly step: string; readonly stepId: string }
  | { readonly kind: 'rule-failed'; readonly step: string; readonly stepId: string; readonly error: string }
  /** Whose vote is needed cannot give it. */
  | {
      readonly kind: 'unable';
      readonly step: string;
      readonly stepId: string;
      readonly people: readonly UnablePerson[];
    }
  /** Approved, and nobody holds the role that carries it out. */
  | { readonly kind: 'no-completer'; readonly role: string }
  /** Returned to somebody who cannot submit it again. */
  | { readonly kind: 'submitter-unable'; readonly person: UnablePerson }
  /** A step whose clock stands still until somebody answers who cannot. */
  | { readonly kind: 'no-answer'; readonly step: string; readonly person: UnablePerson }
  /** A card did not reach who must decide. */
  | {
      readonly kind: 'undelivered';
      readonly person: { readonly id: string; readonly name: string };
      readonly error: string;
    };

export interface UnablePerson {
  readonly id: string;
  readonly name: string;
  readonly why: 'left' | 'unreachable' | 'may-not-act';
}

/** Every document that cannot move, oldest first. */
export interface Radar {
  stuck(limit: number, after?: string): Promise<Page<StuckDocument>>;
}
