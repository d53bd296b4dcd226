import assert from 'node:assert/strict';
import type { DocumentStatus, StepStatus } from '../../../src/engine/document.js';
import type {
  DocumentClosed,
  DocumentSubmitted,
  DomainEvent,
  StepReassigned,
  StepVoted,
} from '../../../src/engine/event.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { QuotaHold } from '../../../src/engine/policy/policy.js';
import type { MemoryCompany } from '../../support/memory-store.js';
import { checkDue, checkSubmit } from './check-submit.js';
import { holdsRoleAbove } from './expected-completer.js';
import type { Book } from './expected-policies.js';
import { castVote, certainOf, reassign, type TrailStep, trailStep } from './trail-step.js';

/** The world in which an event happens. */
export interface Moment {
  readonly company: MemoryCompany;
  readonly at: Instant;
  readonly actorId: string;
  /** All documents but this one, as they stand. */
  readonly others: readonly Book[];
}

/**
 * What one document's events say, read without the engine's own fold. Every event is checked against those before it:
 * this is the list of what may happen at all.
 */
export class Trail implements Book {
  status: DocumentStatus | 'none' | 'deleted' = 'none';
  submitterId = '';
  typeKey = '';
  values: FormValues = {};
  number: string | null = null;
  round = 0;
  dataRevision = 0;
  events = 0;
  holds: readonly QuotaHold[] = [];
  authors: ReadonlySet<string> = new Set();
  isRejectedByPolicy = false;
  completed: { readonly completedAt: Instant | null; readonly completedBy: string | null } = {
    completedAt: null,
    completedBy: null,
  };
  /** The steps of the current round by id. */
  steps = new Map<string, TrailStep>();
  /** Whoever was on a step while it was open, in any round. */
  readonly asked = new Set<string>();

  record(event: DomainEvent, moment: Moment): void {
    const { actorId, company } = moment;
    this.events += 1;
    switch (event.type) {
      case 'document-created':
        this.#expect(event, ['none'], this.events === 1 && event.submitterId === actorId);
        this.status = 'draft';
        this.submitterId = actorId;
        this.typeKey = event.documentType.key;
        this.dataRevision = 1;
        this.values = event.data;
        return;
      case 'document-edited':
        this.#expect(event, ['draft', 'returned'], actorId === this.submitterId);
        this.dataRevision += 1;
        this.values = event.data;
        return;
      case 'document-submitted':
        this.#expect(event, ['draft', 'returned'], actorId === this.submitterId);
        this.#submit(event, moment);
        return;
      case 'stage-opened':
        this.#expect(event, ['pending'], true);
        checkDue(
          event,
          [...this.steps.values()].map(({ planned }) => planned),
          moment,
        );
        this.#open(event.stage);
        return;
      case 'step-voted':
        this.#expect(event, ['pending'], actorId === event.personId);
        this.#vote(event);
        return;
      case 'step-completed': {
        this.#expect(event, ['pending'], true);
        const step = this.#step(event.stepId);
        assert.equal(step.outcome, undefined, `${event.stepId} completes once`);
        assert.equal(event.outcome, certainOf(step), `${event.stepId} is certain`);
        step.outcome = event.outcome;
        return;
      }
      case 'step-reassigned':
        this.#expect(event, ['pending'], event.by === actorId && actorId !== this.submitterId);
        this.#reassign(event, company);
        return;
      case 'document-completed':
        this.#expect(event, ['approved'], this.#mayComplete(event.by, actorId, company));
        this.status = 'completed';
        this.completed = { completedAt: moment.at, completedBy: event.by };
        return;
      case 'document-deleted':
        this.#expect(event, ['draft'], actorId === this.submitterId && this.round === 0);
        this.status = 'deleted';
        return;
      default:
        this.#close(event, actorId);
    }
  }

  /** Between two commands nothing certain is left undone. */
  checkSettled(): void {
    const steps = [...this.steps.values()];
    for (const step of steps) {
      assert.equal(step.outcome, certainOf(step), `${step.planned.id} closes exactly when its outcome is certain`);
    }
    if (this.status !== 'pending') return;
    const open = steps.filter((step) => step.outcome !== 'approved').map((step) => step.planned.stage);
    assert.ok(open.length > 0, 'a document with every step approved is approved');
    for (const { planned, openings } of steps) {
      const times = planned.stage <= Math.min(...open) ? 1 : 0;
      assert.equal(openings, times, `stage ${planned.stage} opens when those before are done`);
    }
  }

