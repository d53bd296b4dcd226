import type { ApprovalDocument } from '../../engine/document.js';
import type { QuotaHold } from '../../engine/policy/policy.js';
import type { QuotaEntryRow } from '../tables.js';

/** A change of one balance that a document caused. */
export type QuotaMove = Pick<QuotaEntryRow, 'policy_key' | 'user_id' | 'year' | 'kind' | 'amount'> & {
  /** What it adds to the balance, in hundredths. */
  readonly held: number;
  readonly spent: number;
};

type Holder = Pick<ApprovalDocument, 'holds'>;

/** Whether the documents hold or have spent different parts of somebody's quota. */
export function holdsMoved(before: Holder, after: Holder): boolean {
  if (before.holds.length + after.holds.length === 0) return false;
  return JSON.stringify(before.holds) !== JSON.stringify(after.holds);
}

/**
 * What a document's holds did to the balances between two of its states, in an order in which no balance falls below
 * zero. What was held and given back in one commit never moved anything.
 */
export function quotaMoves(before: Holder | undefined, after: Holder): readonly QuotaMove[] {
  const earlier = byBalance(before?.holds ?? []);
  const later = byBalance(after.holds);
  const balances = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return balances.flatMap((key) => movesBetween(earlier.get(key), later.get(key)));
}

/** What counts of a document in one balance; a part that was released does not. */
function byBalance(holds: readonly QuotaHold[]): ReadonlyMap<string, QuotaHold> {
  const counting = holds.filter(({ state }) => state !== 'released');
  const balances = new Map(counting.map((hold) => [JSON.stringify([hold.policy, hold.personId, hold.year]), hold]));
  if (balances.size < counting.length) throw new Error('a document holds one quota twice');
  return balances;
}

function movesBetween(before: QuotaHold | undefined, after: QuotaHold | undefined): readonly QuotaMove[] {
  if (before === undefined) return after === undefined ? [] : taken(after);
  if (after === undefined) return [released(before)];
  if (before.amount === after.amount && before.state === after.state) return [];
  if (before.amount === after.amount && after.state === 'spent') return [spent(after)];
  return [released(before), ...taken(after)];
}

/** Whatever is spent was held before, if only for the length of one commit: every entry is a step of the same ladder. */
function taken(hold: QuotaHold): readonly QuotaMove[] {
  const held: QuotaMove = { ...balanceOf(hold), kind: 'hold', held: hold.amount, spent: 0 };
  return hold.state === 'spent' ? [held, spent(hold)] : [held];
}

function spent(hold: QuotaHold): QuotaMove {
  return { ...balanceOf(hold), kind: 'spend', held: -hold.amount, spent: hold.amount };
}

function released(hold: QuotaHold): QuotaMove {
  const wasSpent = hold.state === 'spent';
  return {
    ...balanceOf(hold),
    kind: 'release',
    held: wasSpent ? 0 : -hold.amount,
    spent: wasSpent ? -hold.amount : 0,
  };
}

function balanceOf({ policy, personId, year, amount }: QuotaHold) {
  return { policy_key: policy, user_id: personId, year, amount };
}
