import type { Kysely } from 'kysely';
import type { ApprovalDocument, Step } from '../../engine/document.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { deputyRows, questionRow } from './deputy-rows.js';
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
        asked_since: eb.ref('excluded.asked_since'),
      })),
    ),
);

type DeputyKey = Pick<DeputyRow, 'tenant_id' | 'document_id' | 'round' | 'step_id' | 'user_id' | 'for_id' | 'kind'>;

const takeDeputy = statement((db: Kysely<Tables>, p: Params<DeputyKey>) =>
  db
    .deleteFrom('deputies')
    .where('tenant_id', '=', p.tenant_id)
    .where('document_id', '=', p.document_id)
    .where('round', '=', p.round)
    .where('step_id', '=', p.step_id)
    .where('user_id', '=', p.user_id)
    .where('for_id', '=', p.for_id)
    .where('kind', '=', p.kind),
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
  if (hasDeputies(before) || hasDeputies(after)) await saveDeputies(trx, tenantId, document, before, after);
  if (before?.questions !== after.questions) await saveQuestions(trx, tenantId, document, before, after);
}

function hasDeputies(step: Step | undefined): boolean {
  return step !== undefined && step.deputies.length + step.formerDeputies.length > 0;
}

/** A vote changes for whom the step waits, too. */
async function saveDeputies(
  trx: Kysely<Tables>,
  tenantId: string,
  { id }: ApprovalDocument,
  before: Step | undefined,
  after: Step,
): Promise<void> {
  const stored = before === undefined ? [] : deputyRows(tenantId, id, before);
  const wanted = deputyRows(tenantId, id, after);
  for (const row of stored) {
    if (!wanted.some((other) => isSamePlace(other, row))) await takeDeputy.run(trx, keyOf(row));
  }
  for (const row of wanted) {
    const earlier = stored.find((other) => isSamePlace(other, row));
    if (earlier === undefined || !isSame(earlier, row)) await putDeputy.run(trx, row);
  }
}

function isSamePlace(a: DeputyRow, b: DeputyRow): boolean {
  return a.user_id === b.user_id && a.for_id === b.for_id && a.kind === b.kind;
}

function isSame(a: DeputyRow, b: DeputyRow): boolean {
  return a.ground === b.ground && a.since === b.since && a.asked_since === b.asked_since;
}

function keyOf({ ground: _ground, since: _since, asked_since: _asked, ...key }: DeputyRow): DeputyKey {
  return key;
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
