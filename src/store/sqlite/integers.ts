import type { ColumnDefinition, Statement } from 'better-sqlite3';
import { StoreFault } from '../faults.js';

/** Declarations that give a column SQLite's TEXT affinity: a number put there becomes text, so none can come out. */
const TEXT_AFFINITY = /char|clob|text/i;
const INTEGER_AFFINITY = /int/i;

/** The columns of a result that may hold a number, worked out once per prepared statement. */
export function wholeNumberColumns(statement: Statement<[readonly unknown[]]>): readonly string[] {
  return statement
    .columns()
    .filter((column) => !isText(column))
    .map((column) => column.name);
}

/**
 * The driver hands 64-bit integers over as plain numbers, which rounds above 2^53. A rounded one is never inside the safe
 * range, so looking at the number afterwards finds every one, at a fraction of the price of reading them all as bigint.
 *
 * @throws StoreFault `integer-unsafe`
 */
export function refuseUnsafeIntegers(rows: readonly unknown[], columns: readonly string[]): void {
  if (columns.length === 0) return;
  for (const row of rows as readonly Readonly<Record<string, unknown>>[]) {
    for (const column of columns) {
      const value = row[column];
      if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw new StoreFault('integer-unsafe', `Column ${column} holds an integer beyond 2^53`);
      }
    }
  }
}

function isText({ type }: ColumnDefinition): boolean {
  return type !== null && TEXT_AFFINITY.test(type) && !INTEGER_AFFINITY.test(type);
}
