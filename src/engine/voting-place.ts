import type { Command } from './command.js';
import { type Acting, actingFor, isBarred, mayAct } from './delegation/acting-for.js';
import { everyLimit } from './delegation/reach.js';
import {
  type ApprovalDocument,
  type Approver,
  approverOf,
  awaitedPlaces,
  hasVotedOn,
  type Step,
  stepById,
  voterIn,
} from './document.js';
import type { ApprovalDelegated } from './event.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import type { OverBecause, Refusal } from './refusal.js';

/** Where somebody acts on a step. */
export interface VotingPlace {
  /** The approver whose place it is: the person's own, or of whom they act for. */
  readonly forId: string;
  /** What must be recorded before: that a delegation gives them the place, where no event has said so yet. */
  readonly before: readonly ApprovalDelegated[];
}

/** Who can fill a place of this step whose vote is missing, by id: its approvers who have not voted, and their deputies. */
export function awaitedOf(step: Step): readonly string[] {
  if (step.status !== 'pending') return [];
  const places = awaitedPlaces(step).map(({ personId }) => personId);
  const deputies = step.deputies
    .filter(({ personId, forId }) => places.includes(forId) && !hasVotedOn(step, personId))
    .map(({ personId }) => personId);
  return [...new Set([...places, ...deputies])].sort();
}

/**
 * The place in which somebody acts at that moment: their own, else that of the first awaited approver, by id, for whom
 * they may. Undefined where there is none: nobody acts twice on a step, in whatever place.
 */
export function votingPlace(
  document: ApprovalDocument,
  step: Step,
  personId: string,
  facts: Facts,
  now: Instant,
): VotingPlace | undefined {
  if (hasVotedOn(step, personId)) return undefined;
  const own = approverOf(step, personId);
  if (own !== undefined) return own.vote === null ? { forId: personId, before: [] } : undefined;
  for (const place of byId(awaitedPlaces(step))) {
    const forId = place.personId;
    if (isDeputyBeside(document, step, place, personId, facts)) return { forId, before: [] };
    const acting = actingFor(document, step, forId, facts, now).find((one) => one.personId === personId);
    if (acting !== undefined)
      return { forId, before: isRecorded(step, acting) ? [] : [recording(step, acting, document)] };
  }
  return undefined;
}

/** Whether somebody may act on this step at that moment, also where no event has said so yet. */
export function isAskedNow(
  document: ApprovalDocument,
  stepId: string,
  personId: string,
  facts: Facts,
  now: Instant,
): boolean {
  const step = stepById(document, stepId);
  return step?.status === 'pending' && votingPlace(document, step, personId, facts, now) !== undefined;
}

type OnOpenStep = Extract<Command, { readonly opening: number; readonly actorId: string }>;

/** Why somebody may not act on a step now, in whatever place; see `votingPlace`. */
export function unlessMayAct(
  document: ApprovalDocument,
  step: Step,
  { actorId, opening }: Pick<OnOpenStep, 'actorId' | 'opening'>,
  facts: Facts,
  now: Instant,
): Refusal | undefined {
  const places = placesFor(document, step, actorId, facts, now);
  const former = step.formerDeputies.find(({ personId }) => personId === actorId);
  if (places.length === 0 && former === undefined && !hasVotedOn(step, actorId)) {
    return { code: 'not-an-approver', step: step.name };
  }
  const decided = unlessDecided(step, actorId, places) ?? unlessOpen(step, opening);
  if (decided !== undefined || votingPlace(document, step, actorId, facts, now) !== undefined) return decided;
  const forId = awaitedPlaces({ approvers: places })[0]?.personId ?? former?.forId ?? '';
  return { code: 'delegation-over', forId, why: overBecause(document, step, forId, actorId, facts, now) };
}

/** Whether a step waits for decisions, and in the opening that the person saw. */
export function unlessOpen(step: Step, opening: number): Refusal | undefined {
  if (step.status === 'waiting' || step.opening !== opening) return { code: 'step-not-open', step: step.name };
  return step.status === 'pending' ? undefined : { code: 'step-closed', step: step.name, at: step.closedAt };
}

