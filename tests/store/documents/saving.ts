import type { ApprovalDocument, Approver, Step } from '../../../src/engine/document.js';
import type { DocumentChange } from '../../../src/engine/ports/document-store.js';
import type { House } from '../../support/house.js';

/** Saves a state as if a command had led to it, for tests about rows and not about rules. */
export async function save(
  house: House,
  before: ApprovalDocument | undefined,
  change: Partial<ApprovalDocument>,
): Promise<void> {
  const at = house.now();
  await house.store.documents(house.tenantId).write(async (tx) => {
    const actor = await tx.actor('gus');
    if (actor === undefined) throw new Error('gus is not there');
    const after = { ...before, ...change, version: (before?.version ?? 0) + 1 } as ApprovalDocument;
    const events = [{ type: 'document-cancelled', documentId: after.id }] as const;
    const answer = { kind: 'done', documentId: after.id } as unknown as DocumentChange['answer'];
    const origin = { requestId: 'req', platform: 'test' };
    await tx.save({ idempotencyKey: at, answer, before, after, events, actor, at, origin });
  });
}

/** A draft of Ana's, as the store gives it. */
export async function savedDraft(house: House): Promise<ApprovalDocument> {
  return house.document(await house.create('ana'));
}

export function step(documentId: string, bit: number, change: Partial<Step> = {}): Step {
  return {
    id: `${documentId}:1:${bit}`,
    key: `step-${bit}`,
    name: `Step ${bit}`,
    round: 1,
    stage: bit,
    bit,
    status: 'pending',
    rule: { approveWhen: 'any', rejectWhen: 'any' },
    because: null,
    problem: null,
    sla: null,
    approvers: [asked('bo')],
    openPlaces: 0,
    replaced: [],
    opening: 1,
    openedAt: '2026-03-02T08:00:00.000Z',
    dueAt: null,
    ladderAt: [],
    rungsFired: 0,
    expiredAs: null,
    pausedAt: null,
    deputies: [],
    formerDeputies: [],
    questions: [],
    closedAt: null,
    ...change,
  };
}

export function asked(personId: string, change: Partial<Approver> = {}): Approver {
  return { personId, reasons: [{ kind: 'user' }], putBy: null, vote: null, ...change };
}

/** What makes a draft pending with those steps. */
export function submittedWith(
  steps: readonly Step[],
  change: Partial<ApprovalDocument> = {},
): Partial<ApprovalDocument> {
  return {
    status: 'pending',
    round: 1,
    number: 'PR-2026-0001',
    template: { key: 'purchase-default', version: 1 },
    submittedAt: '2026-03-02T08:00:00.000Z',
    steps,
    ...change,
  };
}
