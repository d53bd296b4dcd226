import { epochMs, type Instant } from '../instant.js';
import type { Actor } from '../organisation.js';
import type { NewDelegation } from '../ports/delegations.js';
import { mayAct } from './acting-for.js';
import { unlessChainsHold } from './check-chains.js';
import { type Delegation, type DelegationRefusal, delegationDaysMax, delegationsMax, endOf } from './delegation.js';

/** All that decides whether a delegation may be saved, read in the transaction that saves it. */
export interface GivingFacts {
  readonly from: Actor | undefined;
  readonly to: Actor | undefined;
  readonly allowsDelegation: boolean;
  /** Of the company's document types. */
  readonly typeKeys: ReadonlySet<string>;
  /** Every delegation of the company that is not over, but the one that is checked. */
  readonly others: readonly Delegation[];
}

/** Why this delegation may not be saved now; `DelegationRefusal` lists the codes in this order. */
export function checkDelegation(
  wanted: NewDelegation,
  facts: GivingFacts,
  now: Instant,
): DelegationRefusal | undefined {
  return (
    unlessPeople(wanted, facts) ??
    unlessDates(wanted, now) ??
    unlessTypes(wanted, facts) ??
    unlessRoom(wanted, facts, now)
  );
}

function unlessPeople({ fromId, toId }: NewDelegation, facts: GivingFacts): DelegationRefusal | undefined {
  const { from, to, allowsDelegation } = facts;
  if (!allowsDelegation) return { code: 'off' };
  if (!mayAct(from)) return { code: 'no-permission' };
  if (to === undefined) return { code: 'unknown-person' };
  if (toId === fromId) return { code: 'to-oneself' };
  if (!to.active) return { code: 'unable', personId: toId, why: 'inactive' };
  return mayAct(to) ? undefined : { code: 'unable', personId: toId, why: 'may-not-act' };
}

const dayMs = 24 * 60 * 60 * 1000;

function unlessDates({ startsAt, endsAt }: NewDelegation, now: Instant): DelegationRefusal | undefined {
  if (endsAt <= startsAt) return { code: 'ends-before-start' };
  if (endsAt <= now) return { code: 'over-already' };
  const lastsMs = epochMs(endsAt) - epochMs(startsAt);
  return lastsMs > delegationDaysMax * dayMs ? { code: 'too-long', daysMax: delegationDaysMax } : undefined;
}

function unlessTypes({ types }: NewDelegation, { typeKeys }: GivingFacts): DelegationRefusal | undefined {
  const unknown = types?.find((typeKey) => !typeKeys.has(typeKey));
  return unknown === undefined ? undefined : { code: 'unknown-type', typeKey: unknown };
}

function unlessRoom(wanted: NewDelegation, { others }: GivingFacts, now: Instant): DelegationRefusal | undefined {
  const waiting = others.filter((one) => endOf(one) > now);
  const given = waiting.filter(({ fromId }) => fromId === wanted.fromId);
  if (given.length >= delegationsMax) return { code: 'too-many', max: delegationsMax };
  const delegation = given.find((one) => one.toId === wanted.toId && overlaps(one, wanted));
  return delegation === undefined ? unlessChainsHold(wanted, waiting) : { code: 'overlap', delegation };
}

/** At the same time, and for the same documents: two for different types stand beside each other. */
function overlaps(one: Delegation, { startsAt, endsAt, types }: NewDelegation): boolean {
  const isMeanwhile = one.startsAt < endsAt && startsAt < endOf(one);
  return isMeanwhile && (types === null || one.types === null || types.some((key) => one.types?.includes(key)));
}
