import { useId } from 'react';
import type { ConfirmDialog as Confirm } from '../../block-kit/text.js';
import { SlackText } from '../text/slack-text.js';
import { DialogFrame } from './dialog-frame.js';

interface ConfirmDialogProps {
  readonly confirm: Confirm;
  onAnswer(yes: boolean): void;
}

/** "Are you sure?", as the app words it. */
export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  const titleId = useId();
  const tone = confirm.style === 'danger' ? 'button-danger' : 'button-primary';
  return (
    <DialogFrame className="dialog-confirm" labelledBy={titleId} onEscape={() => onAnswer(false)}>
      <header className="modal-head">
        <h2 id={titleId}>
          <SlackText text={confirm.title} />
        </h2>
      </header>
      <div className="modal-body">
        <SlackText text={confirm.text} />
      </div>
      <footer className="modal-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {confirm.deny.text}
        </button>
        <button type="button" className={`button ${tone}`} onClick={() => onAnswer(true)}>
          {confirm.confirm.text}
        </button>
      </footer>
    </DialogFrame>
  );
}
