import type { Subcommand } from './subcommand.js';

/** A page that an administrator can be on, and that a button can lead to. */
export interface AdminPlace {
  readonly at: 'home' | Subcommand;
  /** What is shown by itself: a person's id, a key of the company, the id of a document or of an upload. */
  readonly key?: string | undefined;
  readonly search?: string | undefined;
  /** Of a list: the place after which the page begins. */
  readonly after?: string | undefined;
  /** Of what is shown by itself: lines that pages before have shown. */
  readonly skip?: number | undefined;
  readonly question?: AuditQuestion | undefined;
}

/** What somebody asks the audit trail; everything of it where nothing is named. */
export interface AuditQuestion {
  readonly person?: string | undefined;
  /** The number of a document. */
  readonly document?: string | undefined;
  /** A chain of the trail, such as `template/leave`. */
  readonly entity?: string | undefined;
  /** Days of the reader's own zone, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
