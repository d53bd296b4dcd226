import type { WaitingItem } from '../../engine/notice.js';

/** After every due time there is. */
const never = '9999';

/** Most urgent first: what is due earliest, what has no time after that, and then what waits longest. */
export function byUrgency(a: WaitingItem, b: WaitingItem): number {
  return compare(a.dueAt ?? never, b.dueAt ?? never) || compare(a.since, b.since) || compare(a.stepId, b.stepId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
