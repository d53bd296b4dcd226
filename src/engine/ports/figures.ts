import type { Instant } from '../instant.js';
import type { OutboxLoad } from './outbox.js';

/** What the database counts, of all tenants together, for who runs the bot. The other port that is not bound to one. */
export interface Figures {
  /**
   * As committed now. Every count of what has happened only grows, whichever process is asked and however often it was
   * started: it comes from what is stored. Asking every few seconds must stay cheap with a million documents, and no
   * single query may keep the event loop for long.
   */
  figures(now: Instant): Promise<HouseFigures>;
}

export interface HouseFigures {
  readonly documents: {
    /** First submissions and resubmissions, ever. */
    readonly submitted: number;
    /** Times that a document became approved, ever. */
    readonly approved: number;
    /** Times that a document became rejected, ever, by people, policies and ladders. */
    readonly rejected: number;
    /** Documents that are pending now. */
    readonly pending: number;
  };
  /** Places of open steps that wait for a vote now; where one vote is enough, each of those who may give it counts. */
  readonly approvalsPending: number;
  /** How long steps were open that were decided, ever; the time that a question kept them waiting included. */
  readonly approvalDuration: DurationFigures;
  /** Steps that were still open when their due time passed, ever; those open and overdue now included. */
  readonly slaBreaches: number;
  /** As `Outbox.load` tells it; every kind that has any. */
  readonly queue: readonly OutboxLoad[];
  /** When the newest checkpoint of each company that has a trail was made, the oldest of these; undefined for none. */
  readonly oldestCheckpointAt: Instant | undefined;
}

/** A histogram as it is stored: how many took no longer than each bound. */
export interface DurationFigures {
  /** One for each of `approvalBoundsSeconds`, each including those before it. */
  readonly withinBound: readonly number[];
  readonly count: number;
  readonly sumSeconds: number;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** From a click at once to a month. */
export const approvalBoundsSeconds = [
  minute,
  5 * minute,
  15 * minute,
  hour,
  4 * hour,
  8 * hour,
  day,
  2 * day,
  4 * day,
  7 * day,
  14 * day,
  30 * day,
] as const;

/** What only the store can try about itself. */
export interface DatabaseProbe {
  /** Writes something that changes nothing, and resolves when it is durable. */
  write(): Promise<void>;
  pendingMigrations(): Promise<readonly string[]>;
  /** When the oldest entry of a trail was written that no checkpoint has signed; undefined where all are. */
  oldestUnsigned(): Promise<Instant | undefined>;
}

/** What the database was asked to do: to read, to do something within a write, or to make a write durable. */
export const queryKinds = ['read', 'write', 'commit'] as const;
export type QueryKind = (typeof queryKinds)[number];

/** How long the database took in this process, since it started. */
export interface QueryTimes {
  times(kind: QueryKind): DurationFigures;
}

/** From what the cache answers to a disk in trouble. */
export const queryBoundsSeconds = [0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] as const;
