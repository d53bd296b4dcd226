import { describe, expect, test } from 'vitest';
import type { ApprovalDocument } from '../../src/engine/document.js';
import type { DocumentSubmitted, DomainEvent, LaterEvent, StepReassigned, StepVoted } from '../../src/engine/event.js';
import { evolve } from '../../src/engine/evolve.js';
import { unlawful } from '../../src/engine/lawful.js';
import type { PolicyFinding, QuotaHold } from '../../src/engine/policy/policy.js';
import { allRule, approver, created, draft, opened, pending, step, submitted, t1, t2 } from './support/documents.js';

const first = step('first', 0, 0, ['bo', 'cy'], allRule);
const second = { ...step('second', 1, 1, ['di']), sla: { hours: 8, ladder: [] } };
const document = pending(first, second);

const rejecting: PolicyFinding = {
  ...{ policy: 'leave', name: 'Leave', effect: 'reject' },
  explanation: { kind: 'message', text: 'No', step: null },
};
const hold: QuotaHold = { policy: 'leave', personId: 'ana', year: 2026, amount: 500, state: 'held' };

const voted: StepVoted = {
  type: 'step-voted',
  documentId: 'd1',
  stepId: 'd1:1:0',
  personId: 'bo',
  decision: 'approve',
  comment: null,
  dataRevision: 1,
};
const reassigned: StepReassigned = {
  type: 'step-reassigned',
  documentId: 'd1',
  stepId: 'd1:1:0',
  from: 'bo',
  to: 'fay',
  by: 'gus',
  reason: 'Away',
};
const completed = (outcome: 'approved' | 'rejected' | 'returned'): LaterEvent => {
  return { type: 'step-completed', documentId: 'd1', stepId: 'd1:1:0', outcome };
};
const ends = (type: 'approved' | 'rejected' | 'returned' | 'cancelled' | 'completed' | 'deleted'): LaterEvent => {
  if (type === 'completed') return { type: 'document-completed', documentId: 'd1', by: 'fay' };
  return { type: `document-${type}`, documentId: 'd1' };
};
const submit = (rest: Partial<DocumentSubmitted> = {}) => submitted([first, second], 1, rest);
const edited: LaterEvent = {
  ...{ type: 'document-edited', documentId: 'd1', documentType: { key: 'trip', version: 1 } },
  ...{ title: 'Rome', data: { goal: 'Rome' }, changed: ['goal'] },
};

function since(start: ApprovalDocument, ...events: readonly DomainEvent[]): ApprovalDocument {
  return events.reduce((state, event) => evolve(state, event, t1), start);
}

const bothApproved = since(document, voted, { ...voted, personId: 'cy' });
const firstDone = since(bothApproved, completed('approved'));
const rejected = since(document, { ...voted, decision: 'reject' }, completed('rejected'));
const rejectedByPolicy = since(draft(), submitted([], 1, { findings: [rejecting] }));
const approved = since(pending(first), voted, { ...voted, personId: 'cy' }, completed('approved'), ends('approved'));
const deleted = since(draft(), ends('deleted'));
const stuck = pending({ ...first, approvers: [] });

