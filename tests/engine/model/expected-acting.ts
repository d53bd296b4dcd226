import type { Delegation } from '../../../src/engine/delegation/delegation.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { MemoryCompany } from '../../support/memory-store.js';
import { freePlaces, isOpen, type TrailStep } from './trail-step.js';

/** A step at a moment, as its events tell of it, in the company as it is. */
export interface ActingScene {
  readonly company: MemoryCompany;
  readonly at: Instant;
  readonly allowsDelegation: boolean;
  readonly document: {
    readonly submitterId: string;
    readonly authors: ReadonlySet<string>;
    readonly typeKey: string;
    readonly values: Readonly<Record<string, unknown>>;
  };
  readonly step: TrailStep;
}

/** Which limits of a delegation count. */
export type Counting = 'all limits' | 'no amounts' | 'no limits';

/** How somebody comes to act for another: the delegations on the way, and until when the way holds. */
export interface Way {
  readonly ids: readonly string[];
  readonly until: Instant;
}

/** Who is out of office leads on to whom, five times at most. */
const linksMax = 5;

/**
 * Everybody who acts in somebody's place because of delegations, each by the best of the shortest ways. Told backwards:
 * for every number of links, who could be at its end.
 */
export function actsFor(
  scene: ActingScene,
  forId: string,
  counting: Counting = 'all limits',
): ReadonlyMap<string, Way> {
  return waysFrom(sources(scene, forId), scene, forId, counting);
}

/** Whom somebody gave their approvals who cannot act any more, the nearest first. */
export function heirsOf(scene: ActingScene, forId: string): readonly string[] {
  const ways = waysFrom(new Map([[forId, start]]), scene, forId, 'all limits');
  const byLength = [...ways].sort(
    ([a, { ids: toA }], [b, { ids: toB }]) => toA.length - toB.length || (a < b ? -1 : 1),
  );
  return byLength.map(([id]) => id);
}

function waysFrom(
  begin: ReadonlyMap<string, Way>,
  scene: ActingScene,
  forId: string,
  counting: Counting,
): ReadonlyMap<string, Way> {
  const found = new Map<string, Way>();
  if (!scene.allowsDelegation || !scene.step.on.has(forId)) return found;
  const people = [...scene.company.people.keys()].filter((id) => id !== forId && mayStandIn(scene, forId, id));
  const ends = [begin];
  const links = [...(scene.company.delegations?.values() ?? [])].filter((one) => leads(one, scene, counting));
  for (let length = 1; length <= linksMax; length += 1) {
    const level = new Map<string, Way>();
    for (const id of people) {
      const way = found.has(id) ? undefined : bestWay(id, links, ends[length - 1]);
      if (way !== undefined) level.set(id, way);
    }
    for (const [id, way] of level) found.set(id, way);
    ends.push(level);
  }
  for (const id of scene.step.on.keys()) found.delete(id);
  return found;
}

function bestWay(
  id: string,
  links: readonly Delegation[],
  ends: ReadonlyMap<string, Way> | undefined,
): Way | undefined {
  const ways = links.flatMap((link): readonly Way[] => {
    const before = link.toId === id ? ends?.get(link.fromId) : undefined;
    if (before === undefined) return [];
    return [{ ids: [...before.ids, link.id], until: [before.until, overAt(link)].sort()[0] ?? '' }];
  });
  const longest = ways
    .map(({ until }) => until)
    .sort()
    .at(-1);
  const among = ways.filter(({ until }) => until === longest);
  return among.sort((a, b) => (JSON.stringify(a.ids) < JSON.stringify(b.ids) ? -1 : 1))[0];
}

const start: Way = { ids: [], until: '9999-12-31T00:00:00.000Z' };

/** From whom ways begin: who is asked, and who got the step, or the escalation, in their name. */
function sources(scene: ActingScene, forId: string): ReadonlyMap<string, Way> {
  const { beside } = scene.step;
  const begin = new Map<string, Way>();
  const isFree = mayDecide(scene.company, forId);
  if (isFree) begin.set(forId, start);
  for (const one of beside) {
    if (one.forId !== forId || one.kind === 'delegation' || (one.kind === 'step' && !isFree)) continue;
    if (mayDecide(scene.company, one.personId) && !isParty(scene, forId, one.personId)) begin.set(one.personId, start);
  }
  return begin;
}

function leads(link: Delegation, { at, document }: ActingScene, counting: Counting): boolean {
  if (at < link.startsAt || at >= overAt(link)) return false;
  if (counting === 'no limits') return true;
  if (link.types !== null && !link.types.some((key) => key === document.typeKey)) return false;
  if (counting === 'no amounts' || link.cap === null) return true;
  const { amountMinor, currency } = link.cap;
  const amount = document.values.amount as { amountMinor: number; currency: string } | undefined;
  return amount === undefined || (amount.currency === currency && amount.amountMinor <= amountMinor);
}

function overAt({ endsAt, endedAt }: Delegation): Instant {
  return [endsAt, endedAt ?? endsAt].sort()[0] ?? '';
}

function mayStandIn(scene: ActingScene, forId: string, id: string): boolean {
  return mayDecide(scene.company, id) && !isParty(scene, forId, id);
}

/** Who can decide anything at all. */
export function mayDecide({ people, permissions }: MemoryCompany, id: string): boolean {
  return people.get(id)?.active === true && permissions.get(id)?.has('approval.act') === true;
}

/** Who must not, because it is theirs, or because they brought it to where it is. */
export function isParty({ document, step }: ActingScene, forId: string, id: string): boolean {
  return document.submitterId === id || document.authors.has(id) || step.on.get(forId) === id;
}

/** Whether somebody may fill the place of another. */
export function mayFill(scene: ActingScene, forId: string, id: string): boolean {
  if (isParty(scene, forId, id) || scene.step.on.has(id)) return false;
  if (actsFor(scene, forId).has(id)) return true;
  const isGiven = scene.allowsDelegation && mayDecide(scene.company, forId);
  const grounds = scene.step.beside.filter((one) => one.personId === id && one.forId === forId);
  return grounds.some(({ kind }) => kind === 'escalation' || (kind === 'step' && isGiven));
}

/** In whose place somebody decides: their own, or the first that is free and that they may fill. */
export function placeOf(scene: ActingScene, id: string): string | undefined {
  const { on, cast } = scene.step;
  if (cast.some(({ voterId }) => voterId === id)) return undefined;
  const free = [...on.keys()].filter((forId) => !cast.some(({ placeId }) => placeId === forId)).sort();
  if (on.has(id)) return free.includes(id) ? id : undefined;
  return free.find((forId) => mayFill(scene, forId, id));
}

/** Places that somebody could fill, was to fill, or could if delegations had no limits and the place is free. */
export function placesNear(scene: ActingScene, id: string): readonly string[] {
  const { on, beside } = scene.step;
  if (on.has(id)) return [id];
  const free = isOpen(scene.step) ? freePlaces(scene.step) : [];
  const near = [...on.keys()].filter(
    (forId) =>
      beside.some((one) => one.personId === id && one.forId === forId) ||
      (free.includes(forId) && actsFor(scene, forId, 'no limits').has(id)),
  );
  return near.sort();
}
