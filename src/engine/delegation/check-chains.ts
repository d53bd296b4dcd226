import type { NewDelegation } from '../ports/delegations.js';
import { chainMax, type Delegation, type DelegationRefusal, isInForce } from './delegation.js';

/** Delegations of one moment that reach documents of one type: who leads on to whom. */
type Links = readonly Pick<Delegation, 'fromId' | 'toId'>[];

/**
 * What becomes of a new delegation together with those that are in force while it is: whether it would ever lead back to
 * who gives it, or make a chain that is too long to be followed. Chains only change when a delegation begins, so those
 * moments are looked at, and each kind of document by itself: what one delegation is not for it does not lead on.
 */
export function unlessChainsHold(wanted: NewDelegation, others: readonly Delegation[]): DelegationRefusal | undefined {
  const scenes = momentsOf(wanted, others).flatMap((at) => {
    const inForce = others.filter((one) => isInForce(one, at));
    return typesOf(wanted, inForce).map((typeKey) => inForce.filter((one) => isFor(one, typeKey)));
  });
  for (const links of scenes) {
    const through = wayBack(wanted, links);
    if (through !== undefined) return { code: 'cycle', through };
  }
  for (const links of scenes) {
    const people = longestChain(wanted, links);
    if (people.length - 1 > chainMax) return { code: 'chain-too-long', people, linksMax: chainMax };
  }
  return undefined;
}

function momentsOf({ startsAt, endsAt }: NewDelegation, others: readonly Delegation[]): readonly string[] {
  const later = others.map((one) => one.startsAt).filter((at) => startsAt < at && at < endsAt);
  return [...new Set([startsAt, ...later])].sort();
}

/** Every type that somebody named; null for one that nobody did. */
function typesOf(wanted: NewDelegation, others: readonly Delegation[]): readonly (string | null)[] {
  if (wanted.types !== null) return wanted.types;
  return [null, ...new Set(others.flatMap(({ types }) => types ?? []))];
}

function isFor({ types }: Delegation, typeKey: string | null): boolean {
  return types === null || (typeKey !== null && types.includes(typeKey));
}

/** The shortest way from who gets it to who gives it, without the latter. */
function wayBack({ fromId, toId }: NewDelegation, links: Links): readonly string[] | undefined {
  const reached = new Map<string, readonly string[]>([[toId, [toId]]]);
  for (const [personId, path] of reached) {
    for (const next of followers(personId, links)) {
      if (next === fromId) return path;
      if (!reached.has(next)) reached.set(next, [...path, next]);
    }
  }
  return undefined;
}

/** Everybody on the longest chain that the new link would be a part of, in order. */
function longestChain({ fromId, toId }: NewDelegation, links: Links): readonly string[] {
  const backwards = links.map((link) => ({ fromId: link.toId, toId: link.fromId }));
  return [...longestFrom(fromId, backwards).toReversed(), ...longestFrom(toId, links)];
}

/** Link by link, and no farther than is too far anyway. */
function longestFrom(personId: string, links: Links): readonly string[] {
  let ends = new Map([[personId, [personId]]]);
  for (let link = 1; link <= chainMax; link += 1) {
    const further = [...ends].flatMap(([id, path]) =>
      followers(id, links).map((next): [string, string[]] => [next, [...path, next]]),
    );
    if (further.length === 0) break;
    ends = new Map(further);
  }
  const [longest = [personId]] = ends.values();
  return longest;
}

function followers(personId: string, links: Links): readonly string[] {
  return links.filter(({ fromId }) => fromId === personId).map(({ toId }) => toId);
}
