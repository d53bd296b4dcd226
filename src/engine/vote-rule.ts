import type { VoteRule } from './definition.js';
import { type Approver, type DecisionKind, openPlacesOf, type Step } from './document.js';

export type StepOutcome = 'approved' | 'rejected' | 'returned';

/** What one decision of the system makes of a step; of people's, all that were made count. */
const outcomes = { approve: 'approved', reject: 'rejected', return: 'returned' } as const;

type Voted = Pick<Step, 'rule' | 'approvers' | 'openPlaces' | 'expiredAs'>;

/** Votes counted by kind; one human counts once, because a person is on a step once. */
interface Tally {
  /** With the places that wait for somebody. */
  readonly approvers: number;
  readonly approve: number;
  readonly reject: number;
  readonly return: number;
}

/**
 * What a step's votes amount to, or undefined while it is open. Certain as early as possible: a step that can no
 * longer pass is rejected without waiting for the rest. One return sends the document back. A place that nobody was
 * found for counts as one whose vote is missing: "all of nobody" must not pass, and neither must all of those found.
 * What the system decided, where nobody did in time, comes instead of votes.
 */
export function outcomeOf(step: Voted): StepOutcome | undefined {
  const { rule, approvers, expiredAs } = step;
  if (expiredAs !== null) return outcomes[expiredAs];
  const tally = count(approvers, openPlacesOf(step));
  if (tally.return > 0) return 'returned';
  if (isRejected(rule, tally)) return 'rejected';
  return isApproved(rule, tally) ? 'approved' : undefined;
}

function isApproved(rule: VoteRule, tally: Tally): boolean {
  switch (rule.approveWhen) {
    case 'any':
      return tally.approve > 0;
    case 'all':
      return tally.approve === tally.approvers;
  }
}

function isRejected(rule: VoteRule, tally: Tally): boolean {
  switch (rule.rejectWhen) {
    case 'any':
      return tally.reject > 0;
    case 'all':
      return tally.reject === tally.approvers || canNoLongerPass(rule, tally);
  }
}

function canNoLongerPass(rule: VoteRule, tally: Tally): boolean {
  switch (rule.approveWhen) {
    case 'any':
      return tally.reject === tally.approvers;
    case 'all':
      return tally.reject > 0;
  }
}

function count(approvers: readonly Approver[], openPlaces: number): Tally {
  const ofKind = (kind: DecisionKind) => approvers.filter((approver) => approver.vote?.decision === kind).length;
  return {
    approvers: approvers.length + openPlaces,
    approve: ofKind('approve'),
    reject: ofKind('reject'),
    return: ofKind('return'),
  };
}
