import type { Change, Difference } from './plan-apply.js';
import type { Excess } from './upload-limits.js';

/**
 * A template or policy that left its type would lead that type's requests no more, and whoever took it away would be no
 * author of anything there.
 */
export function movedDefinitions({ templates, policies }: Difference): readonly Excess[] {
  return [...moved('templates', templates), ...moved('policies', policies)];
}

function moved(
  section: 'templates' | 'policies',
  changes: readonly Change<{ readonly key: string; readonly type: string }>[],
): readonly Excess[] {
  return changes.flatMap(({ before, after }) => {
    if (before === undefined || after === undefined || before.type === after.type) return [];
    const message = `it takes this away from documents of type "${before.type}"; give what is for "${after.type}" a key of its own, or move it by "countersign apply" on its machine`;
    return [{ entry: `${section}/${after.key}`, message }];
  });
}
