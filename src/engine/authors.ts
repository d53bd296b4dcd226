/** Who wrote a version of a definition in chat. Files on the machine have no author, and end what was written before. */
export interface Authored {
  /** Of this version; absent or null where files on the machine wrote it. */
  readonly authorId?: string | null;
  /** Of the versions before, back to the last one from files on the machine: another's change takes nobody's part away. */
  readonly earlierAuthorIds?: readonly string[];
}

/** Everybody who wrote at one of them in chat, sorted. */
export function authorsOf(definitions: readonly Authored[]): readonly string[] {
  const ids = definitions.flatMap(({ authorId, earlierAuthorIds = [] }) => [authorId ?? [], earlierAuthorIds].flat());
  return [...new Set(ids)].sort();
}
