import { CsvError, parse } from 'csv-parse/sync';
import { quote } from '../../engine/company/finding.js';
import type { Written } from '../../engine/company/written-entries.js';
import { columnOf, type PeopleColumn, personIn } from './people-columns.js';

/** Something to put right in a sheet. */
export interface SheetMistake {
  /** As editors count, from 1; undefined for what concerns the sheet or the company as such. */
  readonly line: number | undefined;
  readonly message: string;
}

export interface PeopleSheet {
  readonly rows: readonly { readonly line: number; readonly person: Written }[];
  readonly mistakes: readonly SheetMistake[];
}

/** Anything longer is a quote that was never closed. */
const ROW_CHARS_MAX = 20_000;

/**
 * Reads a list of people from CSV as spreadsheets write it: commas, semicolons or tabs, quoted cells, a byte order mark,
 * a first line of `sep=;`. The first row names the columns. Every row that can be read is, whatever is wrong with others.
 */
export function readPeopleSheet(text: string): PeopleSheet {
  // One kind of line end, for the parser counts the two characters of another as two lines.
  const body = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const announced = /^sep=(.)\n/.exec(body);
  const first = announced === null ? 0 : 1;
  const csv = announced === null ? body : body.slice(announced[0].length);
  const { records, broken } = recordsIn(csv, announced?.[1] ?? delimiterOf(csv), first);
  const [head, ...rest] = records;
  if (head === undefined) return { rows: [], mistakes: broken ?? [nobody] };
  const columns = columnsIn(head);
  if ('mistakes' in columns) return { rows: [], mistakes: columns.mistakes };
  const filled = rest.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const isLong = ({ cells }: SheetRecord) => cells.slice(columns.known.length).some((cell) => cell.trim() !== '');
  const fitting = filled.filter((record) => !isLong(record));
  const rows = fitting.map(({ line, cells }) => ({ line, person: personIn(named(columns.known, cells)) }));
  const again = repeatedIn(rows);
  const mistakes = [
    ...filled.filter(isLong).map(({ line, cells }) => ({ line, message: tooLong(cells.length, columns.known.length) })),
    ...again.values(),
    ...(broken ?? []),
  ];
  if (rows.length === 0 && mistakes.length === 0) return { rows: [], mistakes: [nobody] };
  return { rows: rows.filter((row) => !again.has(row)), mistakes };
}

/** Rows about somebody who has one already: nobody can tell which of them counts. */
function repeatedIn<R extends PeopleSheet['rows'][number]>(rows: readonly R[]): ReadonlyMap<R, SheetMistake> {
  const first = new Map<unknown, number>();
  const again = new Map<R, SheetMistake>();
  for (const row of rows) {
    const { id } = row.person;
    const line = first.get(id);
    if (line === undefined || id === null) first.set(id, row.line);
    else again.set(row, { line: row.line, message: `${quote(id)} stands in line ${line} too; keep one of the rows` });
  }
  return again;
}

const nobody: SheetMistake = {
  line: undefined,
  message:
    'there is nobody in it: the first row must name the columns (id, name, email …), each row after it one person',
};

function tooLong(cells: number, columns: number): string {
  return `the row has ${cells} cells for ${columns} columns; put a cell that holds the separator in double quotes`;
}

/** The separator that the first row uses most, outside quotes. */
function delimiterOf(csv: string): string {
  const head = (csv.split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => head.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

interface SheetRecord {
  /** Where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** All records up to one that cannot be told from the next. */
function recordsIn(
  csv: string,
  delimiter: string,
  linesBefore: number,
): { readonly records: readonly SheetRecord[]; readonly broken?: readonly SheetMistake[] } {
  const records: SheetRecord[] = [];
  let lastLine = linesBefore;
  try {
    parse(csv, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: ROW_CHARS_MAX,
      on_record: (cells: string[], { lines }) => {
        lastLine = lines + linesBefore;
        records.push({ line: lastLine - linesInside(cells), cells });
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, broken: [brokenBy(error, lastLine, linesBefore)] };
  }
}

function linesInside(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}

function brokenBy({ code, lines }: CsvError, lastLine: number, linesBefore: number): SheetMistake {
  const isOpen = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  if (isOpen) return { line: lastLine + 1, message: 'a cell begins with a double quote here that is never closed' };
  const message = 'a double quote stands inside a cell; put the whole cell in quotes and write "" for each quote in it';
  return { line: typeof lines === 'number' ? lines + linesBefore : lastLine + 1, message };
}

type Columns =
  | { readonly known: readonly (PeopleColumn | undefined)[] }
  | { readonly mistakes: readonly SheetMistake[] };

/** Undefined stands for a column without a name, in which nothing may stand. */
function columnsIn({ line, cells }: SheetRecord): Columns {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  const headers = cells.slice(0, last + 1);
  const mistakes: SheetMistake[] = [];
  const known: (PeopleColumn | undefined)[] = [];
  for (const header of headers) {
    const column = columnOf(header);
    if (typeof column !== 'string') mistakes.push({ line, message: unknownColumn(header, column.unknown) });
    else if (known.includes(column)) mistakes.push({ line, message: `the column ${column} stands here twice` });
    known.push(typeof column === 'string' ? column : undefined);
  }
  if (!known.includes('id'))
    mistakes.push({ line, message: 'there is no column id; the first row must name the columns' });
  return mistakes.length > 0 ? { mistakes } : { known };
}

function unknownColumn(header: string, meant: string): string {
  return header.trim() === ''
    ? 'a column has no name; name it or take it out'
    : `there is no column ${quote(header)}${meant}`;
}

function named(
  columns: readonly (PeopleColumn | undefined)[],
  cells: readonly string[],
): readonly (readonly [PeopleColumn, string])[] {
  return columns.flatMap((column, at) => (column === undefined ? [] : [[column, cells[at] ?? ''] as const]));
}
