import type { Kysely } from 'kysely';
import { type ApprovalDocument, type Approver, approverOf, type Step } from '../../engine/document.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { ApproverRow, StepRow, Tables } from '../tables.js';
import { expectOne } from './expect-one.js';
import { saveDeputiesAndQuestions } from './save-deputies.js';
import { approverRow, approverRows, type StepProgress, stepProgress, stepRow } from './step-rows.js';

const insertSteps = bulkStatement((db: Kysely<Tables>, rows: readonly Params<StepRow>[]) =>
  db.insertInto('approval_steps').values(rows),
);

const insertApprovers = bulkStatement((db: Kysely<Tables>, rows: readonly Params<ApproverRow>[]) =>
  db.insertInto('approvers').values(rows),
);

type StepChange = StepProgress & Pick<StepRow, 'tenant_id' | 'document_id' | 'round' | 'bit'>;

const updateStep = statement(
  (db: Kysely<Tables>, { tenant_id, document_id, round, bit, ...changing }: Params<StepChange>) =>
    db
      .updateTable('approval_steps')
      .set(changing)
      .where('tenant_id', '=', tenant_id)
      .where('document_id', '=', document_id)
      .where('round', '=', round)
      .where('bit', '=', bit),
);

type PersonOnStep = Pick<ApproverRow, 'tenant_id' | 'document_id' | 'round' | 'step_id' | 'user_id'>;
type Voted = PersonOnStep & Pick<ApproverRow, 'decision' | 'comment' | 'decided_at' | 'data_revision' | 'voted_by'>;

/** Only a person who has not voted can: the second writer of a vote changes no row and is a conflict. */
const recordVote = statement((db: Kysely<Tables>, p: Params<Voted>) =>
  db
    .updateTable('approvers')
    .set((eb) => ({
      decision: p.decision,
      comment: p.comment,
      decided_at: p.decided_at,
      data_revision: p.data_revision,
      voted_by: p.voted_by,
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
  for (const step of after.steps) await saveDeputiesAndQuestions(trx, tenantId, after, undefined, step);
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
    await saveProgress(trx, tenantId, after, earlier, step);
    await saveDeputiesAndQuestions(trx, tenantId, after, earlier, step);
  }
}

async function saveProgress(
  trx: Kysely<Tables>,
  tenantId: string,
  document: ApprovalDocument,
  before: Step,
  after: Step,
): Promise<void> {
  const progress = stepProgress(after);
  if (!isSame(stepProgress(before), progress)) {
    const { round, bit } = after;
    const change = { tenant_id: tenantId, document_id: document.id, round, bit, ...progress };
    expectOne(await updateStep.run(trx, change), document);
  }
  if (before.status !== after.status) await saveWhoIsAsked(trx, tenantId, document, after);
}

function isSame(before: StepProgress, after: StepProgress): boolean {
  return (Object.keys(after) as (keyof StepProgress)[]).every((column) => before[column] === after[column]);
}

async function saveWhoIsAsked(
  trx: Kysely<Tables>,
  tenantId: string,
  document: ApprovalDocument,
  { id, round, status, approvers, openedAt }: Step,
): Promise<void> {
  if (approvers.every((approver) => approver.vote !== null)) return;
  const since = status === 'pending' ? openedAt : null;
  await askSince.run(trx, { tenant_id: tenantId, document_id: document.id, round, step_id: id, since });
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
    voted_by: vote?.by ?? null,
  };
}

function personOn(tenantId: string, document: ApprovalDocument, step: Step, personId: string): PersonOnStep {
  return { tenant_id: tenantId, document_id: document.id, round: step.round, step_id: step.id, user_id: personId };
}
