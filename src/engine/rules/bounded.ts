/** Keeps so many made things; the one that was not asked for longest goes first. */
export function bounded<T>(entriesMax: number): { get(key: string, make: () => T): T } {
  const kept = new Map<string, T>();
  return {
    get(key, make) {
      const known = kept.get(key);
      const value = known ?? make();
      // A Map lists its keys in the order in which they were set, so setting one again makes it the newest.
      kept.delete(key);
      kept.set(key, value);
      for (const oldest of kept.keys()) {
        if (kept.size <= entriesMax) break;
        kept.delete(oldest);
      }
      return value;
    },
  };
}
