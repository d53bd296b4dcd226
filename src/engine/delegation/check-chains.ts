import type { NewDelegation } from '../ports/delegations.js';
import { chainMax, type Delegation, type DelegationRefusal, isInForce } from './delegation.js';

/** Who leads on to whom. */
type Links = ReadonlyMap<string, readonly string[]>;

/** Delegations of one moment that reach documents of one type. */
interface Scene {
  readonly onwards: Links;
  readonly backwards: Links;
}

/**
 * What becomes of a new delegation together with those that are in force while it is: whether it would ever lead back to
 * who gives it, or make a chain that is too long to be followed. Chains only change when a delegation begins, so those
 * moments are looked at, and each kind of document by itself: what one delegation is not for it does not lead on.
 */
export function unlessChainsHold(wanted: NewDelegation, others: readonly Delegation[]): DelegationRefusal | undefined {
  let tooLong: DelegationRefusal | undefined;
  for (const scene of scenesOf(wanted, joined(wanted, others))) {
    const through = wayBack(wanted, scene);
    if (through !== undefined) return { code: 'cycle', through };
    const people = longestChain(wanted, scene);
    if (people.length - 1 > chainMax) tooLong ??= { code: 'chain-too-long', people, linksMax: chainMax };
  }
  return tooLong;
}

/** What the new one could ever be in a chain with: a company has many, and each moment of each is looked at. */
function joined({ fromId, toId }: NewDelegation, others: readonly Delegation[]): readonly Delegation[] {
  const { onwards, backwards } = sceneOf(others);
  // A way back may be longer than a chain may be.
  const after = peopleWithin(Number.POSITIVE_INFINITY, toId, onwards);
  const before = peopleWithin(chainMax, fromId, backwards);
  return others.filter((one) => after.has(one.fromId) || before.has(one.toId));
}

function peopleWithin(linksMax: number, start: string, links: Links): ReadonlySet<string> {
  const reached = new Map([[start, 0]]);
  for (const [personId, distance] of reached) {
    const next = distance < linksMax ? followers(personId, links) : [];
    for (const id of next) if (!reached.has(id)) reached.set(id, distance + 1);
  }
  return new Set(reached.keys());
}

/** One after the other, as most are never needed at the same time. */
function* scenesOf(wanted: NewDelegation, others: readonly Delegation[]): Generator<Scene> {
  for (const at of momentsOf(wanted, others)) {
    const inForce = others.filter((one) => isInForce(one, at));
    for (const typeKey of typesOf(wanted, inForce)) yield sceneOf(inForce.filter((one) => isFor(one, typeKey)));
  }
}

function sceneOf(delegations: readonly Delegation[]): Scene {
  const [onwards, backwards] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { fromId, toId } of delegations) {
    add(onwards, fromId, toId);
    add(backwards, toId, fromId);
  }
  return { onwards, backwards };
}

function add(links: Map<string, string[]>, personId: string, next: string): void {
  const known = links.get(personId);
  if (known === undefined) links.set(personId, [next]);
  else known.push(next);
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
function wayBack({ fromId, toId }: NewDelegation, { onwards }: Scene): readonly string[] | undefined {
  const reached = new Map<string, readonly string[]>([[toId, [toId]]]);
  for (const [personId, path] of reached) {
    for (const next of followers(personId, onwards)) {
      if (next === fromId) return path;
      if (!reached.has(next)) reached.set(next, [...path, next]);
    }
  }
  return undefined;
}

/** Everybody on the longest chain that the new link would be a part of, in order. */
function longestChain({ fromId, toId }: NewDelegation, { onwards, backwards }: Scene): readonly string[] {
  return [...longestFrom(fromId, backwards).toReversed(), ...longestFrom(toId, onwards)];
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
  return links.get(personId) ?? [];
}
