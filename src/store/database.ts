import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.js';

/** The open database, whichever it is. Only rooms inside the store see it. */
export interface Database {
  /** Reads what is committed. */
  readonly read: Kysely<Tables>;
  /** Resolves only after COMMIT; `afterCommit` hooks run then, and never for work that was undone. */
  write<T>(work: (trx: Transaction<Tables>, afterCommit: (hook: () => void) => void) => Promise<T>): Promise<T>;
  /** Tells the listeners that something was put into the outbox. */
  announceWork(): void;
  onWork(listener: () => void): () => void;
  close(): Promise<void>;
}
