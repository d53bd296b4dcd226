import type { Instant } from '../instant.js';
import type { FailedTask, OutboxLoad } from './outbox.js';
import type { Page } from './reading.js';

/** What one company still has to be done for it in the background. */
export interface Jobs {
  /** By kind; kinds of which there is nothing are left out. */
  load(now: Instant): Promise<readonly OutboxLoad[]>;
  /** What was given up, longest owed first. */
  failed(limit: number, after?: string): Promise<Page<FailedJob>>;
  /** Makes failed tasks due now: one, or all of the company's. Tells how many. */
  retry(now: Instant, one?: JobKey): Promise<number>;
}

export type JobKey = Pick<FailedTask, 'kind' | 'subject'>;

export interface FailedJob extends Omit<FailedTask, 'tenantId'> {
  /** The document that it is about, and whom it is for, where that is known. */
  readonly document: { readonly id: string; readonly number: string | null; readonly title: string } | null;
  readonly person: { readonly id: string; readonly name: string } | null;
}
