import type { Instant } from '../instant.js';

/** What happens at set times. Whoever looks, in whichever process: each slot is taken once. */
export interface Timetable {
  /** The time zones of all tenants, each once. */
  zones(): Promise<readonly string[]>;
  /**
   * Takes the slot of an entry and owes its `timetable` task, in one transaction, for every tenant, or for those of one
   * time zone: an entry has slots of its own in each zone. False where it, or a later one, was taken before. A slot
   * further ahead than `aheadMs` was taken by a clock that was wrong and counts for nothing.
   */
  take(entry: string, slot: Instant, now: Instant, aheadMs: number, zone?: string): Promise<boolean>;
}

/** What the entries of the timetable do, for one tenant. Everything here may be done again at any time. */
export interface Upkeep {
  /** Owes a `rung` task (see `rungSubject`) for every open step whose next rung's time has come; tells how many. */
  planRungs(requestId: string, now: Instant): Promise<number>;
  /** Owes a `delegation` task for every one that begins or ends and was not settled. */
  planDelegations(requestId: string, now: Instant): Promise<number>;
  /** Owes a `stale` task for every returned document that must be warned of or cancelled, by when it was returned. */
  planStale(requestId: string, now: Instant, autoCancelDays: number): Promise<number>;
  /** Reckons every balance anew from its entries and mends what differs; tells the differences. */
  recountQuotas(requestId: string, now: Instant): Promise<readonly QuotaDifference[]>;
  /** Owes a `report` task for every manager and administrator who is active. */
  planReports(requestId: string, now: Instant): Promise<number>;
  /** Writes what one person gets to read about the week before `now`, unless there is nothing to tell. */
  report(personId: string, requestId: string, now: Instant): Promise<void>;
  /**
   * Pending documents with a step, open or still to open, that this person is on as an approver and has not voted on, by
   * id: what somebody who leaves leaves behind.
   */
  waitingOn(personId: string): Promise<readonly string[]>;
  /**
   * Tells those who may unblock documents what became of the places of somebody who left: those that `approver-left` took
   * from them under this request. Nobody is told twice under one request, and nobody where there was no place.
   */
  tellOfLeaver(personId: string, requestId: string, now: Instant): Promise<void>;
  /** Forgets what nobody needs any more; tells how many rows of what. */
  tidy(now: Instant): Promise<Readonly<Record<string, number>>>;
}

export interface QuotaDifference {
  readonly personId: string;
  readonly policy: string;
  readonly year: number;
  /** In hundredths of the policy's unit. */
  readonly stored: { readonly held: number; readonly spent: number };
  readonly counted: { readonly held: number; readonly spent: number };
}
