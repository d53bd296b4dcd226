import assert from 'node:assert/strict';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import { evolve } from '../../../src/engine/evolve.js';
import { unlawful } from '../../../src/engine/lawful.js';
import { maySee } from '../../../src/engine/may-see.js';
import type { DocumentChange } from '../../../src/engine/ports/document-store.js';
import { progressOf } from '../../../src/engine/progress.js';
import type { MemoryStore } from '../../support/memory-store.js';
import type { Trail } from './trail.js';
import type { TrailStep } from './trail-step.js';

/** The row that a commit wrote says what the trail says, and so does the answer. */
export function checkRow(store: MemoryStore, commit: DocumentChange, trail: Trail): void {
  const { after, answer } = commit;
  const { number, round, dataRevision, submitterId, typeKey } = trail;
  const status = trail.status === 'deleted' ? 'draft' : trail.status;
  const told = { id: after.id, version: trail.events, submitterId, typeKey, status, number, round, dataRevision };
  assert.deepEqual(pickOf(after, told), told, 'the row agrees with the trail');
  const summary = { version: trail.events, status, number, round, dataRevision };
  assert.deepEqual(pickOf(answer, summary), summary, 'the answer agrees with the row');
  assert.deepEqual(after.holds, trail.holds, 'what the row holds agrees with the trail');
  assert.deepEqual(pickOf(after, trail.completed), trail.completed, 'the row knows when and by whom it was completed');
  assert.deepEqual(after.data, trail.values, 'the content is what was written last');
  assert.equal(after.deletedAt !== null, trail.status === 'deleted', 'the row knows whether it was thrown away');
  assert.equal(after.nudgedAt, trail.nudgedAt);
  if (trail.status === 'returned') assert.equal(after.cancelAt, trail.cancelAt, 'when it will be cancelled');
  assert.equal(after.cancelledBecause, trail.lapsed ? 'stale' : null);
  checkSteps(after, trail);
  checkMasks(after, trail);
  assert.deepEqual(refolded(store, commit), after, 'folding the events gives the row');
  if (trail.status === 'deleted') checkGone(store, after);
}

function checkSteps(row: ApprovalDocument, trail: Trail): void {
  assert.deepEqual(
    row.steps.map((step) => step.id),
    [...trail.steps.keys()],
    'the row has the steps of this round',
  );
  for (const step of row.steps) {
    const told = trail.steps.get(step.id);
    assert.ok(told);
    assert.equal(step.status, trail.statusOf(told), `the status of ${step.id}`);
    assert.equal(step.opening, told.openings);
    assert.equal(step.openPlaces, told.open, `the open places of ${step.id}`);
    assert.equal(step.dueAt, told.dueAt, `when ${step.id} is due`);
    assert.deepEqual(step.ladderAt, told.ladderAt, `when the rungs of ${step.id} fire`);
    const clock = { rungsFired: step.rungsFired, pausedAt: step.pausedAt, expiredAs: step.expiredAs };
    assert.deepEqual(clock, { rungsFired: told.rungs, pausedAt: told.pausedAt, expiredAs: told.expiredAs });
    checkBeside(step, told);
    const on = step.approvers.map(({ personId, putBy }) => [personId, putBy]);
    assert.deepEqual(on, [...told.on].sort(), `who is on ${step.id}, by id`);
    assert.deepEqual(
      step.replaced.map(({ personId }) => personId),
      [...told.off].sort(),
      `who was on ${step.id}`,
    );
    const votes = step.approvers.flatMap(({ personId, vote }) =>
      vote ? [`${personId} ${vote.decision} ${vote.by ?? personId}`] : [],
    );
    const cast = told.cast.map(({ placeId, voterId, decision }) => `${placeId} ${decision} ${voterId}`);
    assert.deepEqual(votes.sort(), cast.sort(), `the votes of ${step.id}`);
  }
}

/** Who may act beside whom and could once, and what was asked. */
function checkBeside(step: Step, told: TrailStep): void {
  const grounds = step.deputies.map(({ personId, forId, ground }) => `${personId} for ${forId} by ${ground.kind}`);
  const expected = told.beside.map(({ personId, forId, kind }) => `${personId} for ${forId} by ${kind}`);
  assert.deepEqual(grounds, expected.toSorted(), `who may act on ${step.id} beside its approvers, in order`);
  const former = step.formerDeputies.map(({ personId, forId }) => `${personId} for ${forId}`);
  assert.deepEqual(former, [...told.once].sort(), `who could act on ${step.id} once, in order`);
  const asked = step.questions.map(({ id, askedBy, answer }) => [id, askedBy, answer !== null]);
  const questions = [...told.questions].map(([id, { askedBy, isAnswered }]) => [id, askedBy, isAnswered]);
  assert.deepEqual(asked, questions, `what was asked about ${step.id}`);
}

/** Counted with plain sums of powers of two, which bits that are set twice would make too large. */
function checkMasks(row: ApprovalDocument, trail: Trail): void {
  const { target, approved } = progressOf(row.steps);
  const sum = (bits: readonly number[]) => bits.reduce((total, bit) => total + 2n ** BigInt(bit), 0n);
  const steps = [...trail.steps.values()];
  const done = steps.filter((step) => step.outcome === 'approved');
  assert.equal(target, sum(steps.map((step) => step.planned.bit)), 'the mask requires every step');
  assert.equal(approved, sum(done.map((step) => step.planned.bit)), 'the mask has every approved step');
  const isApproved = row.status === 'approved' || row.status === 'completed';
  assert.equal(isApproved, target !== 0n && approved === target, 'approved means that the mask is full');
}

/** Folded once more, asking of every event whether a verifier of the trail would let it pass. */
function refolded(store: MemoryStore, until: DocumentChange): ApprovalDocument | undefined {
  const commits = store.commits
    .slice(0, store.commits.indexOf(until) + 1)
    .filter(({ after }) => after.id === until.after.id);
  let document: ApprovalDocument | undefined;
  for (const { events, at, actor } of commits) {
    for (const event of events) {
      assert.equal(unlawful(document, event, { actorId: actor.id, at }), undefined, `${event.type} is lawful`);
      document = evolve(document, event, at);
    }
  }
  return document;
}

function checkGone({ company }: MemoryStore, row: ApprovalDocument): void {
  const everything = { wasApprover: true, managesSubmitter: true };
  for (const person of company.people.values()) {
    const viewer = { ...person, permissions: new Set(['document.read_all'] as const), roles: [] };
    assert.equal(maySee(row, viewer, everything, { visibleToManagers: true }), false, 'what was thrown away is gone');
  }
}

/** Every number is taken once, and those of a type and year leave no gap. */
export function checkNumbers(store: MemoryStore): void {
  const numbers = [...store.documents.values()].flatMap((document) => document.number ?? []);
  for (const prefix of new Set(numbers.map((number) => number.slice(0, number.lastIndexOf('-'))))) {
    const taken = numbers.filter((number) => number.startsWith(`${prefix}-`));
    const expected = taken.map((_, at) => `${prefix}-${String(at + 1).padStart(4, '0')}`);
    assert.deepEqual(taken.toSorted(), expected, `the numbers of ${prefix}`);
  }
}

function pickOf<T extends object>(from: object, like: T): Partial<T> {
  const keys = Object.keys(like);
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key))) as Partial<T>;
}
