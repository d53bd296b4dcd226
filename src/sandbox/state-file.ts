import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const FORMAT = 'countersign-sandbox-1';
const entry = z.tuple([z.string(), z.string(), z.unknown()]);
type Entry = z.infer<typeof entry>;

/**
 * The sandbox's memory: tables of JSON values in a file to which every change is appended as a line
 * `[table, key, value]` (no value: removed). A line is handed to the operating system before the caller goes on, so a
 * killed process loses nothing; a line cut short by the kill is dropped on the next start.
 */
export class StateFile {
  readonly #file: number | undefined;
  readonly #tables = new Map<string, Map<string, unknown>>();

  constructor(path: string | undefined) {
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    for (const [table, key, value] of readEntries(path)) this.#keep(table, key, value);
    this.#rewrite(path);
    this.#file = openSync(path, 'a');
  }

  table<T>(name: string): StoredTable<T> {
    // The file holds only what this class wrote, under a format line that is checked, so its values have the shape
    // that the same name was written with.
    const rows = this.#rows(name) as Map<string, T>;
    return new StoredTable(rows, (key, value) => this.#append([name, key, value]));
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #rows(table: string): Map<string, unknown> {
    const rows = this.#tables.get(table) ?? new Map<string, unknown>();
    this.#tables.set(table, rows);
    return rows;
  }

  #keep(table: string, key: string, value: unknown): void {
    if (value === undefined || value === null) this.#rows(table).delete(key);
    else this.#rows(table).set(key, value);
  }

  #append(line: Entry): void {
    if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  /** Leaves only what still counts, through a second file so that a kill in the middle loses nothing. */
  #rewrite(path: string): void {
    const lines = [JSON.stringify([FORMAT])];
    for (const [table, rows] of this.#tables) {
      for (const [key, value] of rows) lines.push(JSON.stringify([table, key, value]));
    }
    writeFileSync(`${path}.new`, `${lines.join('\n')}\n`);
    renameSync(`${path}.new`, path);
  }
}

export class StoredTable<T> {
  readonly #rows: Map<string, T>;
  readonly #write: (key: string, value: T | null) => void;

  constructor(rows: Map<string, T>, write: (key: string, value: T | null) => void) {
    this.#rows = rows;
    this.#write = write;
  }

  get(key: string): T | undefined {
    return this.#rows.get(key);
  }

  values(): IterableIterator<T> {
    return this.#rows.values();
  }

  set(key: string, value: T): void {
    this.#rows.set(key, value);
    this.#write(key, value);
  }

  delete(key: string): void {
    if (this.#rows.delete(key)) this.#write(key, null);
  }
}

function readEntries(path: string): readonly Entry[] {
  if (!existsSync(path)) return [];
  const [format, ...lines] = readFileSync(path, 'utf8').split('\n');
  if (format !== JSON.stringify([FORMAT])) throw new Error(`${path} is not a sandbox of this version; reset it`);
  return lines.slice(0, -1).map((line) => entry.parse(JSON.parse(line)));
}
