import { instant } from '../engine/instant.js';
import type { ClaimedTask } from '../engine/ports/outbox.js';
import type { DeliveryTools } from './delivery-tools.js';

/** Ends somebody's claim to be a person whose time is over; nothing happens where it was decided. */
export async function expireClaim(task: ClaimedTask, { identitiesFor, clock }: DeliveryTools): Promise<void> {
  await identitiesFor(task.tenantId).expire(task.subject, task.requestId, instant(clock.now()));
}
