import type { Path } from '../../engine/company/finding.js';

/** A place in a file, as editors count: lines and columns from 1. */
export interface Location {
  /** Relative to the folder, with slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something to put right in a file, or as a warning to think about. */
export interface Mistake extends Location {
  /** Where in the data of all files together; empty for what concerns a file as such. */
  readonly path: Path;
  readonly message: string;
}

export function fileMistake(file: string, message: string): Mistake {
  return { file, line: 1, column: 1, path: [], message };
}

/** In the order somebody would work through them; what two checks say in the same words stands once. */
export function inReadingOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  const once = new Map(mistakes.map((one) => [JSON.stringify([one.file, one.line, one.column, one.message]), one]));
  return [...once.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message),
  );
}

/** `people.yaml:12:5: "email" is missing`, as editors and terminals make a link of it. */
export function mistakeText({ file, line, column, message }: Mistake): string {
  return `${file}:${line}:${column}: ${message}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
