import type { LocalDate } from '../calendar/local-date.js';

/** One sentence about the definitions that must stay true: `a purchase of 6,000 by Ana goes to …`. */
export interface PolicyTest {
  /** What people read; no two tests of a company share it. */
  readonly name: string;
  readonly type: string;
  readonly person: string;
  /** The day of submitting; the day of the check when null. */
  readonly on: LocalDate | null;
  /** By field name, as written: see `written-values.ts`. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly expect: Expectation;
}

/** Everything that is named must hold. Without `rejectedBy` and `invalid` the request must also get a route. */
export interface Expectation {
  /** The whole route, stage by stage; the order inside a stage means nothing. */
  readonly route?: readonly (readonly ExpectedStep[])[];
  /** Keys of steps that are in the route, whatever else is. */
  readonly steps?: readonly string[];
  /** Keys of steps that are not. */
  readonly notSteps?: readonly string[];
  /** Key of the policy that rejects it. */
  readonly rejectedBy?: string;
  /** Keys of policies that have something to say, be it a warning, a rejection or a step. */
  readonly findings?: readonly string[];
  /** Names of the fields that the form refuses, and of no other. */
  readonly invalid?: readonly string[];
}

export interface ExpectedStep {
  readonly key: string;
  /** Ids of exactly those who are asked; anybody when absent. */
  readonly people?: readonly string[];
}
