import type { Change } from '../../engine/company/plan-apply.js';

/** What stands there afterwards of what changed. */
export function saved<T>(changes: readonly Change<T>[]): readonly T[] {
  return changes.flatMap((change) => (change.kind === 'removed' ? [] : [change.after]));
}

/** What stood there before and does no longer. */
export function removed<T>(changes: readonly Change<T>[]): readonly T[] {
  return changes.flatMap((change) => (change.kind === 'removed' ? [change.before] : []));
}
