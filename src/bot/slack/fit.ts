import { FIELDS_MAX } from '../../engine/form/definition.js';

/** How much is shown of everything that has no natural end. */
export interface Allowance {
  readonly fields: number;
  readonly valueChars: number;
  readonly longValueChars: number;
  /** Of names, titles and comments inside sentences. */
  readonly dataChars: number;
  readonly steps: number;
  readonly peoplePerStep: number;
  readonly rounds: number;
  readonly questions: number;
  /** Whether this may leave out something that the first allowance shows. */
  readonly isShortened: boolean;
}

const everything: Allowance = {
  fields: FIELDS_MAX,
  valueChars: 3002,
  longValueChars: 3002,
  dataChars: 1200,
  steps: 63,
  peoplePerStep: 200,
  rounds: 20,
  questions: 25,
  isShortened: false,
};

/** From everything to what always fits: 15 fields and 8 steps of short texts are far below any limit. */
const allowances: readonly Allowance[] = [
  everything,
  {
    ...everything,
    isShortened: true,
    valueChars: 400,
    longValueChars: 1000,
    dataChars: 300,
    peoplePerStep: 60,
    rounds: 5,
    questions: 10,
  },
  {
    ...everything,
    isShortened: true,
    valueChars: 150,
    longValueChars: 300,
    dataChars: 120,
    peoplePerStep: 12,
    rounds: 2,
    questions: 5,
  },
  {
    ...everything,
    isShortened: true,
    valueChars: 100,
    longValueChars: 120,
    dataChars: 80,
    steps: 20,
    peoplePerStep: 5,
    rounds: 1,
    questions: 3,
  },
  {
    isShortened: true,
    fields: 15,
    valueChars: 60,
    longValueChars: 60,
    dataChars: 60,
    steps: 8,
    peoplePerStep: 3,
    rounds: 0,
    questions: 2,
  },
];

/** Draws with as much as fits. `fits` is the same check that sending makes. */
export function drawToFit<T>(draw: (allowance: Allowance) => T, fits: (drawn: T) => boolean): T {
  let drawn: T | undefined;
  for (const allowance of allowances) {
    drawn = draw(allowance);
    if (fits(drawn)) break;
  }
  // Where even the last does not fit, sending will say what is too long.
  return drawn as T;
}
