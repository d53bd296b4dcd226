import type { Delegation, DelegationRefusal } from '../delegation/delegation.js';
import type { Instant } from '../instant.js';
import type { Money } from '../money.js';
import type { EngineSettings } from '../settings.js';
import type { Origin } from './document-store.js';

export interface NewDelegation {
  /** Made when the form opened: the same form twice is one delegation. */
  readonly id: string;
  /** Who gives it: always who acts, from the verified payload. Nobody delegates for another. */
  readonly fromId: string;
  readonly toId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly types: readonly string[] | null;
  readonly cap: Money | null;
}

/** Out of office, for one tenant. What is saved stands in the audit chain of who gave it. */
export interface Delegations {
  /**
   * Saves it, tells both people, and owes the `delegation` task that carries its beginning out, in one transaction. Who
   * gives or gets it is looked at inside, and so is every chain it becomes a part of.
   */
  give(
    wanted: NewDelegation,
    origin: Origin,
    now: Instant,
    settings: EngineSettings,
  ): Promise<Delegation | DelegationRefusal>;
  /** Ends one that this person gave, now. */
  end(id: string, actorId: string, origin: Origin, now: Instant): Promise<Delegation | DelegationRefusal>;
  /** What somebody has given and got that is not over, by its beginning. */
  of(
    personId: string,
    now: Instant,
  ): Promise<{ readonly given: readonly Delegation[]; readonly got: readonly Delegation[] }>;
  /**
   * Carries out what the moment asks of it: tells both people once that it began or ended, owes a `deputies` task for
   * every pending document that waits for who gave it or for whom they act, and this task again for its end.
   */
  settle(id: string, requestId: string, now: Instant): Promise<void>;
}
