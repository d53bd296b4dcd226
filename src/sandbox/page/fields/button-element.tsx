import type { InteractiveElement } from '../../block-kit/blocks.js';
import { Spinner } from '../icons.js';
import { SlackText } from '../text/slack-text.js';

interface ButtonElementProps {
  readonly button: Extract<InteractiveElement, { type: 'button' }>;
  readonly busy: boolean;
  onPress(): void;
}

/** Its visible text is its name. A button with an address also opens it, as in Slack. */
export function ButtonElement({ button, busy, onPress }: ButtonElementProps) {
  const tone = button.style === undefined ? '' : ` button-${button.style}`;

  function press(): void {
    if (busy) return;
    if (button.url !== undefined) window.open(button.url, '_blank', 'noopener,noreferrer');
    onPress();
  }

  return (
    <button
      type="button"
      className={`button${tone}${busy ? ' button-busy' : ''}`}
      aria-label={button.accessibility_label}
      aria-busy={busy}
      // Not `disabled`, which would throw the keyboard out of the conversation.
      aria-disabled={busy}
      data-action={button.action_id}
      onClick={press}
    >
      <span className="button-text">
        <SlackText text={button.text} />
      </span>
      {busy && <Spinner />}
    </button>
  );
}