  statusOf(step: TrailStep): StepStatus {
    if (step.outcome !== undefined) return step.outcome;
    if (this.status !== 'pending') return 'skipped';
    return step.openings > 0 ? 'pending' : 'waiting';
  }

  #submit(event: DocumentSubmitted, moment: Moment): void {
    assert.equal(event.round, this.round + 1, 'a submit begins the next round');
    if (this.number !== null) assert.equal(event.number, this.number, 'a document keeps its number');
    const { submitterId, typeKey, values } = this;
    checkSubmit(event, { ...moment, submitterId, typeKey, values });
    this.status = 'pending';
    this.number = event.number;
    this.round = event.round;
    this.holds = event.holds;
    this.authors = new Set(event.authorIds);
    this.isRejectedByPolicy = event.findings.some(({ effect }) => effect === 'reject');
    this.steps = new Map(event.steps.map((planned) => [planned.id, trailStep(planned)]));
  }

  #open(stage: number): void {
    const steps = [...this.steps.values()];
    const here = steps.filter(({ planned }) => planned.stage === stage);
    assert.ok(here.length > 0, `stage ${stage} is one of the route`);
    for (const before of steps.filter(({ planned }) => planned.stage < stage)) {
      assert.equal(before.outcome, 'approved', `stage ${stage} opens after ${before.planned.id} is approved`);
    }
    for (const step of here) {
      step.openings += 1;
      for (const personId of step.on.keys()) this.asked.add(personId);
    }
  }

  #vote({ stepId, personId, decision, dataRevision }: StepVoted): void {
    assert.notEqual(personId, this.submitterId, 'the submitter never votes');
    assert.ok(!this.authors.has(personId), 'nobody votes on what they wrote');
    assert.equal(dataRevision, this.dataRevision, 'a vote names the content it is about');
    castVote(this.#step(stepId), personId, decision);
  }

  #reassign(event: StepReassigned, company: MemoryCompany): void {
    const step = this.#step(event.stepId);
    assert.ok(company.permissions.get(event.by)?.has('approval.reassign'), `${event.by} may reassign`);
    assert.equal(company.people.get(event.to)?.active, true, `${event.to} is active`);
    assert.notEqual(event.to, this.submitterId, 'the submitter is never put on a step');
    assert.ok(!this.authors.has(event.to), 'nobody is put on what they wrote');
    reassign(step, event);
    if (step.openings > 0) this.asked.add(event.to);
  }

  /** Who holds the role that the type names; or, where the approval is the end, nobody in particular. */
  #mayComplete(by: string | null, actorId: string, company: MemoryCompany): boolean {
    const completion = company.types.get(this.typeKey)?.completion;
    if (completion?.kind === 'role')
      return by === actorId && holdsRoleAbove(company, actorId, completion.role, this.submitterId);
    return completion?.kind === 'automatic' && by === null;
  }

  #close(event: DocumentClosed, actorId: string): void {
    const outcomes = [...this.steps.values()].map((step) => step.outcome);
    if (event.type === 'document-cancelled') {
      this.#expect(event, ['draft', 'pending', 'returned'], actorId === this.submitterId);
      this.#end('cancelled');
      return;
    }
    const status = (
      { 'document-approved': 'approved', 'document-rejected': 'rejected', 'document-returned': 'returned' } as const
    )[event.type];
    const byPolicy = status === 'rejected' && this.isRejectedByPolicy;
    const all = outcomes.length > 0 && outcomes.every((one) => one === status);
    this.#expect(event, ['pending'], byPolicy || (status === 'approved' ? all : outcomes.includes(status)));
    this.#end(status);
  }

  #end(status: 'approved' | 'rejected' | 'returned' | 'cancelled'): void {
    this.status = status;
    const state = status === 'approved' ? 'spent' : 'released';
    this.holds = this.holds.map((hold) => (hold.state === 'held' ? { ...hold, state } : hold));
  }

  #step(stepId: string): TrailStep {
    const step = this.steps.get(stepId);
    assert.ok(step, `${stepId} is a step of the current round`);
    return step;
  }

  #expect(event: DomainEvent, statuses: readonly Trail['status'][], also: boolean): void {
    assert.ok(statuses.includes(this.status), `${event.type} does not happen to a document that is ${this.status}`);
    assert.ok(also, `${event.type} was not due, or not this person's to cause`);
  }
}
