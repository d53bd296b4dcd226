import type { Authored } from '../../engine/authors.js';

/** In every table of definitions. */
export interface AuthorshipColumns {
  /** Null where files on the machine wrote the version. */
  author_id: string | null;
  /** JSON list of ids; null for nobody. */
  earlier_authors: string | null;
}

export function authorshipColumns({ authorId, earlierAuthorIds = [] }: Authored): AuthorshipColumns {
  return {
    author_id: authorId ?? null,
    earlier_authors: earlierAuthorIds.length === 0 ? null : JSON.stringify(earlierAuthorIds),
  };
}

export function authorshipOf({ author_id, earlier_authors }: AuthorshipColumns) {
  return {
    ...(author_id !== null && { authorId: author_id }),
    ...(earlier_authors !== null && { earlierAuthorIds: JSON.parse(earlier_authors) as readonly string[] }),
  };
}
