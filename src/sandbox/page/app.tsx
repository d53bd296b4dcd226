import { useEffect, useState } from 'react';
import type { PagePerson, PageState } from '../page-state.js';
import { Conversation } from './conversation.js';
import { ReaderProvider } from './reader-context.js';
import { openApp } from './sandbox-api.js';
import { Sidebar } from './sidebar.js';
import { ToastStack, useToasts } from './toasts.js';
import { useAhead } from './use-ahead.js';
import { useSandbox } from './use-sandbox.js';
import { ViewStack } from './view-stack.js';

/** `/?as=U…` says who looks. */
function readerInAddress(): string | undefined {
  return new URLSearchParams(location.search).get('as') ?? undefined;
}

function readerAmong(state: PageState, wanted: string | undefined): PagePerson | undefined {
  const known = (id: string | null | undefined) => state.people.find((person) => person.id === id);
  return known(wanted) ?? known(state.startAs) ?? state.people.find((person) => !person.deleted);
}

export function App() {
  const [wanted, setWanted] = useState(readerInAddress);
  const [isListOpen, setListOpen] = useState(false);
  const { toasts, complain, dismiss } = useToasts();
  const people = useSandbox(wanted);
  const { state } = people;
  const reader = state && readerAmong(state, wanted);
  const readerId = reader?.id;

  useEffect(() => {
    if (readerId === undefined) return;
    setWanted(readerId);
    const url = new URL(location.href);
    url.searchParams.set('as', readerId);
    history.replaceState(null, '', url);
    // The app hears that somebody looks at it; if it is down, the person's own actions will say so.
    openApp(readerId, 'messages').catch(() => undefined);
  }, [readerId]);

  const aheadMs = useAhead(state);

  if (state === undefined || reader === undefined) return <Waiting connected={people.connected} />;
  return (
    <ReaderProvider value={{ reader, people: state.people, files: people.conversation?.files ?? [], aheadMs }}>
      <div className={isListOpen ? 'frame frame-list-open' : 'frame'}>
        <Sidebar
          state={state}
          reader={reader}
          onChoose={(id) => {
            setWanted(id);
            setListOpen(false);
          }}
          onToggle={() => setListOpen(!isListOpen)}
          isOpen={isListOpen}
          complain={complain}
        />
        <Conversation key={reader.id} state={state} conversation={people.conversation} complain={complain} />
      </div>
      {people.conversation !== undefined && (
        <ViewStack key={reader.id} userId={reader.id} views={people.conversation.views} complain={complain} />
      )}
      <ToastStack
        toasts={toasts}
        dismiss={dismiss}
        lost={!people.connected}
        botDown={!state.bot.reachable}
        botName={state.bot.name}
      />
    </ReaderProvider>
  );
}

function Waiting({ connected }: { readonly connected: boolean }) {
  return (
    <p className="waiting" role="status">
      {connected ? 'Opening the workspace…' : 'The sandbox does not answer. Is it still running?'}
    </p>
  );
}
