import { useEffect, useState } from 'react';
import type { PageConversation, PageState } from '../page-state.js';
import { BotAvatar } from './avatar.js';
import { Composer } from './composer.js';
import { FilesTab } from './files-tab.js';
import { HomeTab } from './home-tab.js';
import { MessageList } from './message-list.js';
import { useReader } from './reader-context.js';
import { markRead, openApp } from './sandbox-api.js';

interface ConversationProps {
  readonly state: PageState;
  readonly conversation: PageConversation | undefined;
  complain(problem: string): void;
}

type Tab = 'home' | 'messages' | 'files';
const TAB_NAMES: Readonly<Record<Tab, string>> = { home: 'Home', messages: 'Messages', files: 'Files' };

function tabsFor(hasHome: boolean, hasFiles: boolean): readonly Tab[] {
  return [...(hasHome ? (['home'] as const) : []), 'messages', ...(hasFiles ? (['files'] as const) : [])];
}

/** The person's direct messages with the app, its Home tab once the app has published one, and their files. */
export function Conversation({ state, conversation, complain }: ConversationProps) {
  const { reader, files } = useReader();
  const [tab, setTab] = useState<Tab>('messages');
  const home = conversation?.home ?? null;
  const tabs = tabsFor(home !== null, files.length > 0 || tab === 'files');
  const newest = conversation?.messages.at(-1)?.ts;

  useEffect(() => {
    if (newest === undefined || tab !== 'messages') return;
    markRead(reader.id).catch(() => undefined);
  }, [newest, tab, reader.id]);

  function show(next: Tab): void {
    setTab(next);
    if (next !== 'files') openApp(reader.id, next).catch(() => undefined);
  }

  return (
    <main className="conversation">
      <header className="conversation-head">
        <BotAvatar size={28} />
        <h2>{state.bot.name}</h2>
        <span className="app-mark">APP</span>
        {tabs.length > 1 && (
          <div className="tabs" role="tablist" aria-label={state.bot.name}>
            {tabs.map((one) => (
              <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => show(one)}>
                {TAB_NAMES[one]}
              </button>
            ))}
          </div>
        )}
      </header>
      {tab === 'home' && home !== null && <HomeTab view={home} complain={complain} />}
      {tab === 'files' && <FilesTab complain={complain} />}
      {(tab === 'messages' || (tab === 'home' && home === null)) && (
        <>
          <MessageList
            state={state}
            messages={conversation?.messages ?? []}
            isLoading={conversation === undefined}
            complain={complain}
          />
          <Composer state={state} complain={complain} />
        </>
      )}
    </main>
  );
}
