import { desiredCards } from '../engine/card.js';
import { instant } from '../engine/instant.js';
import type { ClaimedTask } from '../engine/ports/outbox.js';
import type { DeliveryTools } from './delivery-tools.js';

/** Makes a document's cards the desired ones and has each looked at again. */
export async function planCards(task: ClaimedTask, tools: DeliveryTools): Promise<void> {
  const cards = tools.cardsFor(task.tenantId);
  const dossier = await cards.dossier(task.subject);
  if (dossier === undefined) return;
  const now = instant(tools.clock.now());
  await cards.plan(task.subject, desiredCards(dossier), task.requestId, now, dossier.byClock);
}
