import { type ApprovalDocument, type Approver, approverOf, type Step } from '../document.js';
import type { Facts } from '../facts.js';
import type { Instant } from '../instant.js';
import type { Actor } from '../organisation.js';
import { chainMax, type Delegation, endOf, isInForce } from './delegation.js';
import { everyLimit, type Limits, reaches } from './reach.js';

/** Somebody who may act in an approver's place because people are out of office, and how that comes. */
export interface Acting {
  readonly personId: string;
  readonly forId: string;
  /** Ids of the delegations that lead to them, from the approver's, or from a deputy's, on. */
  readonly path: readonly string[];
  /** The earliest end of them. */
  readonly until: Instant;
}

export type ActingFacts = Pick<Facts, 'delegations' | 'deputies' | 'settings'>;

/** Where delegations are followed from a place of a step. */
interface Scene {
  readonly document: ApprovalDocument;
  readonly step: Step;
  readonly place: Approver;
  readonly facts: ActingFacts;
  readonly now: Instant;
  readonly limits: Limits;
}

/**
 * Everybody who may act in the place of this approver at that moment, by id: their delegates, those of their deputies, and
 * on from there. Nothing leads on from who may not act themselves, so that nobody is allowed through another what is
 * forbidden to them, nor from who would choose who decides about what is theirs.
 */
export function actingFor(
  document: ApprovalDocument,
  step: Step,
  forId: string,
  facts: ActingFacts,
  now: Instant,
  limits: Limits = everyLimit,
): readonly Acting[] {
  const place = approverOf(step, forId);
  if (place === undefined || !facts.settings.allowsDelegation) return [];
  const scene: Scene = { document, step, place, facts, now, limits };
  return follow(sourcesOf(scene), scene);
}

/** The same from this approver alone, whether they may still act or not: whom somebody gave their approvals who left. */
export function delegatesOf(
  document: ApprovalDocument,
  step: Step,
  forId: string,
  facts: ActingFacts,
  now: Instant,
): readonly Acting[] {
  const place = approverOf(step, forId);
  if (place === undefined || !facts.settings.allowsDelegation) return [];
  return follow([forId], { document, step, place, facts, now, limits: everyLimit });
}

/** The approver, and whoever may act beside them for another reason than a delegation. */
function sourcesOf({ document, step, place, facts }: Scene): readonly string[] {
  const isAble = (personId: string) => mayAct(facts.deputies.get(personId));
  const own = isAble(place.personId) ? [place.personId] : [];
  const beside = step.deputies
    .filter(({ forId, ground }) => forId === place.personId && ground.kind !== 'delegation')
    .filter(({ ground }) => ground.kind === 'escalation' || own.length > 0)
    .filter(({ personId }) => isAble(personId) && !isBarred(document, place, personId));
  return [...own, ...beside.map(({ personId }) => personId)];
}

interface Walk {
  readonly personId: string;
  readonly path: readonly Delegation[];
}

/** Link by link from all sources at once, so that everybody is reached by the shortest way, and nobody twice. */
function follow(sources: readonly string[], scene: Scene): readonly Acting[] {
  const { step, place } = scene;
  const reached = new Map<string, Walk>();
  let ends: readonly Walk[] = sources.map((personId) => ({ personId, path: [] }));
  for (let links = 1; links <= chainMax && ends.length > 0; links += 1) {
    const further = ends.flatMap((walk) => linksFrom(walk, scene)).toSorted(byEnd);
    const isNew = ({ personId }: Walk) => personId !== place.personId && !reached.has(personId);
    ends = further.filter((walk, at) => isNew(walk) && at === further.findIndex((one) => isSameEnd(one, walk)));
    for (const walk of ends) reached.set(walk.personId, walk);
  }
  // Who is asked in their own name acts in no other.
  const acting = [...reached.values()].filter(({ personId }) => approverOf(step, personId) === undefined);
  return acting.toSorted(byPerson).map(({ personId, path }) => ({
    personId,
    forId: place.personId,
    path: path.map(({ id }) => id),
    until: untilOf(path),
  }));
}

function linksFrom({ personId, path }: Walk, { document, place, facts, now, limits }: Scene): readonly Walk[] {
  return facts.delegations
    .filter((one) => one.fromId === personId && isInForce(one, now) && reaches(one, document, limits))
    .filter(({ toId }) => mayAct(facts.deputies.get(toId)) && !isBarred(document, place, toId))
    .map((one) => ({ personId: one.toId, path: [...path, one] }));
}

/** Whether somebody may decide at all. */
export function mayAct(person: Actor | undefined): boolean {
  return person?.active === true && person.permissions.has('approval.act');
}

/**
 * Who never acts in this place, whatever names them: the submitter, who wrote a definition that led here, and who put the
 * approver there: nobody votes on a step that they caused to reach them.
 */
export function isBarred({ submitterId, authorIds }: ApprovalDocument, { putBy }: Approver, personId: string): boolean {
  return personId === submitterId || personId === putBy || authorIds.includes(personId);
}

function untilOf(path: readonly Delegation[]): Instant {
  return path.map(endOf).reduce((earliest, at) => (at < earliest ? at : earliest));
}

/** Of two ways to one person the one that holds longer, and of those always the same. */
function byEnd(a: Walk, b: Walk): number {
  const [endA, endB] = [untilOf(a.path), untilOf(b.path)];
  if (endA !== endB) return endA > endB ? -1 : 1;
  return JSON.stringify(a.path.map(({ id }) => id)) < JSON.stringify(b.path.map(({ id }) => id)) ? -1 : 1;
}

function byPerson(a: Walk, b: Walk): number {
  return a.personId < b.personId ? -1 : 1;
}

function isSameEnd(one: Walk, other: Walk): boolean {
  return one.personId === other.personId;
}
