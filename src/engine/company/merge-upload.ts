import { type Section, sections } from './company.js';
import type { Finding, Path } from './finding.js';
import { idOf } from './read-company.js';

type Data = Readonly<Record<string, unknown>>;

export interface MergedUpload {
  readonly data: Data;
  /** Sections of the upload that are no lists and were left out. */
  readonly mistakes: readonly Finding[];
  /** From a path in `data` to the one in the upload; undefined for what the upload does not say. */
  origin(path: Path): Path | undefined;
}

/** One file over what is there: an entry with a known id or key takes the place of the one before, others are added. */
export function mergeUpload(stored: Data, uploaded: Data): MergedUpload {
  const data = new Map<string, unknown>(Object.entries(stored));
  const places = new Map<string, ReadonlyMap<number, number>>();
  const mistakes: Finding[] = [];
  for (const [name, value] of Object.entries(uploaded)) {
    const before = data.get(name);
    if (!isSection(name) || !Array.isArray(before)) data.set(name, value);
    else if (Array.isArray(value)) {
      const merged = mergeList(before, value);
      data.set(name, merged.list);
      places.set(name, merged.places);
    } else if (value !== null) {
      mistakes.push({ path: [name], message: `"${name}" must be a list; begin each entry with "- "` });
    }
  }
  return { data: Object.fromEntries(data), mistakes, origin };

  function origin([section, index, ...rest]: Path): Path | undefined {
    if (typeof section !== 'string' || !(section in uploaded)) return undefined;
    if (typeof index !== 'number') return index === undefined ? [section] : [section, index, ...rest];
    const at = places.get(section)?.get(index);
    return at === undefined ? undefined : [section, at, ...rest];
  }
}

/** `places` leads from an entry's index in the merged list to the one in the upload. */
function mergeList(before: readonly unknown[], uploaded: readonly unknown[]) {
  const list = [...before];
  const places = new Map<number, number>();
  const indexes = new Map(before.map((entry, at) => [idOf(entry), at]));
  for (const [at, entry] of uploaded.entries()) {
    const id = idOf(entry);
    const known = id === undefined ? undefined : indexes.get(id);
    // Twice in the upload is a mistake of the upload, which the checks find where both stand.
    const index = known === undefined || places.has(known) ? list.length : known;
    list[index] = entry;
    places.set(index, at);
  }
  return { list, places };
}

function isSection(name: string): name is Section {
  return sections.some((section) => section === name);
}
