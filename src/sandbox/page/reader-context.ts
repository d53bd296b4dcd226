import { createContext, useContext } from 'react';
import type { PageFile, PagePerson } from '../page-state.js';

/** Who looks at the page, whom they can see, and which files they have given. */
export interface ReaderSurroundings {
  readonly reader: PagePerson;
  readonly people: readonly PagePerson[];
  readonly files: readonly PageFile[];
  /** How far the workspace's clock is ahead of this machine's, in milliseconds. */
  readonly aheadMs: number;
}

const ReaderContext = createContext<ReaderSurroundings | undefined>(undefined);

export const ReaderProvider = ReaderContext.Provider;

export function useReader(): ReaderSurroundings {
  const surroundings = useContext(ReaderContext);
  if (surroundings === undefined) throw new Error('Nobody is looking');
  return surroundings;
}
