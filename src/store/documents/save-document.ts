import type { Kysely } from 'kysely';
import type { ApprovalDocument } from '../../engine/document.js';
import { type Params, statement } from '../statement.js';
import type { DocumentRow, Tables } from '../tables.js';
import { type DocumentProgress, documentProgress, documentRow } from './document-rows.js';
import { expectOne } from './expect-one.js';
import { holdsMoved } from './quota-moves.js';
import { insertRound, saveSteps } from './save-steps.js';

const insertDocument = statement((db: Kysely<Tables>, p: Params<DocumentRow>) => db.insertInto('documents').values(p));

/** What never changes about a document is not written again. */
type DocumentUpdate = Omit<DocumentRow, 'type_key' | 'submitter_id' | 'created_at'> & { before: number };

const updateDocument = statement((db: Kysely<Tables>, { tenant_id, id, before, ...changing }: Params<DocumentUpdate>) =>
  db
    .updateTable('documents')
    .set(changing)
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .where('version', '=', before),
);

type ProgressUpdate = DocumentProgress & { before: number };

/** Most changes are votes, which leave the content and the quotas, and with it the index on numbers, alone. */
const updateProgress = statement((db: Kysely<Tables>, { tenant_id, id, before, ...changing }: Params<ProgressUpdate>) =>
  db
    .updateTable('documents')
    .set(changing)
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .where('version', '=', before),
);

/**
 * Writes what differs between two states of a document, which share every part that did not change. `isByClock`: the
 * system did it.
 */
export async function saveDocument(
  trx: Kysely<Tables>,
  tenantId: string,
  before: ApprovalDocument | undefined,
  after: ApprovalDocument,
  isByClock: boolean,
): Promise<void> {
  await saveDocumentRow(trx, tenantId, before, after, isByClock);
  if (before === undefined || before.round !== after.round) await insertRound(trx, tenantId, after);
  else await saveSteps(trx, tenantId, before, after);
}

async function saveDocumentRow(
  trx: Kysely<Tables>,
  tenantId: string,
  before: ApprovalDocument | undefined,
  after: ApprovalDocument,
  isByClock: boolean,
): Promise<void> {
  if (before === undefined) await insertDocument.run(trx, documentRow(tenantId, after, isByClock));
  else expectOne(await updateRow(trx, tenantId, before, after, isByClock), after);
}

function updateRow(
  trx: Kysely<Tables>,
  tenantId: string,
  before: ApprovalDocument,
  after: ApprovalDocument,
  isByClock: boolean,
): Promise<number> {
  if (isProgressOnly(before, after))
    return updateProgress.run(trx, { ...documentProgress(tenantId, after, isByClock), before: before.version });
  const row = documentRow(tenantId, after, isByClock);
  const { type_key: _type, submitter_id: _submitter, created_at: _created, ...changing } = row;
  return updateDocument.run(trx, { ...changing, before: before.version });
}

function isProgressOnly(before: ApprovalDocument, after: ApprovalDocument): boolean {
  return (
    before.data === after.data &&
    before.round === after.round &&
    before.deletedAt === after.deletedAt &&
    !holdsMoved(before, after)
  );
}
