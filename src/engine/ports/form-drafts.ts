import type { RawValues } from '../form/values.js';
import type { Instant } from '../instant.js';

/**
 * A form that somebody has begun to fill: what was typed on its pages until now, checked or not. It is no document and
 * nobody but that person sees it; it lasts when the dialog is closed.
 */
export interface FormDraft {
  /** Made when the form was opened. */
  readonly id: string;
  readonly personId: string;
  readonly typeKey: string;
  /** The document that the form will make, or that it edits. */
  readonly documentId: string;
  /** What an edit began from; null for a form that makes a new document. */
  readonly seen: { readonly round: number; readonly dataRevision: number } | null;
  /** Counts pages that were sent. */
  readonly revision: number;
  /** The page that was shown last, from 0. */
  readonly page: number;
  readonly input: RawValues;
  readonly begunAt: Instant;
  readonly savedAt: Instant;
  /** When the document was made or changed by it. Kept for a while, since the same submission may arrive twice. */
  readonly finishedAt: Instant | null;
}

export type DraftToKeep = Omit<FormDraft, 'begunAt' | 'savedAt' | 'finishedAt'>;

/** The drafts of one tenant. Everything is asked for by person: to others a draft does not exist. */
export interface FormDrafts {
  find(personId: string, id: string): Promise<FormDraft | undefined>;
  /**
   * Keeps what was typed, unless a page that was sent later has been kept already, or the form is finished: what a click
   * carries can arrive after what was sent behind it. Tells whether it was kept.
   */
  keep(draft: DraftToKeep, now: Instant): Promise<boolean>;
  /** Forms for new documents that were begun and not finished, newest first. */
  begun(personId: string, limit: number): Promise<readonly FormDraft[]>;
  /** The newest unfinished edit of a document. */
  editOf(personId: string, documentId: string): Promise<FormDraft | undefined>;
  finish(personId: string, id: string, now: Instant): Promise<void>;
  discard(personId: string, id: string): Promise<void>;
}
