import { type Approver, type Reason, type Step, voterIn } from '../../engine/document.js';
import type { Dossier } from '../../engine/dossier.js';
import type { Rich } from './text.js';
import type { NamedReason, NameList, ReasonContext, VoteFact, Words } from './words.js';

/** Names by person id. */
export type Names = ReadonlyMap<string, string>;

export function namesIn(dossier: Dossier): Names {
  return namesOf(dossier.people);
}

export function namesOf(people: Dossier['people']): Names {
  return new Map([...people].map(([id, person]) => [id, person.name]));
}

/** The same, with the reader called "you". */
export function namesFor(readerId: string, dossier: Dossier, words: Words): Names {
  return new Map(namesIn(dossier)).set(readerId, words.card.you);
}

/** An id is no name, but better than an empty place where a name is missing. */
export function nameOf(names: Names, personId: string): string {
  return names.get(personId) ?? personId;
}

/** Every person a reason can mention besides the one asked. */
export function peopleInReasons(reasons: readonly Reason[]): readonly string[] {
  return reasons.flatMap((reason) => {
    if (reason.kind === 'stand-in') return reason.for === null ? [] : [reason.for];
    if (reason.kind === 'reassigned') return reason.from === null ? [reason.by] : [reason.by, reason.from];
    return [];
  });
}

export function reasonTexts(words: Words, reasons: readonly Reason[], names: Names, about: ReasonContext): Rich[] {
  return reasons.map((reason) => words.reason(withNames(reason, names), about));
}

function withNames(reason: Reason, names: Names): NamedReason {
  const named = (id: string | null) => (id === null ? null : nameOf(names, id));
  if (reason.kind === 'stand-in') return { ...reason, for: named(reason.for) };
  if (reason.kind === 'reassigned') return { ...reason, by: nameOf(names, reason.by), from: named(reason.from) };
  return reason;
}

export function votesOn(step: Step, names: Names): readonly VoteFact[] {
  return step.approvers.flatMap((approver) => voteOf(approver, names) ?? []);
}

/** The place that this person filled on a step, their own or another's. */
export function castBy(step: Step, personId: string): Approver | undefined {
  return step.approvers.find((place) => voterIn(place) === personId);
}

export function voteOf({ personId, vote }: Approver, names: Names): VoteFact | undefined {
  if (vote === null) return undefined;
  const { by = personId, decision, at } = vote;
  const principal = by === personId ? {} : { onBehalfOf: nameOf(names, personId) };
  return { name: nameOf(names, by), ...principal, decision, at, comment: vote.comment && oneLine(vote.comment) };
}

/** What somebody wrote stands inside a line, where its own line breaks cannot; a stroke tells that there was one. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' / ');
}

const NAMES_MAX = 5;

export function shortNames(all: readonly string[]): NameList {
  const names = all.length > NAMES_MAX ? all.slice(0, NAMES_MAX - 1) : all;
  return { names, more: all.length - names.length };
}

/** Votes that one sentence tells. */
export const VOTES_MAX = 5;

/** Some of those who voted, and how many others did. */
export interface Voters {
  readonly shown: readonly VoteFact[];
  readonly more: number;
}

/** Who cast those votes, each once for everybody they did it for, however many steps they voted on. */
export function votersOf(votes: readonly VoteFact[]): Voters {
  const keyOf = ({ name, onBehalfOf }: VoteFact) => JSON.stringify([name, onBehalfOf]);
  const all = [...new Map(votes.map((vote) => [keyOf(vote), vote])).values()];
  const shown = all.length > NAMES_MAX ? all.slice(0, NAMES_MAX - 1) : all;
  return { shown, more: all.length - shown.length };
}
