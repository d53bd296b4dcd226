import { instant } from '../engine/instant.js';
import type { Outbox } from '../engine/ports/outbox.js';
import type { Clock } from './clock.js';
import type { JobEngine } from './job-engine.js';

const lookAgainMs = 15;

/**
 * Has an engine do what is due at this moment and resolves when nothing is, or after `limitMs`: what has failed is due
 * later, and what does not end would be waited for in vain.
 */
export async function catchUp(
  engine: Pick<JobEngine, 'wake' | 'state'>,
  outbox: Pick<Outbox, 'nextDueAt'>,
  { now, sleep }: Clock,
  { leaseMs, limitMs }: { readonly leaseMs: number; readonly limitMs: number },
): Promise<void> {
  await engine.wake();
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += lookAgainMs) {
    const due = await outbox.nextDueAt(instant(now()), leaseMs);
    const isDue = due !== undefined && due <= instant(now());
    if (!isDue && engine.state().underWay === 0) return;
    await sleep(lookAgainMs);
  }
}
