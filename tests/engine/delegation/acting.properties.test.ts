import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ask, commentCharsMax, type Decide } from '../../../src/engine/command.js';
import { decide } from '../../../src/engine/decide.js';
import type { Decision } from '../../../src/engine/decision.js';
import { chainMax, type Delegation } from '../../../src/engine/delegation/delegation.js';
import { type ApprovalDocument, awaitedPlaces, decisions, type Step } from '../../../src/engine/document.js';
import type { DomainEvent } from '../../../src/engine/event.js';
import { evolve } from '../../../src/engine/evolve.js';
import type { Facts } from '../../../src/engine/facts.js';
import { outcomeOf } from '../../../src/engine/vote-rule.js';
import { delegation } from '../support/delegations.js';
import { t1 } from '../support/documents.js';
import { plainFacts } from '../support/facts.js';
import { actor } from '../support/people.js';
import { approvers, randomDocument } from '../support/random-documents.js';

/** Whoever acts for others here; nobody asks them in their own name. */
const deputy = 'zoe';
const between = ['x1', 'x2', 'x3', 'x4'];
const everybody = ['ana', ...approvers, ...between, deputy];

type Asks = Decide | Ask;

/** What somebody who looks at a step may want of it, with and without mistakes. */
interface Wish {
  readonly kind: Asks['kind'];
  readonly words: string | null;
  readonly opening: number;
  readonly round: number;
}
const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(...decisions, 'ask' as const),
  words: fc.constantFrom(null, 'Because', 'Because', 'Because', ' ', 'x'.repeat(commentCharsMax + 1)),
  opening: fc.constantFrom(1, 1, 1, 1, 1, 2),
  round: fc.constantFrom(1, 1, 1, 1, 1, 0),
});

function commandOf({ kind, words, opening, round }: Wish, stepId: string, actorId: string): Asks {
  const common = { actorId, documentId: 'd1', stepId, opening, seen: { dataRevision: 1, round } };
  return kind === 'ask' ? { ...common, kind, nonce: 'n1', question: words ?? '' } : { ...common, kind, comment: words };
}

/** One of the places of a document: usually one that waits for a vote, where there is any. */
interface Where {
  readonly which: number;
  readonly any: boolean;
}
const place: fc.Arbitrary<Where> = fc.record({
  which: fc.nat({ max: 99 }),
  any: fc.nat({ max: 4 }).map((nat) => nat === 0),
});

function placeIn({ steps }: ApprovalDocument, { which, any }: Where) {
  const all = steps.flatMap((step) => step.approvers.map(({ personId: forId, vote }) => ({ step, forId, vote })));
  const waiting = all.filter(({ step, vote }) => step.status === 'pending' && vote === null);
  const among = any || waiting.length === 0 ? all : waiting;
  const found = among[which % among.length];
  if (found === undefined) throw new Error('nobody is asked');
  return found;
}

/** From one to another over those in between, each link for the type and the amount, or for everything. */
function chain(fromId: string, over: readonly string[], toId: string): readonly Delegation[] {
  const people = [fromId, ...over, toId];
  const cap = { amountMinor: 1000, currency: 'USD' };
  return people.slice(1).map((to, at) => {
    const rest = at % 2 === 0 ? { types: ['leave', 'trip'], cap } : {};
    return delegation(people[at] ?? '', to, rest);
  });
}

const over = fc.subarray(between, { maxLength: chainMax - 1 });
/** Delegations of others that lead to nobody who has a part in it. */
const noise = fc
  .subarray([...approvers])
  .map((from) => from.map((id) => delegation(id, 'nobody', { id: `noise ${id}` })));

function factsFor(actorId: string, delegations: readonly Delegation[]): Facts {
  const deputies = new Map(everybody.map((id) => [id, actor(id)]));
  // Whoever asks may see the document, so that the answer is about what they may do.
  const relation = { wasApprover: true, managesSubmitter: false };
  return { ...plainFacts, actor: actor(actorId), relation, delegations, deputies };
}

function by(actorId: string, command: Asks, document: ApprovalDocument, delegations: readonly Delegation[]): Decision {
  return decide(document, { ...command, actorId }, factsFor(actorId, delegations), t1);
}

/** The events as if the approver had caused them, but for the one that says why another could. */
function asOwn(events: readonly DomainEvent[], forId: string): readonly DomainEvent[] {
  return events.flatMap((event): readonly DomainEvent[] => {
    if (event.type === 'approval-delegated') return [];
    if (event.type === 'question-asked') return [{ ...event, personId: forId }];
    if (event.type !== 'step-voted') return [event];
    const { onBehalfOf, ...vote } = event;
    expect(onBehalfOf).toBe(forId);
    return [{ ...vote, personId: forId }];
  });
}

/** How everything stands, without who decided in whose place. */
function standing(document: ApprovalDocument, events: readonly DomainEvent[]) {
  const after = events.reduce((state, event) => evolve(state, event, t1), document);
  const votes = (step: Step) => step.approvers.map(({ personId, vote }) => [personId, vote?.decision, vote?.comment]);
  return { status: after.status, steps: after.steps.map((step) => [step.status, outcomeOf(step), votes(step)]) };
}

