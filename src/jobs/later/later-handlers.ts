import { instant } from '../../engine/instant.js';
import { systemId } from '../../engine/system.js';
import type { TaskHandlers } from '../task-handler.js';
import { fireRungs } from './fire-rungs.js';
import { keepTimetable } from './keep-timetable.js';
import { lapse } from './lapse.js';
import type { LaterTools } from './later-tools.js';
import { replaceLeaver } from './replace-leaver.js';
import { carryOut } from './system-command.js';

export type LaterHandlers = Pick<
  TaskHandlers,
  'rung' | 'deputies' | 'delegation' | 'leaver' | 'stale' | 'reminders' | 'report' | 'timetable'
>;

/** What happens without a click, by kind. */
export function laterHandlers(tools: LaterTools): LaterHandlers {
  const now = () => instant(tools.clock.now());
  return {
    rung: (task, hold) => fireRungs(task, hold, tools),
    deputies: async (task) => {
      const [documentId, nonce] = [task.subject, tools.newId()];
      await carryOut({ kind: 'sync-delegations', actorId: systemId, documentId, nonce }, task, tools);
    },
    delegation: ({ tenantId, subject, requestId }) => tools.delegationsFor(tenantId).settle(subject, requestId, now()),
    leaver: (task, hold) => replaceLeaver(task, hold, tools),
    stale: (task) => lapse(task, tools),
    reminders: ({ tenantId, subject, requestId }) => tools.remindersFor(tenantId).send(subject, requestId, now()),
    report: ({ tenantId, subject, requestId }) => tools.upkeepFor(tenantId).report(subject, requestId, now()),
    timetable: (task) => keepTimetable(task, tools),
  };
}
