import fc from 'fast-check';
import type { DecisionKind } from '../../../src/engine/document.js';

/** What somebody goes about to do, in numbers that only the state of the world turns into a command. See `aim.ts`. */
export interface Intent {
  readonly kind:
    | ('create' | 'edit' | 'submit' | 'cancel' | 'delete' | 'vote' | 'reassign' | 'complete')
    | ('ask' | 'answer' | 'delegate-step' | 'nudge')
    | ('fire-rung' | 'sync-delegations' | 'replace-leaver' | 'lapse');
  readonly document: number;
  readonly person: number;
  readonly step: number;
  readonly fill: number;
  readonly decision: DecisionKind;
  readonly slip: Slip;
}

/** What goes wrong on the way. Most of the time nothing does. */
export const slips = [
  'unknown person',
  'another person',
  'the submitter',
  'no such document',
  'any document',
  'an old revision',
  'an old round',
  'no such step',
  'any step',
  'a former opening',
  'a second vote',
  'badly worded',
  'far too long',
  'another route',
  'who wrote it',
  'who could once',
] as const;
export type Slip = 'none' | (typeof slips)[number];

/** What happens between commands. */
export const changes = [
  'leave',
  'come back',
  'new manager',
  'new name',
  'new template',
  'other policy',
  'stricter form',
  'other form',
  'no delegating',
] as const;

export type Move =
  | { readonly move: 'act'; readonly intent: Intent }
  /** Sends an earlier command again, as it was. */
  | { readonly move: 'replay'; readonly command: number }
  /** Somebody cannot stop asking. */
  | { readonly move: 'ask again and again'; readonly intent: Intent; readonly times: number }
  /** Nobody does anything for so many hours. */
  | { readonly move: 'wait'; readonly hours: number }
  /** Time passes, and every so many hours jobs look at everything that could happen by itself; early on somebody acts. */
  | { readonly move: 'jobs run'; readonly rhythm: number; readonly meanwhile: Intent }
  /** Somebody is out of office, or is back before it was said. */
  | { readonly move: 'delegate'; readonly wish: DelegationWish }
  | { readonly move: 'end a delegation'; readonly which: number }
  /** All at the same moment, and about the same document. */
  | { readonly move: 'together'; readonly intents: readonly Intent[] }
  /** A double or triple click. */
  | { readonly move: 'many times'; readonly intent: Intent; readonly times: number }
  | {
      readonly move: 'change';
      readonly change: (typeof changes)[number];
      readonly which: number;
      readonly other: number;
    };

/** Numbers that only the company turns into a delegation. */
export interface DelegationWish {
  readonly from: number;
  readonly to: number;
  /** Hours from now; it may have begun before. */
  readonly startsIn: number;
  readonly lasts: number;
  readonly type: number;
  readonly cap: number;
  /** So many of those who get it give theirs away as well, one to the next. */
  readonly links: number;
  /** Nobody looks at what it leads to, as if it had been saved by other rules. */
  readonly unchecked: boolean;
}

const nat = fc.nat({ max: 1000 });

const slip: fc.Arbitrary<Slip> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('none' as const) },
  { weight: 2, arbitrary: fc.constantFrom(...slips) },
);

const kind = weighted<Intent['kind']>({
  create: 8,
  edit: 5,
  submit: 16,
  cancel: 2,
  delete: 1,
  vote: 36,
  reassign: 9,
  complete: 5,
  ask: 3,
  answer: 5,
  'delegate-step': 4,
  nudge: 2,
  'fire-rung': 5,
  'sync-delegations': 6,
  'replace-leaver': 2,
  lapse: 2,
});
const decision = weighted<DecisionKind>({ approve: 16, reject: 2, return: 2 });

const intent: fc.Arbitrary<Intent> = fc.record({
  kind,
  document: nat,
  person: nat,
  step: nat,
  fill: nat,
  decision,
  slip,
});

/** Mostly somebody mends what was sent back to them. */
const meanwhile = fc
  .tuple(intent, fc.nat({ max: 2 }))
  .map(([one, what]): Intent => ({ ...one, kind: what === 0 ? one.kind : 'edit', slip: 'none' }));

const hours = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 3, arbitrary: fc.integer({ min: 12, max: 48 }) },
  { weight: 1, arbitrary: fc.constantFrom(100, 650, 730) },
);

const wish: fc.Arbitrary<DelegationWish> = fc.record({
  from: nat,
  to: nat,
  startsIn: fc.integer({ min: -24, max: 6 }),
  lasts: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 6, arbitrary: fc.integer({ min: 60, max: 800 }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 0, 9000) },
  ),
  type: nat,
  cap: nat,
  links: fc.constantFrom(1, 1, 2, 4, 7),
  unchecked: fc.nat({ max: 5 }).map((one) => one === 0),
});

/** As `intent`, but with the same document for all of them. */
const meeting = fc
  .tuple(nat, fc.array(intent, { minLength: 2, maxLength: 3 }))
  .map(([document, intents]) => intents.map((one) => ({ ...one, document })));

export const randomMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ move: fc.constant('act' as const), intent }) },
  { weight: 3, arbitrary: fc.record({ move: fc.constant('replay' as const), command: nat }) },
  { weight: 3, arbitrary: fc.record({ move: fc.constant('together' as const), intents: meeting }) },
  {
    weight: 1,
    arbitrary: fc.record({
      move: fc.constant('ask again and again' as const),
      intent: intent.map((one): Intent => ({ ...one, kind: 'ask', slip: 'none' })),
      times: fc.constantFrom(1, 1, 1, 6),
    }),
  },
  { weight: 3, arbitrary: fc.record({ move: fc.constant('wait' as const), hours }) },
  { weight: 2, arbitrary: fc.record({ move: fc.constant('jobs run' as const), rhythm: nat, meanwhile }) },
  { weight: 5, arbitrary: fc.record({ move: fc.constant('delegate' as const), wish }) },
  { weight: 2, arbitrary: fc.record({ move: fc.constant('end a delegation' as const), which: nat }) },
  {
    weight: 1,
    arbitrary: fc.record({ move: fc.constant('many times' as const), intent, times: fc.integer({ min: 2, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      move: fc.constant('change' as const),
      change: fc.constantFrom(...changes),
      which: nat,
      other: nat,
    }),
  },
);

function weighted<T extends string>(weights: Readonly<Record<T, number>>): fc.Arbitrary<T> {
  const entries = Object.entries(weights) as [T, number][];
  return fc.oneof(...entries.map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })));
}