describe('what the rules allow', () => {
  test.each<[string, ApprovalDocument | undefined, DomainEvent, string]>([
    ['to create a document', undefined, created, 'ana'],
    ['to edit a draft', draft(), edited, 'ana'],
    ['to submit it', draft(), submit({ holds: [hold] }), 'ana'],
    ['to submit what a policy rejects', draft(), submitted([], 1, { findings: [rejecting] }), 'ana'],
    ['to reject it then', rejectedByPolicy, ends('rejected'), 'ana'],
    ['to vote', document, voted, 'bo'],
    ['to close a step that is certain', bothApproved, completed('approved'), 'cy'],
    ['to open the next stage', firstDone, opened(1, { 'd1:1:1': t2 }), 'cy'],
    ['to put somebody in the place of another', document, reassigned, 'gus'],
    ['to put somebody in the place of nobody', stuck, { ...reassigned, from: null }, 'gus'],
    ['to do so before the step opens', document, { ...reassigned, stepId: 'd1:1:1', from: 'di' }, 'gus'],
    ['to reject where a step was', rejected, ends('rejected'), 'bo'],
    ['to complete what was approved', approved, ends('completed'), 'fay'],
    ['to complete it with the approval', approved, { type: 'document-completed', documentId: 'd1', by: null }, 'cy'],
    ['to cancel', document, ends('cancelled'), 'ana'],
    ['to throw a draft away', draft(), ends('deleted'), 'ana'],
  ])('%s', (_what, before, event, actorId) => {
    expect(unlawful(before, event, { actorId, at: t1 })).toBeUndefined();
  });
});

const asked = (...people: readonly string[]) => ({ ...first, approvers: people.map((id) => approver(id)) });

