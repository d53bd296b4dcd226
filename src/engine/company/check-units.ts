import type { Finding } from './finding.js';
import { select, textOf } from './select.js';

/** The unit of somebody who left may be gone, and no step is searched from there any more; everyone else has one. */
export function checkUnits(data: unknown): readonly Finding[] {
  return select(data, 'people.*')
    .filter(({ value }) => isEntry(value) && !('unit' in value) && textOf(value, 'status') !== 'inactive')
    .map(({ path }) => ({ path: [...path, 'unit'], message: '"unit" is missing' }));
}

function isEntry(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
