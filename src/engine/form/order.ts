/** Something with rules that read others of its kind by name. */
interface Named {
  readonly name: string;
}

export interface DependencyOrder<T> {
  /** Each behind all that it reads, otherwise as they came. Those of a cycle stand as they came. */
  readonly ordered: readonly T[];
  /** The names of the first cycle, each reading the next and the last the first; undefined where there is none. */
  readonly cycle: readonly string[] | undefined;
}

/** `reads` gives the names that the rules of one speak of; names that are not among `all` are left alone. */
export function inDependencyOrder<T extends Named>(
  all: readonly T[],
  reads: (name: string) => readonly string[],
): DependencyOrder<T> {
  const byName = new Map(all.map((one) => [one.name, one]));
  const done = new Set<string>();
  const ordered: T[] = [];
  let cycle: readonly string[] | undefined;
  for (const one of all) visit(one, []);
  return { ordered, cycle };

  function visit(one: T, path: readonly string[]): void {
    if (done.has(one.name)) return;
    const start = path.indexOf(one.name);
    if (start >= 0) {
      cycle ??= path.slice(start);
      return;
    }
    for (const name of reads(one.name)) {
      const next = byName.get(name);
      if (next !== undefined) visit(next, [...path, one.name]);
    }
    if (done.has(one.name)) return;
    done.add(one.name);
    ordered.push(one);
  }
}
