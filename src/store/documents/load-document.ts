import type { Kysely } from 'kysely';
import type { ApprovalDocument, Step } from '../../engine/document.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { documentOf } from './document-rows.js';
import { stepsOf } from './step-rows.js';

type Key = { tenant: string; id: string };
type RoundKey = { tenant: string; document: string; round: number };

const findDocument = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db
    .selectFrom('documents')
    .select(['id', 'version', 'type_key', 'type_version', 'number', 'title', 'submitter_id', 'status', 'data'])
    .select(['data_revision', 'round', 'template_key', 'template_version', 'created_at', 'submitted_at', 'closed_at'])
    .select(['findings', 'holds', 'author_ids', 'deleted_at', 'completed_at', 'completed_by'])
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
    .select(['a.user_id', 'a.reasons', 'a.decision', 'a.comment', 'a.decided_at', 'a.data_revision'])
    .select(['a.put_by', 'a.replaced_at', 'a.was_asked'])
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

/** The document with the steps of its current round. A draft that was thrown away is not there any more. */
export async function loadDocument(
  db: Kysely<Tables>,
  tenant: string,
  id: string,
): Promise<ApprovalDocument | undefined> {
  const row = await findDocument.first(db, { tenant, id });
  if (row === undefined) return undefined;
  const steps = row.round === 0 ? [] : await findRound.all(db, { tenant, document: id, round: row.round });
  return documentOf(row, stepsOf(steps));
}

export async function loadFormerSteps(
  db: Kysely<Tables>,
  tenant: string,
  of: ApprovalDocument,
): Promise<readonly Step[]> {
  if (of.round <= 1) return [];
  return stepsOf(await findFormerRounds.all(db, { tenant, document: of.id, round: of.round }));
}
