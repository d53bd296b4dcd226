import { type Step, stepById } from '../../engine/document.js';
import { instant } from '../../engine/instant.js';
import { nextRung } from '../../engine/ladder.js';
import type { ClaimedTask } from '../../engine/ports/outbox.js';
import { rungPlace } from '../../engine/rung-subject.js';
import { systemId } from '../../engine/system.js';
import type { Hold } from '../task-handler.js';
import type { LaterTools } from './later-tools.js';
import { carryOut, goOnOnlyWithin } from './system-command.js';

/** Fires the rungs of a step whose time has come, one by one in their order: after an outage there may be several. */
export async function fireRungs(task: ClaimedTask, hold: Hold, tools: LaterTools): Promise<void> {
  const { documentId, stepId } = rungPlace(task.subject);
  for (let isFired = true; isFired; ) {
    const step = await stepOf(task.tenantId, documentId, stepId, tools);
    const next = step && nextRung(step);
    if (step === undefined || next === undefined || next.at > instant(tools.clock.now())) return;
    goOnOnlyWithin(hold, tools);
    const rung = { stepId, opening: step.opening, rung: next.index };
    isFired = await carryOut({ kind: 'fire-rung', actorId: systemId, documentId, ...rung }, task, tools);
  }
}

async function stepOf(
  tenantId: string,
  documentId: string,
  stepId: string,
  tools: LaterTools,
): Promise<Step | undefined> {
  const document = await tools.documentsFor(tenantId).read((reader) => reader.document(documentId));
  return document && stepById(document, stepId);
}
