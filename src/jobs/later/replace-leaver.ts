import { instant } from '../../engine/instant.js';
import type { ClaimedTask } from '../../engine/ports/outbox.js';
import { systemId } from '../../engine/system.js';
import type { Hold } from '../task-handler.js';
import type { LaterTools } from './later-tools.js';
import { carryOut, goOnOnlyWithin } from './system-command.js';

/** Gives every place that waits for somebody who left to another, and then tells those who look after that. */
export async function replaceLeaver(task: ClaimedTask, hold: Hold, tools: LaterTools): Promise<void> {
  const { tenantId, subject: personId, requestId } = task;
  const upkeep = tools.upkeepFor(tenantId);
  for (const documentId of await upkeep.waitingOn(personId)) {
    goOnOnlyWithin(hold, tools);
    const nonce = tools.newId();
    await carryOut({ kind: 'replace-leaver', actorId: systemId, documentId, personId, nonce }, task, tools);
  }
  await upkeep.tellOfLeaver(personId, requestId, instant(tools.clock.now()));
}
