import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { SandboxCommand } from '../options.js';
import type { PageState } from '../page-state.js';
import { messageOf } from './blocks/use-surface-state.js';
import { CommandList } from './command-list.js';
import { SendIcon, Spinner } from './icons.js';
import { useReader } from './reader-context.js';
import { type ActAnswer, runCommand, say } from './sandbox-api.js';

interface ComposerProps {
  readonly state: PageState;
  complain(problem: string): void;
}

/** Where messages and slash commands are typed. */
export function Composer({ state, complain }: ComposerProps) {
  const { reader } = useReader();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [marked, setMarked] = useState(0);
  const box = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const offered = busy ? [] : commandsFor(text, state.commands);
  const { name, takesMessages } = state.bot;
  const current = offered[Math.min(marked, offered.length - 1)];

  useEffect(() => box.current?.focus(), []);

  async function send(): Promise<void> {
    const wanted = text.trim();
    if (wanted === '' || busy) return;
    if (!takesMessages && !wanted.startsWith('/')) {
      complain(`Not sent: ${name} reads no messages. Type / for its commands.`);
      return;
    }
    setBusy(true);
    setText('');
    try {
      // What came of a command is in the conversation already.
      await act(reader.id, wanted);
    } catch (error) {
      setText((typed) => (typed === '' ? wanted : typed));
      complain(messageOf(error));
    }
    setBusy(false);
    box.current?.focus();
  }

  function take(command: SandboxCommand): void {
    setText(`${command.name} `);
    setMarked(0);
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (current !== undefined && steer(event, current)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send();
  }

  /** Arrow keys and Tab choose a command; Enter completes a half typed one and runs a whole one. */
  function steer(event: KeyboardEvent, command: SandboxCommand): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const completes = event.key === 'Tab' || (event.key === 'Enter' && text.trim() !== command.name);
    if (step === undefined && !completes) return false;
    event.preventDefault();
    if (step === undefined) take(command);
    else setMarked((marked + step + offered.length) % offered.length);
    return true;
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {offered.length > 0 && (
        <CommandList id={listId} commands={offered} current={current} botName={name} onTake={take} />
      )}
      <textarea
        ref={box}
        data-testid="composer"
        aria-label={takesMessages ? `Message ${name}` : `Command for ${name}`}
        placeholder={
          takesMessages ? `Message ${name}, or type / for a command` : `${name} takes commands: type / to see them`
        }
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-activedescendant={current === undefined ? undefined : `${listId}-${current.name}`}
        rows={1}
        dir="auto"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="composer-send" aria-label="Send" disabled={text.trim() === '' || busy}>
        {busy ? <Spinner /> : <SendIcon />}
      </button>
    </form>
  );
}

/** While only the command's name is being typed. */
function commandsFor(text: string, commands: readonly SandboxCommand[]): readonly SandboxCommand[] {
  if (!/^\/\S*$/.test(text)) return [];
  return commands.filter((command) => command.name.startsWith(text.toLowerCase()));
}

function act(userId: string, text: string): Promise<ActAnswer> {
  if (!text.startsWith('/')) return say(userId, text);
  const [name = '', ...rest] = text.split(' ');
  return runCommand(userId, name, rest.join(' ').trim());
}
