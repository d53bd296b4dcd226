import type { DocumentType, Template, VoteRule } from '../../../src/engine/definition.js';
import type { ApprovalDocument, Approver, Step } from '../../../src/engine/document.js';
import type { DocumentCreated, DocumentSubmitted, DomainEvent, LaterEvent } from '../../../src/engine/event.js';
import { evolve } from '../../../src/engine/evolve.js';
import type { Instant } from '../../../src/engine/instant.js';

export const anyRule: VoteRule = { approveWhen: 'any', rejectWhen: 'any' };
export const allRule: VoteRule = { approveWhen: 'all', rejectWhen: 'any' };

export const t0 = '2026-03-02T09:00:00.000Z';
export const t1 = '2026-03-02T10:00:00.000Z';
export const t2 = '2026-03-02T11:00:00.000Z';

export const tripType: DocumentType = {
  key: 'trip',
  version: 1,
  name: 'Business trip',
  prefix: 'BT',
  form: [
    { type: 'text', name: 'goal', label: 'Goal', required: true },
    { type: 'integer', name: 'days', label: 'Days', required: false },
  ],
  titleField: 'goal',
  visibleToManagers: false,
};

/** Bo alone, in one stage. */
export const tripTemplate: Template = {
  key: 'trip-default',
  version: 1,
  name: 'Trip',
  type: 'trip',
  priority: 0,
  stages: [{ steps: [{ key: 'bo', name: 'Bo agrees', who: [{ kind: 'user', user: 'bo' }], rule: anyRule }] }],
};

export function approver(personId: string, vote: Approver['vote'] = null): Approver {
  return { personId, reasons: [{ kind: 'user' }], putBy: null, vote };
}

/** A step as a submit records it: waiting. */
export function step(key: string, stage: number, bit: number, people: readonly string[], rule = anyRule): Step {
  return {
    id: `d1:1:${bit}`,
    key,
    name: key,
    round: 1,
    stage,
    bit,
    status: 'waiting',
    rule,
    because: null,
    problem: null,
    sla: null,
    approvers: people.map((id) => approver(id)),
    openPlaces: 0,
    replaced: [],
    opening: 0,
    openedAt: null,
    dueAt: null,
    ladderAt: [],
    rungsFired: 0,
    expiredAs: null,
    pausedAt: null,
    deputies: [],
    formerDeputies: [],
    questions: [],
    closedAt: null,
  };
}

export const created: DocumentCreated = {
  type: 'document-created',
  documentId: 'd1',
  submitterId: 'ana',
  documentType: { key: 'trip', version: 1 },
  title: 'Oslo',
  data: { goal: 'Oslo' },
};

export function submitted(steps: readonly Step[], round = 1, rest: Partial<DocumentSubmitted> = {}): LaterEvent {
  return {
    type: 'document-submitted',
    documentId: 'd1',
    number: 'BT-2026-0001',
    round,
    template: { key: 'trip-default', version: 1 },
    steps,
    findings: [],
    holds: [],
    authorIds: [],
    ...rest,
  };
}

export function opened(stage: number, dueAt: Readonly<Record<string, Instant>> = {}): LaterEvent {
  const ladderAt = Object.fromEntries(Object.keys(dueAt).map((stepId) => [stepId, []]));
  return { type: 'stage-opened', documentId: 'd1', stage, dueAt, ladderAt };
}

export function folded(...events: readonly [DocumentCreated, ...DomainEvent[]]): ApprovalDocument {
  const document = events.reduce<ApprovalDocument | undefined>((state, event) => evolve(state, event, t0), undefined);
  if (document === undefined) throw new Error('no events');
  return document;
}

export function draft(): ApprovalDocument {
  return folded(created);
}

/** Ana's document, submitted and with its first stage open. */
export function pending(...steps: readonly Step[]): ApprovalDocument {
  return folded(created, submitted(steps), opened(0));
}
