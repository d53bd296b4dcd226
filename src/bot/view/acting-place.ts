import {
  approverOf,
  awaitedPlaces,
  type Deputy,
  type DeputyGround,
  hasVotedOn,
  type Step,
} from '../../engine/document.js';
import { type Dossier, maySpeak } from '../../engine/dossier.js';
import type { NamedGround } from './later-words.js';

/** A place on an open step that somebody can fill now. */
export interface ActingPlace {
  /** The approver whose place it is. */
  readonly forId: string;
  /** Why another may; empty for the approver. */
  readonly grounds: readonly NamedGround[];
}

/** The document, and how everybody in it stands. */
export type ActingSource = Pick<Dossier, 'document' | 'people'>;

/** A deputy of one approver, on whatever grounds. */
export interface ActingDeputy {
  readonly personId: string;
  readonly grounds: readonly NamedGround[];
}

/**
 * Where this person's decision would count, as far as what is stored tells: in their own place, else in that of the first
 * of those they act for. Undefined where it would not: once they have decided, for the submitter, for who has left or may
 * not decide, and where whoever let them act may not.
 */
export function actingPlace(dossier: ActingSource, step: Step, personId: string): ActingPlace | undefined {
  const { document, people } = dossier;
  if (document.status !== 'pending' || step.status !== 'pending') return undefined;
  const person = people.get(personId);
  if (person?.active !== true || !person.mayAct) return undefined;
  if (document.submitterId === personId || hasVotedOn(step, personId)) return undefined;
  const own = approverOf(step, personId);
  if (own !== undefined) return own.vote === null ? { forId: personId, grounds: [] } : undefined;
  const places = awaitedPlaces(step)
    .map((place) => place.personId)
    .sort();
  const deputies = step.deputies.filter((one) => maySpeak(one, dossier));
  const forId = places.find((id) => deputies.some((one) => one.personId === personId && one.forId === id));
  return forId === undefined ? undefined : { forId, grounds: groundsOf(deputies, personId, forId) };
}

/** Who can decide in the place of an approver who has not, each once. */
export function deputiesFor({ approvers, deputies }: Step, forId: string): readonly ActingDeputy[] {
  const ids = deputies.filter((one) => one.forId === forId).map(({ personId }) => personId);
  return [...new Set(ids)]
    .filter((personId) => !hasVotedOn({ approvers }, personId))
    .map((personId) => ({ personId, grounds: groundsOf(deputies, personId, forId) }));
}

function groundsOf(deputies: readonly Deputy[], personId: string, forId: string): readonly NamedGround[] {
  return deputies
    .filter((one) => one.personId === personId && one.forId === forId)
    .map(({ ground }) => groundNamed(ground));
}

function groundNamed(ground: DeputyGround): NamedGround {
  switch (ground.kind) {
    case 'delegation':
      return { kind: 'delegation', until: ground.until };
    case 'step':
      return { kind: 'step', note: ground.note };
    case 'escalation':
      return { kind: 'escalation', as: ground.as };
  }
}
