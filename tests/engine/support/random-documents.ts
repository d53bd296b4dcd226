import fc from 'fast-check';
import { approveRules, rejectRules } from '../../../src/engine/definition.js';
import { type ApprovalDocument, decisions, type Step } from '../../../src/engine/document.js';
import type { DomainEvent } from '../../../src/engine/event.js';
import { evolve } from '../../../src/engine/evolve.js';
import { consequencesOf } from '../../../src/engine/vote-consequences.js';
import { created, folded, opened, step, submitted, t0 } from './documents.js';
import { plainFacts } from './facts.js';

/** Ana's requests are decided by these. */
export const approvers = ['p1', 'p2', 'p3', 'p4', 'p5'] as const;

const rule = fc.record({
  approveWhen: fc.constantFrom(...approveRules, 'all' as const),
  rejectWhen: fc.constantFrom(...rejectRules),
});
const asked = fc.subarray([...approvers], { minLength: 1, maxLength: 4 });
const oneStep = fc.record({ rule, asked, openPlaces: fc.constantFrom(0, 0, 0, 1), stage: fc.nat({ max: 1 }) });

/** Of so many dollars, in cents, or of no amount. */
const amountMinor = fc.option(fc.integer({ min: 0, max: 1000 }), { freq: 4 });

const casting = fc.record({
  step: fc.nat({ max: 9 }),
  place: fc.nat({ max: 9 }),
  decision: fc.oneof(
    { weight: 12, arbitrary: fc.constant('approve' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...decisions) },
  ),
});

/** Submitted, with some votes cast, and so sometimes in a later stage or at its end. */
export const randomDocument: fc.Arbitrary<ApprovalDocument> = fc
  .record({
    steps: fc.array(oneStep, { minLength: 1, maxLength: 4 }),
    amountMinor,
    votes: fc.array(casting, { maxLength: 4 }),
  })
  .map(({ steps, amountMinor: minor, votes }) => {
    const byStage = steps.toSorted((a, b) => a.stage - b.stage);
    const [first] = byStage;
    const planned = byStage.map((one, bit): Step => {
      const stage = one.stage === first?.stage ? 0 : 1;
      return { ...step(`step ${bit}`, stage, bit, one.asked, one.rule), openPlaces: one.openPlaces };
    });
    const data = { goal: 'Oslo', ...(minor !== null && { cost: { amountMinor: minor, currency: 'USD' } }) };
    const start = folded({ ...created, data }, submitted(planned), opened(0));
    return votes.reduce((document, one) => afterVote(document, one), start);
  });

/** An approver who is awaited votes; where nobody is, nothing happens. */
function afterVote(
  document: ApprovalDocument,
  { step: which, place, decision }: { step: number; place: number; decision: (typeof decisions)[number] },
): ApprovalDocument {
  const open = document.steps.filter(({ status }) => status === 'pending');
  const at = open[which % Math.max(1, open.length)];
  const free = at?.approvers.filter(({ vote }) => vote === null) ?? [];
  const personId = free[place % Math.max(1, free.length)]?.personId;
  if (at === undefined || personId === undefined) return document;
  const about = { documentId: document.id, stepId: at.id };
  const vote: DomainEvent = { type: 'step-voted', ...about, personId, decision, comment: null, dataRevision: 1 };
  const voted = evolve(document, vote, t0);
  return consequencesOf(voted, at.id, plainFacts, t0).reduce((state, event) => evolve(state, event, t0), voted);
}
