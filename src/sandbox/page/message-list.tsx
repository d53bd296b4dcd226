import { useLayoutEffect, useRef } from 'react';
import type { StoredMessage } from '../message.js';
import type { PageState } from '../page-state.js';
import { BotAvatar } from './avatar.js';
import { MessageRow } from './message-row.js';
import { useReader } from './reader-context.js';
import { format, isoDay, nearDay, type Reader } from './text/slack-date.js';

/** How far from the end somebody may have scrolled and still follow what comes. */
const FOLLOW_PX = 160;

interface MessageListProps {
  readonly state: PageState;
  readonly messages: readonly StoredMessage[];
  readonly isLoading: boolean;
  complain(problem: string): void;
}

export function MessageList({ state, messages, isLoading, complain }: MessageListProps) {
  const { reader } = useReader();
  const list = useRef<HTMLDivElement>(null);
  const seen = useRef(0);

  useLayoutEffect(() => {
    const box = list.current;
    if (box === null || messages.length === seen.current) return;
    const isFirst = seen.current === 0;
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < FOLLOW_PX + heightOfLast(box);
    if (isFirst || isNear) box.scrollTop = box.scrollHeight;
    seen.current = messages.length;
  }, [messages.length]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <div className="messages" ref={list} role="log" aria-label="Messages" tabIndex={0}>
      {messages.length === 0 && !isLoading && <Welcome state={state} />}
      {messages.map((message, index) => {
        const day = isoDay(dateOf(message), reader);
        const before = messages[index - 1];
        const isNewDay = before === undefined || isoDay(dateOf(before), reader) !== day;
        return (
          <div key={message.ts}>
            {isNewDay && <DayLine at={dateOf(message)} reader={reader} />}
            <MessageRow state={state} message={message} complain={complain} />
          </div>
        );
      })}
    </div>
  );
}

function DayLine({ at, reader }: { readonly at: Date; readonly reader: Reader }) {
  const { aheadMs } = useReader();
  const near = nearDay(at, reader, Date.now() + aheadMs);
  const words = near ?? format(at, reader, { weekday: 'long', month: 'long', day: 'numeric' });
  return (
    <div className="day-line">
      <span>{words.charAt(0).toLocaleUpperCase(reader.locale) + words.slice(1)}</span>
    </div>
  );
}

function Welcome({ state }: { readonly state: PageState }) {
  const first = state.commands[0];
  return (
    <div className="welcome">
      <BotAvatar size={64} />
      <h3>This is your conversation with {state.bot.name}</h3>
      {first !== undefined && (
        <p>
          Type <code>{first.name}</code> below to begin: {first.description.toLowerCase()}.
        </p>
      )}
    </div>
  );
}

export function dateOf(message: StoredMessage): Date {
  return new Date(Number(message.ts) * 1000);
}

function heightOfLast(box: HTMLElement): number {
  return box.lastElementChild?.getBoundingClientRect().height ?? 0;
}
