import { useCallback, useEffect, useState } from 'react';
import type { PageConversation, PageState } from '../page-state.js';
import { loadConversation, loadState } from './sandbox-api.js';

export interface SandboxView {
  readonly state: PageState | undefined;
  readonly conversation: PageConversation | undefined;
  /** Whether the page still hears from its own server. */
  readonly connected: boolean;
  refresh(): void;
}

/** The workspace and one person's conversation, kept true by the server's change notices. */
export function useSandbox(userId: string | undefined): SandboxView {
  const [state, setState] = useState<PageState>();
  const [conversation, setConversation] = useState<PageConversation>();
  const [connected, setConnected] = useState(true);

  const refresh = useCallback(() => {
    const loads: Promise<void>[] = [loadState().then(setState)];
    if (userId !== undefined) loads.push(loadConversation(userId).then(setConversation));
    Promise.all(loads).then(
      () => setConnected(true),
      () => setConnected(false),
    );
  }, [userId]);

  useEffect(() => {
    refresh();
    const live = new EventSource('/sandbox/api/live');
    const later = coalesce(refresh);
    live.addEventListener('hello', later);
    live.addEventListener('changed', later);
    live.addEventListener('error', () => setConnected(false));
    return () => live.close();
  }, [refresh]);

  return { state, conversation: conversation?.userId === userId ? conversation : undefined, connected, refresh };
}

/** Many changes at once cause one reload. */
function coalesce(work: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work();
    }, 30);
  };
}
