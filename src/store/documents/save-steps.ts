import type { Kysely } from 'kysely';
import { type ApprovalDocument, type Approver, approverOf, type Step } from '../../engine/document.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { ApproverRow, StepRow, Tables } from '../tables.js';
import { expectOne } from './expect-one.js';
import { approverRow, approverRows, stepRow } from './step-rows.js';

const insertSteps = bulkStatement((db: Kysely<Tables>, rows: readonly Params<StepRow>[]) =>
  db.insertInto('approval_steps').values(rows),
);

const insertApprovers = bulkStatement((db: Kysely<Tables>, rows: readonly Params<ApproverRow>[]) =>
  db.insertInto('approvers').values(rows),
);

type StepChange = Pick<
  StepRow,
  'tenant_id' | 'document_id' | 'round' | 'bit' | 'status' | 'opening' | 'opened_at' | 'due_at' | 'closed_at'
>;

const updateStep = statement((db: Kysely<Tables>, p: Params<StepChange>) =>
  db
    .updateTable('approval_steps')
    .set({ status: p.status, opening: p.opening, opened_at: p.opened_at, due_at: p.due_at, closed_at: p.closed_at })
    .where('tenant_id', '=', p.tenant_id)
    .where('document_id', '=', p.document_id)
    .where('round', '=', p.round)
    .where('bit', '=', p.bit),
);

type PlacesChange = Pick<StepRow, 'tenant_id' | 'document_id' | 'round' | 'bit' | 'open_places'>;

const updatePlaces = statement((db: Kysely<Tables>, p: Params<PlacesChange>) =>
  db
    .updateTable('approval_steps')
    .set({ open_places: p.open_places })
    .where('tenant_id', '=', p.tenant_id)
    .where('document_id', '=', p.document_id)
    .where('round', '=', p.round)
    .where('bit', '=', p.bit),
);

type PersonOnStep = Pick<ApproverRow, 'tenant_id' | 'document_id' | 'round' | 'step_id' | 'user_id'>;
type Voted = PersonOnStep & Pick<ApproverRow, 'decision' | 'comment' | 'decided_at' | 'data_revision'>;

/** Only a person who has not voted can: the second writer of a vote changes no row and is a conflict. */
const recordVote = statement((db: Kysely<Tables>, p: Params<Voted>) =>
  db
    .updateTable('approvers')
    .set((eb) => ({
      decision: p.decision,
      comment: p.comment,
      decided_at: p.decided_at,
      data_revision: p.data_revision,
      asked_since: eb.lit(null),
    }))
    .where('tenant_id', '=', p.tenant_id)
    .where('document_id', '=', p.document_id)
    .where('round', '=', p.round)
    .where('step_id', '=', p.step_id)
    .where('user_id', '=', p.user_id)
    .where('decision', 'is', null),
);

/** Somebody new, or somebody who was replaced and is put back. Whoever is on the step already changes no row. */
const putOn = statement((db: Kysely<Tables>, p: Params<ApproverRow>) =>
  db
    .insertInto('approvers')
    .values(p)
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'document_id', 'round', 'step_id', 'user_id'])
        .doUpdateSet((eb) => ({
          reasons: eb.ref('excluded.reasons'),
          put_by: eb.ref('excluded.put_by'),
          replaced_at: eb.lit(null),
          was_asked: eb.lit(0),
          asked_since: eb.ref('excluded.asked_since'),
        }))
        .where('approvers.replaced_at', 'is not', null),
    ),
);

/** Only a person who has not voted can be replaced. The row stays: whoever was asked may see what became of it. */
const takeOff = statement((db: Kysely<Tables>, p: Params<PersonOnStep & { replaced_at: string; was_asked: number }>) =>
  db
    .updateTable('approvers')
    .set((eb) => ({ replaced_at: p.replaced_at, was_asked: p.was_asked, asked_since: eb.lit(null) }))
    .where('tenant_id', '=', p.tenant_id)
    .where('document_id', '=', p.document_id)
    .where('round', '=', p.round)
    .where('step_id', '=', p.step_id)
    .where('user_id', '=', p.user_id)
    .where('decision', 'is', null)
    .where('replaced_at', 'is', null),
);

