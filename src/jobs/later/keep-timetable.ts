import { type Instant, instant } from '../../engine/instant.js';
import type { Log, LogFields } from '../../engine/ports/log.js';
import type { ClaimedTask } from '../../engine/ports/outbox.js';
import type { QuotaDifference, Upkeep } from '../../engine/ports/timetable.js';
import { type EntryName, entryNames } from '../timetable.js';
import type { LaterTools } from './later-tools.js';

/** What an entry of the timetable does, for one company. */
interface Slot {
  readonly upkeep: Upkeep;
  readonly requestId: string;
  readonly now: Instant;
  readonly tools: LaterTools;
  readonly fields: LogFields;
}

const work: Readonly<Record<EntryName, (slot: Slot) => Promise<unknown>>> = {
  sla: ({ upkeep, requestId, now }) => upkeep.planRungs(requestId, now),
  delegations: ({ upkeep, requestId, now }) => upkeep.planDelegations(requestId, now),
  stale: ({ upkeep, requestId, now, tools }) => upkeep.planStale(requestId, now, tools.settings.autoCancelDays),
  checkpoints: ({ tools }) => tools.house.checkpoint(),
  quotas: async ({ upkeep, requestId, now, tools, fields }) =>
    tellMended(await upkeep.recountQuotas(requestId, now), tools.log, fields),
  files: ({ tools }) => tools.house.sweepFiles(),
  tidy: async ({ upkeep, now, tools, fields }) =>
    tools.log.info({ ...fields, ...(await upkeep.tidy(now)) }, 'what nobody needs any more was forgotten'),
  'weekly-report': ({ upkeep, requestId, now }) => upkeep.planReports(requestId, now),
};

/** @throws where no entry has that name: another version of the program has taken its slot */
export async function keepTimetable(task: ClaimedTask, tools: LaterTools): Promise<void> {
  const { tenantId, requestId, subject } = task;
  if (!isEntry(subject)) throw new Error(`the timetable has no entry ${subject}`);
  const now = instant(tools.clock.now());
  const fields = { tenantId, requestId, entry: subject };
  await work[subject]({ upkeep: tools.upkeepFor(tenantId), requestId, now, tools, fields });
}

function isEntry(name: string): name is EntryName {
  return (entryNames as readonly string[]).includes(name);
}

/** A balance that differs from its entries is a mistake of ours, even if it is mended by now. */
function tellMended(mended: readonly QuotaDifference[], log: Log, fields: LogFields): void {
  for (const difference of mended) log.error({ ...fields, ...difference }, 'a quota’s balance was wrong and is mended');
}
