import { sameData } from './same-data.js';
import { cutText, labelOf, quoted, shortText } from './short-text.js';

/** What differs inside an entry, place by place: `form.days.max 10 → 12`, `members + "lucas"`. */
export function writtenChanges(before: unknown, after: unknown, path: readonly string[] = []): readonly string[] {
  if (sameData(before, after)) return [];
  if (isRecord(before) && isRecord(after)) return recordChanges(before, after, path);
  const place = path.join('.');
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  if (isCollection(before) && after === undefined) return [`${place} - ${shortText(before)}`];
  if (isCollection(after) && before === undefined) return [`${place} + ${shortText(after)}`];
  const unsaid = UNSAID.get(path.at(-1) ?? '') ?? 'none';
  const [from, to] = fromDifference(wholeText(before, unsaid), wholeText(after, unsaid));
  return [`${place} ${from} → ${to}`];
}

type Entries = Readonly<Record<string, unknown>>;

function recordChanges(before: Entries, after: Entries, path: readonly string[]): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => writtenChanges(before[name], after[name], [...path, name]));
}

function listChanges(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): readonly string[] {
  const [had, has] = labelled(before, after);
  const place = path.join('.');
  const gone = [...had].filter(([label]) => !has.has(label)).map(([, entry]) => `${place} - ${shortText(entry)}`);
  const here = [...has].flatMap(([label, entry]) =>
    had.has(label) ? writtenChanges(had.get(label), entry, [...path, label]) : [`${place} + ${shortText(entry)}`],
  );
  const moved = sameData(kept(had, has), kept(has, had)) ? [] : [`${place} in another order`];
  return [...gone, ...here, ...moved];
}

/** Entries of both lists by what tells them apart; where nothing does, by their place, counted from 1. */
function labelled(...lists: readonly [readonly unknown[], readonly unknown[]]) {
  const byLabel = lists.map((list) => new Map(list.map((entry) => [labelOf(entry), entry])));
  const tell = byLabel.every((map, at) => map.size === lists[at]?.length && !map.has(undefined));
  const maps = lists.map(
    (list) => new Map(list.map((entry, at) => [(tell && labelOf(entry)) || String(at + 1), entry])),
  );
  return [maps[0] ?? new Map<string, unknown>(), maps[1] ?? new Map<string, unknown>()] as const;
}

function kept(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): readonly string[] {
  return [...one.keys()].filter((label) => other.has(label));
}

/** What properties mean that files leave out. */
const UNSAID: ReadonlyMap<string, string> = new Map([
  ['priority', '0'],
  ['carry_over', '0'],
  ['approve_when', '"any"'],
  ['reject_when', '"any"'],
  ['overlap', '"allowed"'],
  ['required', 'false'],
  ['everyone', 'false'],
  ['confirm_identity', 'false'],
  ['visible_to_managers', 'false'],
]);

function wholeText(value: unknown, unsaid: string): string {
  if (value === undefined || value === null) return unsaid;
  return typeof value === 'string' ? quoted(value) : isCollection(value) ? shortText(value) : String(value);
}

/** Of what is the same before the first difference. */
const CONTEXT_CHARS = 12;
const SHOWN_CHARS_MAX = 60;

/** Both texts, beginning shortly before they part where they are too long to stand in a line as a whole. */
function fromDifference(before: string, after: string): readonly [string, string] {
  if (before.length <= SHOWN_CHARS_MAX && after.length <= SHOWN_CHARS_MAX) return [before, after];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const start = Math.max(0, same - CONTEXT_CHARS);
  const from = (text: string) => cutText(start === 0 ? text : `…${text.slice(start)}`, SHOWN_CHARS_MAX);
  return [from(before), from(after)];
}

function isRecord(value: unknown): value is Entries {
  return isCollection(value) && !Array.isArray(value);
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
