import { suggestion } from '../../engine/company/nearest.js';
import type { Written } from '../../engine/company/written-entries.js';

/** What a cell says, as the entry of a person in YAML would; undefined where it leaves what is as it is. */
type ReadCell = (text: string) => unknown;

/** An empty cell takes the value away. */
const value: ReadCell = (text) => (text === '' ? null : text);
/** An empty cell says nothing: nobody comes back, leaves or loses their account by a cell that was forgotten. */
const kept: ReadCell = (text) => (text === '' ? undefined : text);

const readers = {
  id: value,
  name: value,
  email: value,
  title: value,
  unit: value,
  manager: value,
  status: (text: string) => kept(text.toLowerCase()),
  locale: value,
  time_zone: value,
  roles: readRoles,
  slack: (text: string) => (text === '' ? undefined : text.toLowerCase() === 'none' ? 'none' : { user: text }),
} satisfies Record<string, ReadCell>;

export type PeopleColumn = keyof typeof readers;
export const peopleColumns = Object.keys(readers) as readonly PeopleColumn[];

/** As other programs head the same columns; see `columnOf`. */
const otherNames: ReadonlyMap<string, PeopleColumn> = new Map([
  ['e_mail', 'email'],
  ['mail', 'email'],
  ['slack_user', 'slack'],
  ['slack_id', 'slack'],
  ['timezone', 'time_zone'],
  ['role', 'roles'],
]);

/** The column that a header means, whatever its letter case and whether spaces or hyphens part its words. */
export function columnOf(header: string): PeopleColumn | { readonly unknown: string } {
  const name = header
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const column = peopleColumns.find((one) => one === name) ?? otherNames.get(name);
  return column ?? { unknown: suggestion(name, peopleColumns) || ` (known: ${peopleColumns.join(', ')})` };
}

/** One row as an entry of `people`; cells are trimmed. */
export function personIn(cells: readonly (readonly [PeopleColumn, string])[]): Written {
  const read = cells.map(([column, text]): [string, unknown] => [column, readers[column](text.trim())]);
  return Object.fromEntries(read.filter(([, said]) => said !== undefined));
}

/** `finance; approver@berlin`: parted by whatever a spreadsheet may part them by, a unit behind an at sign. */
function readRoles(text: string): unknown {
  const roles = text.split(/[;,|\s]+/).filter((role) => role !== '');
  return roles.length === 0 ? null : roles.map(readRole);
}

function readRole(text: string): unknown {
  const at = text.indexOf('@');
  return at === -1 ? text : { role: text.slice(0, at), unit: text.slice(at + 1) };
}
