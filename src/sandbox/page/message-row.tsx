import { useLayoutEffect, useRef, useState } from 'react';
import type { ViewInputs } from '../element-value.js';
import { SLACKBOT, type StoredMessage } from '../message.js';
import type { PageState } from '../page-state.js';
import { BotAvatar, PersonAvatar, SlackbotAvatar } from './avatar.js';
import { BlockList } from './blocks/block-list.js';
import { SurfaceFrame } from './blocks/surface-frame.js';
import { useSurfaceState } from './blocks/use-surface-state.js';
import { hasFocus } from './has-focus.js';
import { EyeIcon, FileIcon } from './icons.js';
import { dateOf } from './message-list.js';
import { useReader } from './reader-context.js';
import { fileSize } from './text/file-size.js';
import { format } from './text/slack-date.js';
import { SlackText } from './text/slack-text.js';

interface MessageRowProps {
  readonly state: PageState;
  readonly message: StoredMessage;
  complain(problem: string): void;
}

export function MessageRow({ state, message, complain }: MessageRowProps) {
  const { reader } = useReader();
  const [inputs, setInputs] = useState<ViewInputs>({});
  const where = { messageTs: message.ts, seen: { text: message.text, blocks: message.blocks } };
  const surface = useSurfaceState({ userId: reader.id, where, inputs, setInputs, complain });
  const row = useRef<HTMLElement>(null);
  const focused = useRef<HTMLElement>(null);
  const isPrivate = message.onlyFor !== undefined;
  const at = dateOf(message);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new blocks are what takes the clicked button away
  useLayoutEffect(() => {
    if (focused.current?.isConnected === false && !hasFocus()) row.current?.focus({ preventScroll: true });
  }, [message.blocks]);

  return (
    <article
      ref={row}
      tabIndex={-1}
      onFocus={(event) => {
        focused.current = event.target;
      }}
      className={isPrivate ? 'message message-private' : 'message'}
      id={message.ts}
      data-testid={isPrivate ? 'ephemeral' : 'message'}
      data-ts={message.ts}
    >
      {isPrivate && (
        <p className="message-only-you">
          <EyeIcon /> Only visible to you
        </p>
      )}
      <AuthorAvatar state={state} message={message} />
      <div className="message-body">
        <header className="message-head">
          <AuthorName state={state} message={message} />
          <time dateTime={at.toISOString()} title={format(at, reader, { dateStyle: 'full', timeStyle: 'medium' })}>
            {format(at, reader, { hour: 'numeric', minute: '2-digit' })}
          </time>
        </header>
        <SurfaceFrame surface={surface}>
          {message.blocks.length > 0 ? (
            <BlockList blocks={message.blocks} />
          ) : (
            <SlackText text={{ type: 'mrkdwn', text: message.text, verbatim: false }} />
          )}
        </SurfaceFrame>
        {message.files?.map((file) => (
          <a
            key={file.id}
            className="file"
            data-file={file.id}
            href={`/sandbox/api/file?${new URLSearchParams({ as: reader.id, id: file.id })}`}
            download={file.name}
          >
            <FileIcon />
            <bdi>{file.name}</bdi>
            <span className="file-size">{fileSize(file.bytes)}</span>
          </a>
        ))}
        {message.edited !== undefined && <span className="message-edited">(edited)</span>}
      </div>
    </article>
  );
}

interface AuthorProps {
  readonly state: PageState;
  readonly message: StoredMessage;
}

function AuthorAvatar({ state, message }: AuthorProps) {
  if (message.author === state.bot.userId) return <BotAvatar size={36} />;
  if (message.author === SLACKBOT) return <SlackbotAvatar size={36} />;
  return <PersonAvatar id={message.author} name={nameOf(state, message.author)} size={36} />;
}

function AuthorName({ state, message }: AuthorProps) {
  if (message.author === SLACKBOT) return <strong>Slackbot</strong>;
  if (message.author !== state.bot.userId) return <strong dir="auto">{nameOf(state, message.author)}</strong>;
  return (
    <>
      <strong>{state.bot.name}</strong>
      <span className="app-mark">APP</span>
    </>
  );
}

function nameOf(state: PageState, userId: string): string {
  return state.people.find((person) => person.id === userId)?.realName ?? userId;
}
