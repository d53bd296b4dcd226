import type { SystemCommand } from '../../engine/command.js';
import { handle } from '../../engine/handle.js';
import { instant } from '../../engine/instant.js';
import type { ClaimedTask } from '../../engine/ports/outbox.js';
import type { RefusalCode } from '../../engine/refusal.js';
import { type Hold, Postponed } from '../task-handler.js';
import type { LaterTools } from './later-tools.js';

/** Where the commands of the system come from, in the audit trail. */
const platform = 'system';

/** Another was quicker, somebody has decided since, or there is no such document any more: all is as it should be. */
const fine: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['nothing-to-do', 'no-such-document']);

/** Tells whether anything happened. @throws where the rules refuse it for any other reason: that is a mistake of ours */
export async function carryOut(command: SystemCommand, task: ClaimedTask, tools: LaterTools): Promise<boolean> {
  const { clock, digest, settings } = tools;
  const origin = { requestId: task.requestId, platform };
  const store = tools.documentsFor(task.tenantId);
  const answer = await handle(store, command, origin, instant(clock.now()), digest, settings);
  if (answer.kind === 'done') return true;
  const { code } = answer.refusal;
  if (!fine.has(code)) throw new Error(`${command.kind} was refused as ${code}`);
  return false;
}

/** Between two commands of one task. @throws Postponed where another may have the task by now, or the engine stops */
export function goOnOnlyWithin(hold: Hold, { clock }: LaterTools): void {
  if (!hold.allows(0)) throw new Postponed(clock.now());
}
