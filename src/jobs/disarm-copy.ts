import { instant } from '../engine/instant.js';
import type { ClaimedTask } from '../engine/ports/outbox.js';
import type { DeliveryTools } from './delivery-tools.js';
import { isMessageGone, PlatformCalls, platformOf } from './platform-calls.js';
import type { Hold } from './task-handler.js';

/** Takes the buttons off a message that is not the card any more. */
export async function disarmCopy(task: ClaimedTask, hold: Hold, tools: DeliveryTools): Promise<void> {
  const cards = tools.cardsFor(task.tenantId);
  const copy = await cards.copy(task.subject);
  if (copy === undefined) return;
  const { recipient, address } = copy;
  const platform = platformOf(tools.platforms, recipient);
  const calls = new PlatformCalls(tools, platform, recipient, task, hold);
  calls.turnFor('update');
  try {
    await calls.make('update', () => platform.update(recipient, address, platform.drawDisarmed(recipient)));
  } catch (fault) {
    if (!isMessageGone(fault)) throw fault;
  }
  // It became the card's own while it lost its buttons: the card needs them back.
  const isAdopted = (await cards.copy(task.subject)) === undefined;
  if (isAdopted) await cards.redraw(copy.cardId, task.requestId, instant(tools.clock.now()));
}
