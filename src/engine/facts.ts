import type { Calendars } from './calendar/calendar.js';
import type { DocumentType } from './definition.js';
import type { Delegation } from './delegation/delegation.js';
import type { FormContext } from './form/context.js';
import type { Instant } from './instant.js';
import type { Actor, Organisation, Person } from './organisation.js';
import type { PlanningFacts } from './plan-submission.js';
import type { Digest } from './route.js';
import type { EngineSettings } from './settings.js';

/** All that a decision depends on besides the document itself, read in the same write transaction. */
export interface Facts {
  /** Undefined when the tenant has no such person. */
  readonly actor: Actor | undefined;
  readonly relation: Relation;
  /** Fields changed after the content the person saw. */
  readonly changedSince: readonly string[];
  /** The newest version of the document's type; undefined when the tenant has none of that key. */
  readonly type: DocumentType | undefined;
  /** What a form is checked against; present where the command brings one, or submits one. */
  readonly form: FormContext | undefined;
  /** Present for a submit only. */
  readonly submission: SubmissionFacts | undefined;
  /** Present where the command may open a stage with due times. */
  readonly calendars: Calendars | undefined;
  /** Whom a reassignment or a step's delegation names; undefined when the tenant has no such person. */
  readonly newcomer: Actor | undefined;
  /** Every delegation in force that leads on from the document's awaited approvers and deputies; see `neededDelegations`. */
  readonly delegations: readonly Delegation[];
  /** Those approvers and deputies, and whom those delegations name, as they stand. */
  readonly deputies: ReadonlyMap<string, Actor>;
  /** Where a rung escalates or somebody has left: those on the document's open steps, and everybody above them. */
  readonly ladder: LadderFacts | undefined;
  /** When the content was last changed; undefined where it never was, and where the document is not to lapse. */
  readonly editedAt: Instant | undefined;
  readonly settings: EngineSettings;
  /** Of a question: whether the submitter, who alone could answer it, is not active any more. */
  readonly isSubmitterGone: boolean;
  /** Whether the actor holds the role that completes documents of this type, for the submitter's part of the company. */
  readonly isCompleter: boolean;
}

/** Who could act in somebody's place. */
export interface LadderFacts {
  readonly submitter: Person;
  readonly organisation: Organisation;
  /** Of the people in the organisation: who holds `approval.act`. */
  readonly mayAct: ReadonlySet<string>;
  /** Of the same people: who has an account in chat, and so hears of anything at all. */
  readonly reachable: ReadonlySet<string>;
}

/** What ties the actor to a document beyond its current round. */
export interface Relation {
  readonly wasApprover: boolean;
  readonly managesSubmitter: boolean;
}

export interface SubmissionFacts extends PlanningFacts {
  /** The number the document gets if it has none yet. */
  readonly nextNumber: string;
  readonly digest: Digest;
}
