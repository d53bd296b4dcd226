import { type Authored, authorsOf } from '../authors.js';
import { sameData } from './same-data.js';

interface Versioned extends Authored {
  readonly key: string;
  readonly version: number;
  /** Withdrawn ones say nothing any more, whatever they said. */
  readonly active?: boolean;
}

/** Of a new version. */
interface Authorship {
  readonly authorId?: string;
  readonly earlierAuthorIds?: readonly string[];
}

/**
 * The stored version where it says the same, whoever wrote it; else the one after it, marked with what every new version
 * gets and with who wrote it in chat, if anybody did.
 */
export function nextVersion<C extends { readonly key: string }, V extends Versioned, M extends object>(
  content: C,
  stored: readonly V[],
  authorId: string | null,
  marks: M,
): V | (C & M & Authorship & { readonly version: number }) {
  const newest = stored.find((one) => one.key === content.key);
  if (newest !== undefined && newest.active !== false && sameData(contentOf(newest), content)) return newest;
  return { ...content, ...marks, ...authorship(newest, authorId), version: (newest?.version ?? 0) + 1 };
}

/** Only files on the machine end what somebody has to do with a definition. */
function authorship(newest: Authored | undefined, authorId: string | null): Authorship {
  if (authorId === null) return {};
  const earlier = authorsOf(newest === undefined ? [] : [newest]).filter((id) => id !== authorId);
  return { authorId, ...(earlier.length > 0 && { earlierAuthorIds: earlier }) };
}

/** What a version says, without its number, its author and whether it is in use. */
export function contentOf<V extends Versioned>(version: V): Omit<V, 'version' | keyof Authored | 'active'> {
  const { version: _version, authorId: _authorId, earlierAuthorIds: _earlier, active: _active, ...content } = version;
  return content;
}
