import type { Kysely } from 'kysely';
import type { ApprovalDocument, Deputy, Step } from '../../engine/document.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { deputyAskedSince, deputyRow, questionRow } from './deputy-rows.js';
import type { DeputyRow, QuestionRow } from './deputy-tables.js';
import { expectOne } from './expect-one.js';

/** Somebody new, somebody with another ground of that kind, or for whom the step waits no more, or again. */
const putDeputy = statement((db: Kysely<Tables>, p: Params<DeputyRow>) =>
  db
    .insertInto('deputies')
    .values(p)
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'document_id', 'round', 'step_id', 'user_id', 'for_id', 'kind']).doUpdateSet((eb) => ({
        ground: eb.ref('excluded.ground'),
        since: eb.ref('excluded.since'),
        removed: eb.ref('excluded.removed'),
        asked_since: eb.ref('excluded.asked_since'),
      })),
    ),
);

const insertQuestion = statement((db: Kysely<Tables>, p: Params<QuestionRow>) => db.insertInto('questions').values(p));

type Answered = Pick<
  QuestionRow,
  'tenant_id' | 'document_id' | 'round' | 'step_id' | 'position' | 'answer' | 'answered_at'
>;

/** Only an open question can be answered: the second writer of an answer changes no row and is a conflict. */
const recordAnswer = statement((db: Kysely<Tables>, p: Params<Answered>) =>
  db
    .updateTable('questions')
    .set({ answer: p.answer, answered_at: p.answered_at })
    .where('tenant_id', '=', p.tenant_id)
    .where('document_id', '=', p.document_id)
    .where('round', '=', p.round)
    .where('step_id', '=', p.step_id)
    .where('position', '=', p.position)
    .where('answer', 'is', null),
);

/** Writes what differs between two states of a step, or all of a new one. Most steps have neither. */
export async function saveDeputiesAndQuestions(
  trx: Kysely<Tables>,
  tenantId: string,
  document: ApprovalDocument,
  before: Step | undefined,
  after: Step,
): Promise<void> {
  if (after.deputies.length > 0 || (before?.deputies.length ?? 0) > 0) {
    await saveDeputies(trx, tenantId, document, before, after);
  }
  if (before?.questions !== after.questions) await saveQuestions(trx, tenantId, document, before, after);
}

async function saveDeputies(
  trx: Kysely<Tables>,
  tenantId: string,
  { id }: ApprovalDocument,
  before: Step | undefined,
  after: Step,
): Promise<void> {
  for (const former of before?.deputies ?? []) {
    if (after.deputies.some((deputy) => isSamePlace(deputy, former))) continue;
    await putDeputy.run(trx, { ...deputyRow(tenantId, id, after, former), removed: 1, asked_since: null });
  }
  for (const deputy of after.deputies) {
    const isSaved = before?.deputies.includes(deputy) === true;
    if (isSaved && deputyAskedSince(before, deputy) === deputyAskedSince(after, deputy)) continue;
    await putDeputy.run(trx, deputyRow(tenantId, id, after, deputy));
  }
}

function isSamePlace(a: Deputy, b: Deputy): boolean {
  return a.personId === b.personId && a.forId === b.forId && a.ground.kind === b.ground.kind;
}

async function saveQuestions(
  trx: Kysely<Tables>,
  tenantId: string,
  document: ApprovalDocument,
  before: Step | undefined,
  after: Step,
): Promise<void> {
  for (const [position, question] of after.questions.entries()) {
    const earlier = before?.questions[position];
    if (earlier === question) continue;
    const row = questionRow(tenantId, document.id, after, question, position);
    const { id: _id, asked_by: _by, text: _text, asked_at: _at, ...answered } = row;
    expectOne(await (earlier === undefined ? insertQuestion.run(trx, row) : recordAnswer.run(trx, answered)), document);
  }
}
