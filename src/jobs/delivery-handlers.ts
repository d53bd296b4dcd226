import { deliverCard } from './deliver-card.js';
import { deliverNotice } from './deliver-notice.js';
import type { DeliveryTools } from './delivery-tools.js';
import { disarmCopy } from './disarm-copy.js';
import { expireClaim } from './expire-claim.js';
import { planCards } from './plan-cards.js';
import type { TaskHandlers } from './task-handler.js';

export type DeliveryHandlers = Pick<TaskHandlers, 'document' | 'card' | 'copy' | 'notice' | 'claim'>;

/** What brings cards and notices onto the platforms, by kind. */
export function deliveryHandlers(tools: DeliveryTools): DeliveryHandlers {
  return {
    document: (task) => planCards(task, tools),
    card: (task, hold) => deliverCard(task, hold, tools),
    copy: (task, hold) => disarmCopy(task, hold, tools),
    notice: (task, hold) => deliverNotice(task, hold, tools),
    claim: (task) => expireClaim(task, tools),
  };
}