describe('what they do not', () => {
  test.each<[string, ApprovalDocument | undefined, DomainEvent, string, string]>([
    ['to create what is there', draft(), created, 'ana', 'exists already'],
    ['to create for another', undefined, created, 'bo', 'somebody else'],
    ['to do anything before', undefined, edited, 'ana', 'nothing was created'],
    ['to edit while it is decided', document, edited, 'ana', 'could not be edited'],
    ['to edit for another', draft(), edited, 'bo', 'somebody else'],
    ['to submit while it is decided', document, submit({ round: 2 }), 'ana', 'could not be submitted'],
    ['to submit for another', draft(), submit(), 'bo', 'somebody else'],
    ['to leave out a round', draft(), submit({ round: 2 }), 'ana', 'next round'],
    ['to change the number', { ...draft(), number: 'BT-2026-0009' }, submit(), 'ana', 'number changed'],
    ['to ask nobody though no policy rejects', draft(), submit({ steps: [] }), 'ana', 'policies led to'],
    ['to ask though a policy rejects', draft(), submit({ findings: [rejecting] }), 'ana', 'policies led to'],
    ['to ask the submitter', draft(), submit({ steps: [asked('ana')] }), 'ana', 'submitter is asked'],
    ['to ask who wrote the route', draft(), submit({ authorIds: ['cy'] }), 'ana', 'who wrote'],
    ['to count steps otherwise', draft(), submit({ steps: [{ ...first, bit: 1 }] }), 'ana', 'in order'],
    ['to leave out a stage', draft(), submit({ steps: [first, { ...second, stage: 2 }] }), 'ana', 'in order'],
    ['to begin behind the first', draft(), submit({ steps: [{ ...first, stage: 1 }] }), 'ana', 'in order'],
    ['to begin with a vote', draft(), submit({ steps: [bothApproved.steps[0] ?? first] }), 'ana', 'began with'],
    [
      'to begin with somebody put there by hand',
      draft(),
      submit({ steps: [{ ...first, approvers: [{ ...approver('bo'), putBy: 'gus' }] }] }),
      'ana',
      'by hand',
    ],
    ['to begin open', draft(), submit({ steps: [{ ...first, status: 'pending' }] }), 'ana', 'began with'],
    [
      'to ask where the condition failed',
      draft(),
      submit({ steps: [{ ...first, problem: 'x' }] }),
      'ana',
      'began with',
    ],
    ['to hold of another’s quota', draft(), submit({ holds: [{ ...hold, personId: 'bo' }] }), 'ana', 'to hold'],
    ['to spend before it is approved', draft(), submit({ holds: [{ ...hold, state: 'spent' }] }), 'ana', 'to hold'],
    ['to hold less than nothing', draft(), submit({ holds: [{ ...hold, amount: -1 }] }), 'ana', 'to hold'],
    [
      'to hold where it is rejected',
      draft(),
      submitted([], 1, { findings: [rejecting], holds: [hold] }),
      'ana',
      'although it was rejected',
    ],
    ['to open a stage early', document, opened(1, { 'd1:1:1': t2 }), 'ana', 'before its turn'],
    ['to open a stage again', document, opened(0), 'ana', 'could not open'],
    ['to open a stage without due times', firstDone, opened(1), 'cy', 'due times'],
    ['to give others due times', firstDone, opened(1, { 'd1:1:0': t2, 'd1:1:1': t2 }), 'cy', 'due times'],
    ['to vote for another', document, voted, 'cy', 'for another'],
    ['to vote without being asked', document, { ...voted, personId: 'zoe' }, 'zoe', 'not put on the step'],
    ['to vote twice', since(document, voted), voted, 'bo', 'second vote'],
    ['to vote before the step opens', document, { ...voted, stepId: 'd1:1:1', personId: 'di' }, 'di', 'not open'],
    ['to vote on one’s own', { ...document, submitterId: 'bo' }, voted, 'bo', 'submitter voted'],
    ['to vote on what one wrote', { ...document, authorIds: ['bo'] }, voted, 'bo', 'wrote what led'],
    [
      'to vote where one put oneself',
      pending({ ...first, approvers: [{ ...approver('bo'), putBy: 'bo' }] }),
      voted,
      'bo',
      'put themselves',
    ],
    ['to close a step that is open', document, completed('approved'), 'bo', 'votes do not say'],
    ['to put oneself on a step', document, { ...reassigned, to: 'gus' }, 'gus', 'put themselves'],
    ['to reassign in another’s name', document, reassigned, 'hal', 'names somebody else'],
    ['to choose who decides about oneself', document, { ...reassigned, by: 'ana' }, 'ana', 'submitter chose'],
    ['to reassign without a reason', document, { ...reassigned, reason: ' ' }, 'gus', 'no reason'],
    ['to replace who is not there', document, { ...reassigned, from: 'zoe' }, 'gus', 'not on the step'],
    ['to replace a vote', since(document, voted), reassigned, 'gus', 'had voted'],
    ['to add somebody beside others', document, { ...reassigned, from: null }, 'gus', 'no free place'],
    ['to put the submitter there', document, { ...reassigned, to: 'ana' }, 'gus', 'submitter was put'],
    ['to put an author there', { ...document, authorIds: ['fay'] }, reassigned, 'gus', 'wrote what led'],
    ['to put there who is', document, { ...reassigned, to: 'cy' }, 'gus', 'already'],
    ['to reassign a closed step', firstDone, reassigned, 'gus', 'did not wait'],
    ['to reassign what is closed', since(document, ends('cancelled')), reassigned, 'gus', 'did not wait'],
    ['to reassign a step of nothing', document, { ...reassigned, stepId: 'd1:9:0' }, 'gus', 'did not wait'],
    ['to approve before every step is', firstDone, ends('approved'), 'cy', 'not every step'],
    ['to reject where nobody did', document, ends('rejected'), 'bo', 'no step was rejected'],
    ['to return where nobody did', document, ends('returned'), 'bo', 'no step was returned'],
    ['to cancel what is approved', approved, ends('cancelled'), 'ana', 'closed already'],
    ['to complete what waits', document, ends('completed'), 'fay', 'not approved'],
    ['to complete in another’s name', approved, ends('completed'), 'gus', 'somebody else'],
    ['to complete twice', since(approved, ends('completed')), ends('completed'), 'fay', 'not approved'],
    ['to throw away what was submitted', document, ends('deleted'), 'ana', 'no draft'],
    ['to throw away another’s draft', draft(), ends('deleted'), 'bo', 'somebody else'],
    ['to go on with what was thrown away', deleted, edited, 'ana', 'deleted before'],
    ['to throw away twice', deleted, ends('deleted'), 'ana', 'deleted before'],
  ])('%s', (_what, before, event, actorId, why) => {
    expect(unlawful(before, event, { actorId, at: t1 })).toContain(why);
  });
});
