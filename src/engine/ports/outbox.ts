import type { Instant } from '../instant.js';

/**
 * What is owed to the outside; in brackets the subject. `document`: its cards must be planned again [document]; `card`:
 * one card must be drawn [card]; `copy`: a stray copy of a card must lose its buttons [its address]; `notice`: a message
 * about no document must be posted or drawn again [notice]; `claim`: somebody's claim to be a person ends unless it was
 * decided [claim]; `rung`: a ladder of its open steps has come to a rung [document]; `deputies`: its deputies must agree
 * with the delegations [document]; `delegation`: one begins or ends [delegation]; `leaver`: somebody left the company
 * [person]; `stale`: a returned document must be warned of or cancelled [document]; `reminders`: a person is to be reminded
 * [person]; `report`: a person gets the week's report [person]; `timetable`: an entry of it is due [its name].
 */
export const outboxKinds = [
  'document',
  'card',
  'copy',
  'notice',
  'claim',
  'rung',
  'deputies',
  'delegation',
  'leaver',
  'stale',
  'reminders',
  'report',
  'timetable',
] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/** What a process may be suspended for between looking at the clock and claiming, without doubting others' leases. */
export const leaseDoubtMs = 10 * 60_000;

/** A row that this runner holds until `leaseUntil`. */
export interface ClaimedTask {
  readonly tenantId: string;
  readonly kind: OutboxKind;
  /** The id of what the kind names (of `rung` see `rungSubject`): a second wish for the same thing joins the first. */
  readonly subject: string;
  /** Raised by every wish; a task is only finished if nothing was wished for meanwhile. */
  readonly generation: number;
  /** Failed attempts so far. */
  readonly attempts: number;
  readonly leaseUntil: Instant;
  /** Of the click that caused it. */
  readonly requestId: string;
}

/** A task that is due and that nobody holds, as an engine with a queue of its own hears of it. */
export interface DueTask extends Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject' | 'generation' | 'attempts'> {
  readonly dueAt: Instant;
  /** On the failed list, and due again. */
  readonly isFailed: boolean;
  /** When the lease ended of somebody who never came back; null where nobody held it. */
  readonly heldUntil: Instant | null;
}

/** How much of a kind there is. */
export interface OutboxLoad {
  readonly kind: OutboxKind;
  /** Due and held by nobody. */
  readonly due: number;
  /** Held by some runner. */
  readonly held: number;
  /** Due later. */
  readonly later: number;
  readonly failed: number;
  /** Since when the oldest of those that are due is; undefined where none is. */
  readonly oldestDueAt: Instant | undefined;
}

export interface FailedTask {
  readonly tenantId: string;
  readonly kind: OutboxKind;
  readonly subject: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly createdAt: Instant;
}

/** The queue of every tenant; the one port that is not bound to one. */
export interface Outbox {
  /**
   * Takes up to `limit` tasks that are due, those on the failed list last, and whose lease is free or over. A lease
   * that ends later than one given now, by more than `leaseDoubtMs`, is from a clock that was ahead: it counts as over.
   */
  claim(owner: string, now: Instant, leaseMs: number, limit: number): Promise<readonly ClaimedTask[]>;
  /**
   * Removes the task, or frees it when its generation moved on: due when the earliest of the wishes is that came while it
   * was held. A task may so wish for itself again, for later. A lost lease changes nothing.
   */
  finish(task: ClaimedTask, owner: string): Promise<void>;
  /**
   * Frees the task for `dueAt`. `error` counts as a failed attempt; without one it is a mere postponement, and a task on
   * the failed list stays there.
   */
  retry(task: ClaimedTask, owner: string, dueAt: Instant, error?: string): Promise<void>;
  /**
   * Puts the task on the failed list, unless it was wished for anew meanwhile: then it is tried afresh. On the list it
   * is due again at `againAt`, or never by itself.
   */
  fail(task: ClaimedTask, owner: string, error: string, now: Instant, againAt?: Instant): Promise<void>;
  /**
   * What `claim` would take, in its order, without taking it: up to `limit` of these kinds that come behind `after`.
   */
  due(
    kinds: readonly OutboxKind[],
    now: Instant,
    leaseMs: number,
    limit: number,
    after?: DueTask,
  ): Promise<readonly DueTask[]>;
  /** Takes this one task as `claim` would; undefined where it is not due, or somebody holds it. */
  take(
    task: Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>,
    owner: string,
    now: Instant,
    leaseMs: number,
  ): Promise<ClaimedTask | undefined>;
  load(now: Instant): Promise<readonly OutboxLoad[]>;
  failed(): Promise<readonly FailedTask[]>;
  /** Makes failed tasks due now, all or those about one subject; tells how many. */
  retryFailed(now: Instant, subject?: string): Promise<number>;
  /** When the earliest task is due or its lease, judged as by `claim`, ends; undefined when nothing waits. */
  nextDueAt(now: Instant, leaseMs: number): Promise<Instant | undefined>;
  /** Calls back whenever committed work was put in. Returns how to stop listening. */
  onWork(listener: () => void): () => void;
}
