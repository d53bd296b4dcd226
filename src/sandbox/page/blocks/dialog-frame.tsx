import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { hasFocus } from '../has-focus.js';

interface DialogFrameProps {
  /** Changes when what the dialog shows is another page of it. */
  readonly page?: string;
  readonly className: string;
  readonly labelledBy: string;
  readonly children: ReactNode;
  onEscape(): void;
}

const FIRST_FIELD = '.modal-body :is(input, select, textarea)';
const MAIN_BUTTON = '.modal-foot button:last-child';

/** Where the keyboard goes when that which opened the dialog is no more. */
const COMPOSER = '.composer textarea';

/** A browser's own modal dialog: it keeps the focus inside, and what lies behind it cannot be reached. */
export function DialogFrame({ page, className, labelledBy, children, onEscape }: DialogFrameProps) {
  const frame = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = frame.current;
    if (dialog === null) return;
    const message = document.activeElement?.closest<HTMLElement>('article');
    dialog.showModal();
    focusStart(dialog);
    return () => {
      dialog.close();
      if (!hasFocus()) (message?.isConnected ? message : document.querySelector<HTMLElement>(COMPOSER))?.focus();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is what takes the focused field away
  useLayoutEffect(() => {
    const dialog = frame.current;
    if (dialog?.contains(document.activeElement) !== true || document.activeElement === dialog) focusStart(dialog);
  }, [page]);
  return createPortal(
    <dialog
      ref={frame}
      // biome-ignore lint/a11y/noRedundantRoles: whoever looks for dialogs by attribute shall find it too
      role="dialog"
      aria-modal="true"
      aria-labelledby={labelledBy}
      className={`dialog ${className}`}
      onCancel={(event) => {
        event.preventDefault();
        onEscape();
      }}
    >
      {children}
    </dialog>,
    document.body,
  );
}

function focusStart(dialog: HTMLElement | null): void {
  const start = dialog?.querySelector<HTMLElement>(FIRST_FIELD) ?? dialog?.querySelector<HTMLElement>(MAIN_BUTTON);
  start?.focus();
}