/** What the vote of a place was; `by` names who cast it, where that is not who is told. */
export function decidedAlready(step: Step, place: Approver, toldId: string): Refusal | undefined {
  if (place.vote === null) return undefined;
  const { decision, at } = place.vote;
  const by = voterIn(place);
  return { code: 'already-decided', step: step.name, decision, at, ...(by && by !== toldId ? { by } : {}) };
}

/** They have voted themselves, or every place that could be theirs is filled. */
function unlessDecided(step: Step, personId: string, places: readonly Approver[]): Refusal | undefined {
  const cast = step.approvers.find((place) => voterIn(place) === personId);
  if (cast !== undefined) return decidedAlready(step, cast, personId);
  const isFilled = awaitedPlaces({ approvers: places }).length === 0;
  const [first] = places;
  return isFilled && first !== undefined ? decidedAlready(step, first, personId) : undefined;
}

/**
 * Places that are this person's to fill, or were, by id; and those that wait for a vote and would be theirs if a delegation
 * had fewer limits.
 */
function placesFor(
  document: ApprovalDocument,
  step: Step,
  personId: string,
  facts: Facts,
  now: Instant,
): readonly Approver[] {
  const own = approverOf(step, personId);
  if (own !== undefined) return [own];
  const waits = (place: Approver) => step.status === 'pending' && place.vote === null;
  const isTheirs = (place: Approver) =>
    step.deputies.some((one) => one.personId === personId && one.forId === place.personId) ||
    (waits(place) && leadsTo(document, step, place.personId, personId, facts, now, { byType: false, byAmount: false }));
  return byId(step.approvers.filter(isTheirs));
}

function leadsTo(...[document, step, forId, personId, facts, now, limits]: [...Way, typeof everyLimit]): boolean {
  return actingFor(document, step, forId, facts, now, limits).some((one) => one.personId === personId);
}

type Way = [document: ApprovalDocument, step: Step, forId: string, personId: string, facts: Facts, now: Instant];

function overBecause(...way: Way): OverBecause {
  const [, , forId, , facts] = way;
  if (!facts.settings.allowsDelegation) return 'off';
  if (leadsTo(...way, { ...everyLimit, byAmount: false })) return 'amount';
  if (leadsTo(...way, { byType: false, byAmount: false })) return 'type';
  const principal = facts.deputies.get(forId);
  return principal !== undefined && !mayAct(principal) ? 'unable' : 'ended';
}

/** A deputy for another reason than a delegation: the approver gave them this one step, or nobody decided in time. */
function isDeputyBeside(
  document: ApprovalDocument,
  step: Step,
  place: Approver,
  personId: string,
  { deputies, settings }: Facts,
): boolean {
  if (isBarred(document, place, personId)) return false;
  const isGiven = settings.allowsDelegation && mayAct(deputies.get(place.personId));
  return step.deputies
    .filter((one) => one.personId === personId && one.forId === place.personId)
    .some(({ ground: { kind } }) => kind === 'escalation' || (kind === 'step' && isGiven));
}

/** Whether an event has said by which delegations this person acts, and until when. */
export function isRecorded({ deputies }: Step, { personId, forId, path, until }: Acting): boolean {
  return deputies.some(({ ground, ...one }) => {
    if (one.personId !== personId || one.forId !== forId || ground.kind !== 'delegation') return false;
    return ground.until === until && JSON.stringify(ground.path) === JSON.stringify(path);
  });
}

/** What records it. */
export function recording(step: Step, acting: Acting, { id: documentId }: ApprovalDocument): ApprovalDelegated {
  const { personId, forId, path, until } = acting;
  return {
    type: 'approval-delegated',
    documentId,
    stepId: step.id,
    personId,
    forId,
    ground: { kind: 'delegation', path, until },
  };
}

function byId(places: readonly Approver[]): readonly Approver[] {
  return places.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
}
