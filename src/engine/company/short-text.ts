const CHARS_MAX = 80;

/** What tells an entry of a list from the others, as people would call it; undefined where nothing does. */
export function labelOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  if (Array.isArray(entry)) return undefined;
  const text = (name: string) => wordOf(Reflect.get(entry, name));
  const [person, year, from, to] = ['person', 'year', 'from', 'to'].map(text);
  if (person !== undefined && year !== undefined) return `${person} ${year}`;
  if (from !== undefined && to !== undefined) return `${from} to ${to}`;
  const [first] = ['key', 'id', 'date', 'name', 'value'].flatMap((name) => text(name) ?? []);
  if (first !== undefined) return first;
  if ('escalate' in entry && 'to' in entry) return `escalate ${text('escalate')} to ${peopleText(entry.to)}`;
  const words = Object.entries(entry).map(([name, value]) => `${name} ${wordOf(value)}`);
  return words.length > 0 && Object.values(entry).every((value) => wordOf(value) !== undefined)
    ? words.join(' ')
    : undefined;
}

/** Whom a rung leads to: `role finance and unit_head`. */
function peopleText(to: unknown): string {
  const lines: readonly unknown[] = Array.isArray(to) ? to : [to];
  return lines.map((one) => labelOf(one) ?? JSON.stringify(one)).join(' and ');
}

/** An entry that came or went, in so few words that it fits in a line. */
export function shortText(value: unknown): string {
  return cutText(textOf(value), CHARS_MAX);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  const label = labelOf(value);
  if (label === undefined) return JSON.stringify(value);
  const called = ['label', 'name']
    .flatMap((name) => wordOf(Reflect.get(value, name)) ?? [])
    .find((name) => name !== label);
  return called === undefined ? label : `${label} (${called})`;
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Rules are full of quotes, which would be hard to read with a stroke before each. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/\s+/g, ' ')}"`;
}

export function cutText(text: string, charsMax: number): string {
  return text.length > charsMax ? `${text.slice(0, charsMax - 1)}…` : text;
}
