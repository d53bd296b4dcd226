import type { Kysely } from 'kysely';
import type { ApprovalDocument, Step } from '../../engine/document.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { deputiesOf, questionOf } from './deputy-rows.js';
import { documentOf } from './document-rows.js';
import { type StoredStep, stepsOf } from './step-rows.js';

type Key = { tenant: string; id: string };
type RoundKey = { tenant: string; document: string; round: number };

const findDocument = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db
    .selectFrom('documents')
    .select(['id', 'version', 'type_key', 'type_version', 'number', 'title', 'submitter_id', 'status', 'data'])
    .select(['data_revision', 'round', 'template_key', 'template_version', 'created_at', 'submitted_at', 'closed_at'])
    .select(['findings', 'holds', 'author_ids', 'deleted_at', 'completed_at', 'completed_by'])
    .select(['nudged_at', 'cancel_at', 'cancelled_because'])
    .where('tenant_id', '=', p.tenant)
    .where('id', '=', p.id)
    .where('deleted_at', 'is', null),
);

function stepsOfDocument(
  db: Kysely<Tables>,
  tenant: Params<RoundKey>['tenant'],
  document: Params<RoundKey>['document'],
) {
  return db
    .selectFrom('approval_steps as s')
    .leftJoin('approvers as a', (join) =>
      join
        .onRef('a.tenant_id', '=', 's.tenant_id')
        .onRef('a.document_id', '=', 's.document_id')
        .onRef('a.round', '=', 's.round')
        .onRef('a.step_id', '=', 's.id'),
    )
    .select(['s.id', 's.round', 's.stage', 's.bit', 's.key', 's.name', 's.status', 's.vote_rule', 's.opening'])
    .select(['s.opened_at', 's.closed_at', 's.because', 's.problem', 's.sla', 's.due_at', 's.open_places'])
    .select(['s.ladder_at', 's.rungs_fired', 's.expired_as', 's.paused_at', 's.has_deputies', 's.has_questions'])
    .select(['a.user_id', 'a.reasons', 'a.decision', 'a.comment', 'a.decided_at', 'a.data_revision'])
    .select(['a.put_by', 'a.replaced_at', 'a.was_asked', 'a.voted_by'])
    .where('s.tenant_id', '=', tenant)
    .where('s.document_id', '=', document)
    .orderBy('s.round')
    .orderBy('s.bit')
    .orderBy('a.user_id');
}

const findRound = statement((db: Kysely<Tables>, p: Params<RoundKey>) =>
  stepsOfDocument(db, p.tenant, p.document).where('s.round', '=', p.round),
);

const findFormerRounds = statement((db: Kysely<Tables>, p: Params<RoundKey>) =>
  stepsOfDocument(db, p.tenant, p.document).where('s.round', '<', p.round),
);

const findCause = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db.selectFrom('documents').select('by_clock').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

/** Whether nobody's click caused what the document's cards show now. */
export async function isCausedByClock(db: Kysely<Tables>, tenant: string, id: string): Promise<boolean> {
  return (await findCause.first(db, { tenant, id }))?.by_clock === 1;
}

type StepKey = { tenant: string; document: string; round: number; step: string };

/** By person, approver and ground, as the engine keeps them. */
const findDeputies = statement((db: Kysely<Tables>, p: Params<StepKey>) =>
  db
    .selectFrom('deputies')
    .select(['user_id', 'for_id', 'ground', 'since'])
    .where('tenant_id', '=', p.tenant)
    .where('document_id', '=', p.document)
    .where('round', '=', p.round)
    .where('step_id', '=', p.step)
    .orderBy('user_id')
    .orderBy('for_id')
    .orderBy('kind'),
);

const findQuestions = statement((db: Kysely<Tables>, p: Params<StepKey>) =>
  db
    .selectFrom('questions')
    .select(['id', 'asked_by', 'text', 'asked_at', 'answer', 'answered_at'])
    .where('tenant_id', '=', p.tenant)
    .where('document_id', '=', p.document)
    .where('round', '=', p.round)
    .where('step_id', '=', p.step)
    .orderBy('position'),
);

/** The document with the steps of its current round. A draft that was thrown away is not there any more. */
export async function loadDocument(
  db: Kysely<Tables>,
  tenant: string,
  id: string,
): Promise<ApprovalDocument | undefined> {
  const row = await findDocument.first(db, { tenant, id });
  if (row === undefined) return undefined;
  const rows = row.round === 0 ? [] : await findRound.all(db, { tenant, document: id, round: row.round });
  return documentOf(row, await withPeopleAndTalk(db, tenant, id, rows));
}

export async function loadFormerSteps(
  db: Kysely<Tables>,
  tenant: string,
  { id, round }: ApprovalDocument,
): Promise<readonly Step[]> {
  if (round <= 1) return [];
  return withPeopleAndTalk(db, tenant, id, await findFormerRounds.all(db, { tenant, document: id, round }));
}

/** Most steps have neither deputies nor questions, and say so. */
async function withPeopleAndTalk(
  db: Kysely<Tables>,
  tenant: string,
  document: string,
  rows: readonly StoredStep[],
): Promise<readonly Step[]> {
  const steps = stepsOf(rows);
  const marked = rows.filter((row) => row.has_deputies === 1 || row.has_questions === 1).map((row) => row.id);
  if (marked.length === 0) return steps;
  return Promise.all(steps.map((step) => (marked.includes(step.id) ? withMore(db, tenant, document, step) : step)));
}

async function withMore(db: Kysely<Tables>, tenant: string, document: string, step: Step): Promise<Step> {
  const key = { tenant, document, round: step.round, step: step.id };
  const [deputies, questions] = [await findDeputies.all(db, key), await findQuestions.all(db, key)];
  return { ...step, ...deputiesOf(deputies), questions: questions.map(questionOf) };
}
