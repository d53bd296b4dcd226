import { sections } from '../../engine/company/company.js';
import type { Path } from '../../engine/company/finding.js';
import type { Location, Mistake } from './mistake.js';
import type { ParsedFile } from './parse-yaml.js';

/** What all files say together. */
export interface Merged {
  readonly data: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Mistake[];
  /** From a path in `data` to where it stands. */
  locate(path: Path): Location;
}

/** The file that something came from, and its place there. */
interface Origin {
  readonly file: ParsedFile;
  readonly path: Path;
}

/** Any list may stand in any file, in parts too; anything else in one file only. */
export function mergeFiles(files: readonly ParsedFile[]): Merged {
  const data = new Map<string, unknown>();
  const origins = new Map<string, Origin[]>();
  const mistakes: Mistake[] = [];
  for (const file of files) {
    for (const [name, value] of Object.entries(file.data)) {
      const message = isSection(name) ? addList(name, value, file) : addSingle(name, value, file);
      if (message !== undefined) mistakes.push({ ...file.locate([name]), path: [name], message });
    }
  }
  return { data: Object.fromEntries(data), mistakes, locate };

  function addList(name: string, value: unknown, file: ParsedFile): string | undefined {
    if (value === null) return undefined;
    if (!Array.isArray(value)) return `"${name}" must be a list; begin each entry with "- "`;
    const list = data.get(name);
    data.set(name, [...(Array.isArray(list) ? list : []), ...value]);
    const places = value.map((_entry, at): Origin => ({ file, path: [name, at] }));
    origins.set(name, [...(origins.get(name) ?? []), ...places]);
    return undefined;
  }

  function addSingle(name: string, value: unknown, file: ParsedFile): string | undefined {
    const earlier = origins.get(name)?.[0];
    if (earlier !== undefined) return `"${name}" stands in ${earlier.file.name} too; it may be there only once`;
    data.set(name, value);
    origins.set(name, [{ file, path: [name] }]);
    return undefined;
  }

  function locate([name, index, ...rest]: Path): Location {
    const own = origins.get(String(name)) ?? [];
    const listed = typeof index === 'number' ? own[index] : undefined;
    if (listed !== undefined) return listed.file.locate([...listed.path, ...rest]);
    const [first] = own;
    if (first === undefined) return files[0]?.locate([]) ?? { file: '', line: 1, column: 1 };
    return first.file.locate(index === undefined ? [first.path[0] ?? ''] : [first.path[0] ?? '', index, ...rest]);
  }
}

function isSection(name: string): boolean {
  return sections.some((section) => section === name);
}
