import type { Delegation, DelegationRefusal } from '../../../src/engine/delegation/delegation.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { NewDelegation } from '../../../src/engine/ports/delegations.js';
import type { MemoryCompany } from '../../support/memory-store.js';
import { mayDecide } from './expected-acting.js';

interface Giving {
  readonly company: MemoryCompany;
  readonly now: Instant;
  readonly allowsDelegation: boolean;
  readonly typeKeys: ReadonlySet<string>;
  readonly others: readonly Delegation[];
}

const hourMs = 3_600_000;
const linksMax = 5;

export function isOver({ endsAt, endedAt }: Pick<Delegation, 'endsAt' | 'endedAt'>, now: Instant): boolean {
  return endsAt <= now || (endedAt !== null && endedAt <= now);
}

/** Why somebody cannot give their approvals away like this, the first reason of all. */
export function expectedDelegationRefusal(
  wanted: NewDelegation,
  giving: Giving,
): DelegationRefusal['code'] | undefined {
  const { company, now, others } = giving;
  const { fromId, toId, startsAt, endsAt, types } = wanted;
  const lastsHours = (Date.parse(endsAt) - Date.parse(startsAt)) / hourMs;
  const given = others.filter((one) => one.fromId === fromId);
  const reasons: readonly [DelegationRefusal['code'], boolean][] = [
    ['off', !giving.allowsDelegation],
    ['no-permission', !mayDecide(company, fromId)],
    ['unknown-person', !company.people.has(toId)],
    ['to-oneself', toId === fromId],
    ['unable', !mayDecide(company, toId)],
    ['ends-before-start', lastsHours <= 0],
    ['over-already', endsAt <= now],
    ['too-long', lastsHours > 366 * 24],
    ['unknown-type', types?.some((key) => !giving.typeKeys.has(key)) === true],
    ['too-many', given.length >= 20],
    ['overlap', given.some((one) => one.toId === toId && areTogether([one, wanted]))],
  ];
  return reasons.find(([, holds]) => holds)?.[0] ?? chainProblem(wanted, others);
}

type Link = Pick<Delegation, 'id' | 'fromId' | 'toId' | 'startsAt' | 'endsAt' | 'types'> & { endedAt?: Instant | null };

/** Whether there is a moment, and a kind of document, at which all of them count. */
function areTogether(links: readonly Link[]): boolean {
  const begin =
    links
      .map(({ startsAt }) => startsAt)
      .sort()
      .at(-1) ?? '';
  const end = links.map(({ endsAt, endedAt }) => [endsAt, endedAt ?? endsAt].sort()[0] ?? '').sort()[0] ?? '';
  const kinds = links.map(({ types }) => types).filter((types) => types !== null);
  const [first = null] = kinds;
  return begin < end && (first === null || first.some((key) => kinds.every((types) => types.includes(key))));
}

function chainProblem(wanted: NewDelegation, others: readonly Delegation[]): 'cycle' | 'chain-too-long' | undefined {
  if (leadsBack([wanted], others)) return 'cycle';
  return isTooLong([wanted], others) ? 'chain-too-long' : undefined;
}

/** Whether one chain of others, all of which count at some moment, goes on from it to where it began. */
function leadsBack(chain: readonly Link[], others: readonly Delegation[]): boolean {
  const [from, last] = [chain[0]?.fromId, chain.at(-1)];
  return others.some((one) => {
    const isNext = one.fromId === last?.toId && !chain.some(({ fromId }) => fromId === one.toId && fromId !== from);
    const longer = [...chain, one];
    return isNext && areTogether(longer) && (one.toId === from || leadsBack(longer, others));
  });
}

/** Whether it is part of a chain of more links than are followed, whichever end it is grown at. */
function isTooLong(chain: readonly Link[], others: readonly Delegation[]): boolean {
  if (chain.length > linksMax) return true;
  const [first, last] = [chain[0], chain.at(-1)];
  return others.some((one) => {
    const after = one.fromId === last?.toId ? [...chain, one] : undefined;
    const before = one.toId === first?.fromId ? [one, ...chain] : undefined;
    return [after, before].some((longer) => longer !== undefined && areTogether(longer) && isTooLong(longer, others));
  });
}
