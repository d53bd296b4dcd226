import type { ClaimedTask } from '../../engine/ports/outbox.js';
import { systemId } from '../../engine/system.js';
import type { LaterTools } from './later-tools.js';
import { carryOut } from './system-command.js';

/** Announces the end of a returned document that nobody works on, or brings it about where it was announced. */
export async function lapse(task: ClaimedTask, tools: LaterTools): Promise<void> {
  const { tenantId, subject: documentId } = task;
  const document = await tools.documentsFor(tenantId).read((reader) => reader.document(documentId));
  if (document?.status !== 'returned') return;
  const { round, dataRevision, cancelAt } = document;
  const what = cancelAt === null ? 'warn' : 'cancel';
  await carryOut({ kind: 'lapse', actorId: systemId, documentId, round, dataRevision, what }, task, tools);
}
