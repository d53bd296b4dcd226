import { epochMs, instant } from '../engine/instant.js';
import { humaneAt } from '../engine/quiet-hours.js';
import type { DeliveryTools } from './delivery-tools.js';
import { Postponed } from './task-handler.js';

/**
 * What no click caused was written for an hour at which its reader is awake. What went wrong since may have made it later,
 * and into the night: then it waits for the morning.
 *
 * @throws Postponed until then
 */
export async function waitForMorning(
  { preferencesFor, clock }: Pick<DeliveryTools, 'preferencesFor' | 'clock'>,
  tenantId: string,
  personId: string,
): Promise<void> {
  const preferences = await preferencesFor(tenantId).preferences(personId);
  const now = instant(clock.now());
  const at = humaneAt(preferences, preferences.timeZone, now);
  if (at > now) throw new Postponed(epochMs(at));
}
