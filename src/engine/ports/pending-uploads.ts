import type { Instant } from '../instant.js';

/** A file that somebody uploaded to change the company: looked at, and perhaps confirmed. */
export interface PendingUpload {
  readonly id: string;
  readonly personId: string;
  /** As they called it. */
  readonly name: string;
  readonly text: string;
}

/** Those of one tenant. They outlive a restart and are gone after an hour; to others than the uploader none exists. */
export interface PendingUploads {
  /** Keeps it, and forgets what that person uploaded before, and whatever expired. */
  keep(upload: PendingUpload, now: Instant): Promise<void>;
  find(personId: string, id: string, now: Instant): Promise<PendingUpload | undefined>;
  discard(personId: string, id: string): Promise<void>;
}
