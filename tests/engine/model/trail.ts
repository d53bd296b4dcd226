import assert from 'node:assert/strict';
import type { DocumentStatus, StepStatus } from '../../../src/engine/document.js';
import type {
  ApproverLeft,
  DocumentCancelled,
  DocumentClosed,
  DocumentNudged,
  DocumentSubmitted,
  DomainEvent,
  StageOpened,
  StepReassigned,
  StepVoted,
} from '../../../src/engine/event.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { QuotaHold } from '../../../src/engine/policy/policy.js';
import type { MemoryCompany } from '../../support/memory-store.js';
import { checkDue, checkSubmit } from './check-submit.js';
import { type ActingScene, mayDecide, placeOf } from './expected-acting.js';
import { holdsRoleAbove } from './expected-completer.js';
import type { Book } from './expected-policies.js';
import { isRecorded, recordAnswer, recordDelegated, recordExpired, recordQuestion } from './trail-deputies.js';
import { awaitedOn, castVote, certainOf, reassign, type TrailStep, trailStep } from './trail-step.js';
import { recordDecided, recordEscalated, recordLeft, recordReminded } from './trail-system.js';

const system = '~system';
const dayMs = 24 * 3_600_000;
/** As `defaultSettings` has it. */
const autoCancelDays = 30;

/** The world in which an event happens. */
export interface Moment {
  readonly company: MemoryCompany;
  readonly at: Instant;
  readonly actorId: string;
  readonly allowsDelegation: boolean;
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
  /** Whoever was on a step while it was open, or could act there for another, in any round. */
  readonly asked = new Set<string>();
  nudgedAt: Instant | null = null;
  cancelAt: Instant | null = null;
  /** Since when nobody worked on it, once it was returned. */
  idleSince: Instant | null = null;
  lapsed = false;

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
        this.cancelAt = null;
        this.idleSince = moment.at;
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
        this.#open(event);
        return;
      case 'step-voted':
        this.#expect(event, ['pending'], actorId === event.personId);
        this.#vote(event, moment);
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
      case 'approval-delegated':
        this.#expect(event, ['pending'], true);
        recordDelegated(this.#scene(event.stepId, moment), event, actorId);
        this.asked.add(event.personId);
        return;
      case 'delegation-expired':
        this.#expect(event, ['pending'], actorId === system);
        recordExpired(this.#scene(event.stepId, moment), event, actorId);
        return;
      case 'question-asked':
        this.#expect(event, ['pending'], actorId !== this.submitterId);
        recordQuestion(this.#scene(event.stepId, moment), event, actorId);
        return;
      case 'question-answered':
        this.#expect(event, ['pending'], actorId === this.submitterId);
        recordAnswer(this.#scene(event.stepId, moment), event);
        return;
      case 'document-nudged':
        this.#expect(event, ['pending'], actorId === this.submitterId);
        this.#nudge(event, moment.at);
        return;
      case 'step-reminded':
        this.#expect(event, ['pending'], actorId === system);
        recordReminded(this.#scene(event.stepId, moment), event);
        return;
      case 'step-escalated':
        this.#expect(event, ['pending'], actorId === system);
        recordEscalated(this.#scene(event.stepId, moment), event);
        for (const { personId } of event.deputies) this.asked.add(personId);
        return;
      case 'step-expired':
        this.#expect(event, ['pending'], actorId === system);
        recordDecided(this.#scene(event.stepId, moment), event);
        return;
      case 'approver-left':
        this.#expect(event, ['pending'], actorId === system);
        this.#leave(event, moment);
        return;
      case 'document-expiring':
        this.#expect(event, ['returned'], actorId === system && this.cancelAt === null);
        this.#announce(event.cancelAt, moment.at);
        return;
      case 'document-cancelled':
        this.#cancel(event, moment);
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
      case 'document-approved':
      case 'document-rejected':
      case 'document-returned':
        this.#close(event);
        if (event.type === 'document-returned') this.idleSince = moment.at;
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
    this.nudgedAt = null;
    this.cancelAt = null;
  }

  #open({ stage, dueAt, ladderAt }: StageOpened): void {
    const steps = [...this.steps.values()];
    const here = steps.filter(({ planned }) => planned.stage === stage);
    assert.ok(here.length > 0, `stage ${stage} is one of the route`);
    for (const before of steps.filter(({ planned }) => planned.stage < stage)) {
      assert.equal(before.outcome, 'approved', `stage ${stage} opens after ${before.planned.id} is approved`);
    }
    for (const step of here) {
      step.openings += 1;
      step.dueAt = dueAt[step.planned.id] ?? null;
      step.ladderAt = ladderAt[step.planned.id] ?? [];
      for (const personId of step.on.keys()) this.asked.add(personId);
    }
  }

  #vote({ stepId, personId, onBehalfOf, decision, dataRevision }: StepVoted, moment: Moment): void {
    const scene = this.#scene(stepId, moment);
    const place = onBehalfOf ?? personId;
    assert.notEqual(onBehalfOf, personId, 'nobody acts for themselves');
    assert.equal(place, placeOf(scene, personId), 'a vote is for a place that the voter may fill, the first of them');
    if (place !== personId) {
      assert.ok(isRecorded(scene.step, personId, place, moment.at), 'it was recorded why they may');
    }
    assert.notEqual(personId, this.submitterId, 'the submitter never votes');
    assert.ok(!this.authors.has(personId), 'nobody votes on what they wrote');
    assert.equal(dataRevision, this.dataRevision, 'a vote names the content it is about');
    castVote(scene.step, place, personId, decision);
  }

  #reassign(event: StepReassigned, company: MemoryCompany): void {
    const step = this.#step(event.stepId);
    assert.ok(company.permissions.get(event.by)?.has('approval.reassign'), `${event.by} may reassign`);
    assert.ok(mayDecide(company, event.to), `${event.to} may decide`);
    assert.notEqual(event.to, this.submitterId, 'the submitter is never put on a step');
    assert.ok(!this.authors.has(event.to), 'nobody is put on what they wrote');
    reassign(step, event);
    if (step.openings > 0) this.asked.add(event.to);
  }

  #leave(event: ApproverLeft, moment: Moment): void {
    const scene = this.#scene(event.stepId, moment);
    recordLeft(scene, event);
    if (event.successor !== null && scene.step.openings > 0) this.asked.add(event.successor.personId);
  }

  #nudge({ personIds }: DocumentNudged, at: Instant): void {
    const restMs = this.nudgedAt === null ? dayMs : Date.parse(at) - Date.parse(this.nudgedAt);
    assert.ok(restMs >= dayMs, 'nobody is hurried twice a day');
    const awaited = [...this.steps.values()].flatMap(awaitedOn);
    assert.deepEqual(personIds, [...new Set(awaited)].sort(), 'everybody who is awaited hears of it');
    this.nudgedAt = at;
  }

  /** Three days before the end at least, and never of what was touched since. */
  #announce(cancelAt: Instant, at: Instant): void {
    const endMs = Date.parse(this.idleSince ?? '') + autoCancelDays * dayMs;
    assert.ok(Date.parse(at) >= endMs - 3 * dayMs, 'it is announced when the end is near');
    assert.equal(Date.parse(cancelAt), Math.max(endMs, Date.parse(at) + 3 * dayMs), 'the end, but not at once');
    this.cancelAt = cancelAt;
  }

