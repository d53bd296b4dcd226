import { adminPageMax } from '../../engine/ports/admin-reading.js';
import type { Page } from '../../engine/ports/reading.js';

/** `rows` are one more than the page shows, if there are so many, which tells whether another follows. */
export function pageOf<T>(rows: readonly T[], limit: number, placeOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? placeOf(last) : undefined };
}

/** How many items a page of an administrator's list has. */
export function pageSize(limit: number): number {
  return Math.min(Math.max(1, limit), adminPageMax);
}
