import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Whether one of the columns holds the text, in any letter case. An empty text is in every row. */
export function holds(columns: readonly string[], search: string): RawBuilder<SqlBool> {
  const patterns = spellings(search.trim()).map((spelling) => `%${escaped(spelling)}%`);
  const found = columns.flatMap((column) =>
    patterns.map((pattern) => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`),
  );
  return sql<SqlBool>`(${sql.join(found, sql` or `)})`;
}

/**
 * SQLite folds the case of ASCII letters only, so a text with others is looked for as it was typed, and with all of them
 * small, capital, or the first one capital.
 */
function spellings(search: string): readonly string[] {
  const small = search.toLowerCase();
  const isAscii = /^[\x20-\x7e]*$/.test(small);
  return isAscii ? [small] : [...new Set([small, search, search.toUpperCase(), capitalised(small)].map(asciiFolded))];
}

function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

function asciiFolded(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
