import { canonicalJson } from './audit-hash.js';

/** Rows as plain values: masks come as text from the database and are compared as text. */
export type PlainRow = Readonly<Record<string, string | number | bigint | null>>;

/** A row that is not what its events say, by table and key. */
export interface RowProblem {
  readonly row: string;
  readonly what: string;
}

/** What stands in the rows and is not what the trail says should. `key` names a row in what is told. */
export function compareRows(
  table: string,
  key: readonly string[],
  expected: readonly object[],
  actual: readonly PlainRow[],
): RowProblem[] {
  const named = (row: PlainRow) => `${table} (${key.map((column) => `${column} ${row[column]}`).join(', ')})`;
  const actualByName = new Map(actual.map((row) => [named(row), row]));
  const problems: RowProblem[] = [];
  for (const wanted of expected as readonly PlainRow[]) {
    const name = named(wanted);
    const found = actualByName.get(name);
    actualByName.delete(name);
    const what = found === undefined ? 'the row is missing' : differenceOf(wanted, found);
    if (what !== undefined) problems.push({ row: name, what });
  }
  for (const name of actualByName.keys()) problems.push({ row: name, what: 'no event wrote this row' });
  return problems;
}

function differenceOf(wanted: PlainRow, found: PlainRow): string | undefined {
  const columns = Object.keys(wanted).filter((column) => !sameValue(wanted[column], found[column]));
  return columns.length === 0
    ? undefined
    : `${columns.join(', ')} differ${columns.length === 1 ? 's' : ''} from its events`;
}

function sameValue(wanted: unknown, found: unknown): boolean {
  return wanted === found || (typeof wanted === 'bigint' && String(wanted) === found) || sameJson(wanted, found);
}

/** JSON columns are rebuilt from canonical JSON, whose keys are sorted, so their text may differ in order alone. */
function sameJson(wanted: unknown, found: unknown): boolean {
  if (typeof wanted !== 'string' || typeof found !== 'string' || !/^[[{]/.test(wanted)) return false;
  return canonicalText(wanted) === canonicalText(found);
}

/** Text that is not JSON, such as a title that begins with a bracket, stands for itself. */
function canonicalText(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}
