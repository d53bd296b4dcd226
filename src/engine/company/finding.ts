/** The way to a place in the files' data, such as `['people', 3, 'email']`. */
export type Path = readonly (string | number)[];

/** Something to put right, or in a warning to think about, and where. The message is a sentence for an admin. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
}

const QUOTED_CHARS_MAX = 60;

/** What somebody wrote, in quotes and short enough to stand in a sentence. */
export function quote(written: unknown): string {
  const text = typeof written === 'string' ? written : (JSON.stringify(written) ?? String(written));
  return JSON.stringify(text.length > QUOTED_CHARS_MAX ? `${text.slice(0, QUOTED_CHARS_MAX - 1)}…` : text);
}