/** The step waits for whoever has not voted since it opened, and for nobody once it is closed. */
const askSince = statement((db: Kysely<Tables>, p: Params<Omit<PersonOnStep, 'user_id'> & { since: string | null }>) =>
  db
    .updateTable('approvers')
    .set({ asked_since: p.since })
    .where('tenant_id', '=', p.tenant_id)
    .where('document_id', '=', p.document_id)
    .where('round', '=', p.round)
    .where('step_id', '=', p.step_id)
    .where('decision', 'is', null)
    .where('replaced_at', 'is', null),
);

/** All steps of a round that has just begun, with everyone on them. */
export async function insertRound(trx: Kysely<Tables>, tenantId: string, after: ApprovalDocument): Promise<void> {
  await insertSteps.run(
    trx,
    after.steps.map((step) => stepRow(tenantId, after.id, step)),
  );
  await insertApprovers.run(
    trx,
    after.steps.flatMap((step) => approverRows(tenantId, after.id, step)),
  );
}

/** Writes the steps that differ between two states of one round. */
export async function saveSteps(
  trx: Kysely<Tables>,
  tenantId: string,
  before: ApprovalDocument,
  after: ApprovalDocument,
): Promise<void> {
  for (const [at, step] of after.steps.entries()) {
    const earlier = before.steps[at];
    if (earlier === step || earlier === undefined) continue;
    await savePeople(trx, tenantId, after, earlier, step);
    if (earlier.openPlaces !== step.openPlaces) await savePlaces(trx, tenantId, after, step);
    if (earlier.status !== step.status) await saveStatus(trx, tenantId, after, step);
  }
}

async function savePlaces(
  trx: Kysely<Tables>,
  tenantId: string,
  document: ApprovalDocument,
  step: Step,
): Promise<void> {
  const { round, bit, openPlaces } = step;
  const change = { tenant_id: tenantId, document_id: document.id, round, bit, open_places: openPlaces };
  expectOne(await updatePlaces.run(trx, change), document);
}

async function saveStatus(
  trx: Kysely<Tables>,
  tenantId: string,
  document: ApprovalDocument,
  step: Step,
): Promise<void> {
  const { round, bit, status, opening } = step;
  const change: StepChange = {
    tenant_id: tenantId,
    document_id: document.id,
    round,
    bit,
    status,
    opening,
    opened_at: step.openedAt,
    due_at: step.dueAt,
    closed_at: step.closedAt,
  };
  expectOne(await updateStep.run(trx, change), document);
  if (step.approvers.every((approver) => approver.vote !== null)) return;
  const since = status === 'pending' ? step.openedAt : null;
  await askSince.run(trx, { tenant_id: tenantId, document_id: document.id, round, step_id: step.id, since });
}

async function savePeople(
  trx: Kysely<Tables>,
  tenantId: string,
  document: ApprovalDocument,
  before: Step,
  after: Step,
): Promise<void> {
  for (const former of after.replaced) {
    if (before.replaced.includes(former)) continue;
    const left = { replaced_at: former.at, was_asked: former.wasAsked ? 1 : 0 };
    const row = { ...personOn(tenantId, document, after, former.personId), ...left };
    expectOne(await takeOff.run(trx, row), document);
  }
  for (const approver of after.approvers) {
    const earlier = approverOf(before, approver.personId);
    if (earlier === approver) continue;
    const saved =
      earlier === undefined
        ? putOn.run(trx, approverRow(tenantId, document.id, after, approver))
        : recordVote.run(trx, voteOf(tenantId, document, after, approver));
    expectOne(await saved, document);
  }
}

function voteOf(tenantId: string, document: ApprovalDocument, step: Step, { personId, vote }: Approver): Voted {
  return {
    ...personOn(tenantId, document, step, personId),
    decision: vote?.decision ?? null,
    comment: vote?.comment ?? null,
    decided_at: vote?.at ?? null,
    data_revision: vote?.dataRevision ?? null,
  };
}

function personOn(tenantId: string, document: ApprovalDocument, step: Step, personId: string): PersonOnStep {
  return { tenant_id: tenantId, document_id: document.id, round: step.round, step_id: step.id, user_id: personId };
}