test('acting through a delegate equals acting oneself: the same answer, and the same events but for who', () => {
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(randomDocument, place, wish, over, noise, (document, where, what, people, others) => {
      const { step, forId } = placeIn(document, where);
      const command = commandOf(what, step.id, forId);
      const delegations = [...others, ...chain(forId, people, deputy)];
      const own = by(forId, command, document, delegations);
      const through = by(deputy, command, document, delegations);
      if (own.refused || through.refused) {
        refused += 1;
        expect(through).toEqual(seenByDeputy(own, step, forId));
        return;
      }
      accepted += 1;
      expect(asOwn(through.events, forId)).toEqual(own.events);
      expect(standing(document, through.events)).toEqual(standing(document, own.events));
      expect(through.events[0]).toMatchObject({ type: 'approval-delegated', personId: deputy, forId });
    }),
    { numRuns: 500 },
  );
  expect(Math.min(accepted, refused)).toBeGreaterThan(60);
});

/**
 * The approver's refusal as it is told to their delegate. Only where there is nothing to act on any more do they differ:
 * a delegation is for what waits, so on what does not its holder is a stranger.
 */
function seenByDeputy(own: Decision, step: Step, forId: string): unknown {
  if (!own.refused) return own;
  const waits = step.status === 'pending' && awaitedPlaces(step).some(({ personId }) => personId === forId);
  const aboutStep = ['already-decided', 'step-not-open', 'step-closed'].includes(own.refusal.code);
  return aboutStep && !waits ? { refused: true, refusal: { code: 'not-an-approver', step: step.name } } : own;
}

test('a delegate of the submitter never votes as such, not even at the end of an approver’s chain', () => {
  fc.assert(
    fc.property(
      randomDocument,
      place,
      wish,
      over,
      noise,
      fc.boolean(),
      (document, where, what, people, others, named) => {
        const { step, forId } = placeIn(document, where);
        const command = commandOf(what, step.id, deputy);
        const toSubmitter = named ? [delegation(forId, 'ana')] : [];
        const decision = by(deputy, command, document, [...others, ...toSubmitter, ...chain('ana', people, deputy)]);
        expect(decision.refused).toBe(true);
      },
    ),
    { numRuns: 250 },
  );
});

test('the submitter never votes, whoever names them', () => {
  fc.assert(
    fc.property(randomDocument, place, wish, over, (document, where, what, people) => {
      const { step, forId } = placeIn(document, where);
      const decision = by('ana', commandOf(what, step.id, 'ana'), document, chain(forId, people, 'ana'));
      expect(decision).toEqual({ refused: true, refusal: { code: 'own-document' } });
    }),
    { numRuns: 100 },
  );
});

const start = Date.parse(t1);
const limited = fc.record({
  /** Which link of the chain has the limit. */
  link: fc.nat({ max: 4 }),
  begins: fc.integer({ min: -3, max: 1 }),
  ends: fc.integer({ min: -1, max: 4 }),
  ended: fc.option(fc.integer({ min: -1, max: 2 }), { freq: 1 }),
  cap: fc.option(fc.integer({ min: 0, max: 1000 }), { freq: 2 }),
  currency: fc.constantFrom('USD', 'USD', 'USD', 'JPY'),
});

function inMinutes(minute: number): string {
  return new Date(start + minute * 60_000).toISOString();
}

test('a delegation over its amount or outside its dates gives nothing, on whichever link, and else everything', () => {
  const seen = { given: 0, amount: 0, dates: 0 };
  fc.assert(
    fc.property(
      randomDocument,
      place,
      over,
      limited,
      (document, where, people, { link, begins, ends, ended, ...rest }) => {
        const { step, forId } = placeIn(document, where);
        const waits = document.status === 'pending' && step.status === 'pending';
        if (!waits || !awaitedPlaces(step).some(({ personId }) => personId === forId)) return;
        const cap = rest.cap === null ? null : { amountMinor: rest.cap, currency: rest.currency };
        const dates = { startsAt: inMinutes(begins), endsAt: inMinutes(ends) };
        const whole = chain(forId, people, deputy);
        const limits = { ...dates, cap, endedAt: ended === null ? null : inMinutes(ended) };
        const delegations = whole.map((one, at) => (at === link % whole.length ? { ...one, ...limits } : one));
        const command = commandOf({ kind: 'approve', words: null, opening: 1, round: 1 }, step.id, deputy);

        const cost = (document.data.cost as { amountMinor: number } | undefined)?.amountMinor;
        const isInTime = begins <= 0 && 0 < Math.min(ends, ended ?? ends);
        const isWithin = cost === undefined || rest.cap === null || (rest.currency === 'USD' && cost <= rest.cap);
        seen[isInTime ? (isWithin ? 'given' : 'amount') : 'dates'] += 1;
        expect(by(deputy, command, document, delegations).refused).toBe(!(isInTime && isWithin));
      },
    ),
    { numRuns: 800 },
  );
  expect(Math.min(seen.given, seen.amount, seen.dates)).toBeGreaterThan(20);
});
