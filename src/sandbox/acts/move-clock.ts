import type { SandboxParts } from '../parts.js';
import { ActRefused } from './act-refused.js';

const hourMs = 60 * 60 * 1000;

/** Time goes on for everybody, in steps, and everybody's page hears of it. */
export async function moveClock({ options: { clock }, workspace }: SandboxParts, hours: number): Promise<void> {
  if (clock === undefined) throw new ActRefused('This sandbox has no clock that can be moved.');
  if (clock.isMoving) throw new ActRefused('The clock is moving already.');
  await clock.advance(hours * hourMs);
  for (const userId of workspace.people.keys()) workspace.changed(userId);
}
