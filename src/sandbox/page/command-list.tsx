import type { SandboxCommand } from '../options.js';
import { BotAvatar } from './avatar.js';

interface CommandListProps {
  readonly id: string;
  readonly commands: readonly SandboxCommand[];
  readonly current: SandboxCommand | undefined;
  readonly botName: string;
  onTake(command: SandboxCommand): void;
}

/** The slash commands that fit what was typed. The keyboard stays in the text box, so options are not in the tab order. */
export function CommandList({ id, commands, current, botName, onTake }: CommandListProps) {
  return (
    <div className="command-list" id={id} role="listbox" aria-label="Commands">
      {commands.map((command) => (
        <div
          key={command.name}
          id={`${id}-${command.name}`}
          role="option"
          tabIndex={-1}
          aria-selected={command === current}
          className="command"
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(command);
          }}
        >
          <BotAvatar size={28} />
          <span className="command-words">
            <span>
              <strong>{command.name}</strong> <span className="command-hint">{command.usageHint}</span>
            </span>
            <span className="command-about">{command.description}</span>
          </span>
          <span className="command-owner">{botName}</span>
        </div>
      ))}
    </div>
  );
}
