import { useMemo } from 'react';
import type { PageState } from '../page-state.js';

/** How far the workspace's clock is ahead of this machine's, in milliseconds, as of the newest state. */
export function useAhead(state: PageState | undefined): number {
  return useMemo(() => (state?.clock ? state.clock.nowMs - Date.now() : 0), [state]);
}
