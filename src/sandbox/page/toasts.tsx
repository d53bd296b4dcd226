import { useCallback, useState } from 'react';
import { CloseIcon, WarningIcon } from './icons.js';

const SHOWN_MS = 8000;

export interface Toast {
  readonly id: number;
  readonly text: string;
}

export function useToasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const complain = useCallback(
    (text: string) => {
      const id = performance.now();
      setToasts((shown) => [...shown.filter((toast) => toast.text !== text), { id, text }]);
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );
  return { toasts, complain, dismiss };
}

interface ToastStackProps {
  readonly toasts: readonly Toast[];
  dismiss(id: number): void;
  /** The page hears nothing from its server. */
  readonly lost: boolean;
  readonly botDown: boolean;
  readonly botName: string;
}

export function ToastStack({ toasts, dismiss, lost, botDown, botName }: ToastStackProps) {
  const standing = lost
    ? 'Connection to the sandbox lost. Trying again…'
    : botDown
      ? `${botName} cannot be reached. Is it running?`
      : undefined;
  return (
    <div className="toasts" role="status" aria-live="polite">
      {standing !== undefined && (
        <p className="toast toast-standing">
          <WarningIcon /> {standing}
        </p>
      )}
      {toasts.map((toast) => (
        <p key={toast.id} className="toast" data-testid="toast">
          <WarningIcon /> <bdi>{toast.text}</bdi>
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
            <CloseIcon />
          </button>
        </p>
      ))}
    </div>
  );
}