  #cancel(event: DocumentCancelled, { actorId, at }: Moment): void {
    if (event.because === undefined) {
      this.#expect(event, ['draft', 'pending', 'returned'], actorId === this.submitterId);
    } else {
      const isDue = this.cancelAt !== null && at >= this.cancelAt;
      this.#expect(event, ['returned'], actorId === system && isDue);
      this.lapsed = true;
    }
    this.#end('cancelled');
  }

  /** The step as it stands, with all that decides who may act there at that moment. */
  sceneOf(step: TrailStep, { company, at, allowsDelegation }: Omit<Moment, 'actorId' | 'others'>): ActingScene {
    return { company, at, allowsDelegation, document: this, step };
  }

  #scene(stepId: string, moment: Moment): ActingScene {
    return this.sceneOf(this.#step(stepId), moment);
  }

  /** Who holds the role that the type names; or, where the approval is the end, nobody in particular. */
  #mayComplete(by: string | null, actorId: string, company: MemoryCompany): boolean {
    const completion = company.types.get(this.typeKey)?.completion;
    if (completion?.kind === 'role')
      return by === actorId && holdsRoleAbove(company, actorId, completion.role, this.submitterId);
    return completion?.kind === 'automatic' && by === null;
  }

  #close(event: DocumentClosed): void {
    const outcomes = [...this.steps.values()].map((step) => step.outcome);
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
