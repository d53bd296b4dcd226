import { useRef } from 'react';
import type { InteractiveElement } from '../../block-kit/blocks.js';
import { MoreIcon } from '../icons.js';

interface OverflowMenuProps {
  readonly menu: Extract<InteractiveElement, { type: 'overflow' }>;
  onChoose(value: string): void;
}

/** The three dots. */
export function OverflowMenu({ menu, onChoose }: OverflowMenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  return (
    <details
      ref={details}
      className="overflow"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
    >
      <summary className="button" aria-label="More actions">
        <MoreIcon />
      </summary>
      <div className="overflow-list">
        {menu.options.map((option) => (
          <button
            key={option.value}
            type="button"
            onClick={() => {
              if (details.current !== null) details.current.open = false;
              if (option.url !== undefined) window.open(option.url, '_blank', 'noopener,noreferrer');
              onChoose(option.value);
            }}
          >
            {option.text.text}
          </button>
        ))}
      </div>
    </details>
  );
}
