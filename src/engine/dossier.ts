import type { DocumentType } from './definition.js';
import {
  type ApprovalDocument,
  type Approver,
  awaitedPlaces,
  type Deputy,
  hasVotedOn,
  openPlacesOf,
  type Step,
} from './document.js';
import type { FormValues } from './form/values.js';

/** A document with everything needed to draw it, as of one committed moment. */
export interface Dossier {
  readonly document: ApprovalDocument;
  /** The version the document was written with. */
  readonly type: DocumentType;
  /** Steps of earlier rounds, oldest first. */
  readonly formerSteps: readonly Step[];
  /** What the latest of the earlier rounds was about; absent in the first round, and where it was erased. */
  readonly formerData?: FormValues;
  /** Everyone the document mentions. */
  readonly people: ReadonlyMap<string, NamedPerson>;
  /** Who is told when nobody can decide a step. */
  readonly unblockers: readonly string[];
  /** Who carries out what is approved, and still sees it when it is completed; nobody unless its type asks a role. */
  readonly completers: readonly string[];
  /** Whether what happened last happened without a click: a card that comes of it waits for a humane hour. */
  readonly byClock: boolean;
}

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** Whether any account in chat is linked to them: without one they hear of nothing. */
  readonly reachable: boolean;
  /** Whether they hold `approval.act`: without it nothing that they decide counts. */
  readonly mayAct: boolean;
}

/** Whether somebody the document mentions can act at all at this moment. */
export function isActive({ people }: Pick<Dossier, 'people'>, personId: string): boolean {
  return people.get(personId)?.active === true;
}

/** Whether they hear that they are asked, can answer, and their answer counts. */
export function canAnswer({ people }: Pick<Dossier, 'people'>, personId: string): boolean {
  const person = people.get(personId);
  return person?.active === true && person.reachable && person.mayAct;
}

/**
 * Open, and it cannot be approved by those who are on it: a place is open, or nobody who can answer may fill a place whose
 * vote is missing, where all must agree each of them. The administrators are told; it never counts as approved.
 */
export function isStuck(step: Step, dossier: Pick<Dossier, 'people'>): boolean {
  if (step.status !== 'pending') return false;
  if (openPlacesOf(step) > 0) return true;
  const fillers = awaitedPlaces(step).map((place) => fillersOf(step, place, dossier));
  switch (step.rule.approveWhen) {
    case 'any':
      return fillers.every((able) => able.length === 0);
    case 'all':
      return !canEachBeFilled(fillers);
  }
}

/** Who could fill a place whose vote is missing: its approver, and deputies who have not voted in another. */
export function fillersOf(step: Step, { personId }: Approver, dossier: Pick<Dossier, 'people'>): readonly string[] {
  const deputies = step.deputies.filter((one) => one.forId === personId && maySpeak(one, dossier));
  const beside = deputies.map((one) => one.personId).filter((id) => !hasVotedOn(step, id));
  return [...new Set([personId, ...beside])].filter((id) => canAnswer(dossier, id));
}

/** What an approver gave away counts for as long as they may decide themselves. */
export function maySpeak({ forId, ground }: Deputy, { people }: Pick<Dossier, 'people'>): boolean {
  const principal = people.get(forId);
  return ground.kind === 'escalation' || (principal?.active === true && principal.mayAct);
}

/** Whether somebody can be found for each of the places when nobody fills two. */
function canEachBeFilled(fillers: readonly (readonly string[])[]): boolean {
  const placeOf = new Map<string, number>();
  const fill = (place: number, tried: Set<string>): boolean =>
    (fillers[place] ?? []).some((personId) => {
      if (tried.has(personId)) return false;
      tried.add(personId);
      const other = placeOf.get(personId);
      if (other !== undefined && !fill(other, tried)) return false;
      placeOf.set(personId, place);
      return true;
    });
  return fillers.every((_, place) => fill(place, new Set()));
}

/** Who may say at this moment that it has been carried out. */
export function askedToComplete({ document, completers }: Dossier): readonly string[] {
  return document.status === 'approved' ? completers : [];
}

/** All steps ever opened or planned, oldest round first. */
export function allSteps(dossier: Dossier): readonly Step[] {
  return [...dossier.formerSteps, ...dossier.document.steps];
}
