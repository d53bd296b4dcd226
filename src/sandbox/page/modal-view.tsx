import { type FormEvent, useId, useRef, useState } from 'react';
import type { ViewInputs } from '../element-value.js';
import type { SlackView } from '../view.js';
import { BotAvatar } from './avatar.js';
import { BlockList } from './blocks/block-list.js';
import { DialogFrame } from './blocks/dialog-frame.js';
import { SurfaceFrame } from './blocks/surface-frame.js';
import { messageOf, useSurfaceState } from './blocks/use-surface-state.js';
import { BackIcon, CloseIcon, Spinner, WarningIcon } from './icons.js';
import { closeView, submitView } from './sandbox-api.js';
import { SlackText } from './text/slack-text.js';

interface ModalViewProps {
  readonly userId: string;
  readonly view: SlackView;
  /** Another modal lies below. */
  readonly isStacked: boolean;
  readonly inputs: ViewInputs;
  setInputs(inputs: ViewInputs): void;
  complain(problem: string): void;
}

export function ModalView({ userId, view, isStacked, inputs, setInputs, complain }: ModalViewProps) {
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [trouble, setTrouble] = useState<string>();
  // Sent stays sent until the answer is on the screen: a second Enter must not go to a page that nobody has seen yet.
  const [sentHash, setSentHash] = useState<string>();
  const sending = sentHash === view.hash;
  const surface = useSurfaceState({ userId, where: { viewId: view.id }, inputs, setInputs, complain: setTrouble });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (sending) return;
    setSentHash(view.hash);
    setTrouble(undefined);
    try {
      const answer = await submitView(userId, view.id, inputs);
      const wrong = answer.fieldErrors ?? {};
      surface.showErrors(wrong);
      setTrouble(answer.error);
      focusFirst(form.current, wrong);
      if (answer.error !== undefined || Object.keys(wrong).length > 0) setSentHash(undefined);
    } catch (error) {
      setTrouble(messageOf(error));
      setSentHash(undefined);
    }
  }

  function close(): void {
    closeView(userId, view.id).catch((error: unknown) => complain(messageOf(error)));
  }

  return (
    <DialogFrame page={view.hash} className="modal" labelledBy={titleId} onEscape={close}>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <header className="modal-head">
          {isStacked ? (
            <button type="button" className="modal-icon" aria-label="Back" onClick={close}>
              <BackIcon />
            </button>
          ) : (
            <BotAvatar size={28} />
          )}
          <h2 id={titleId}>{view.title !== null && <SlackText text={view.title} />}</h2>
          <button type="button" className="modal-icon" aria-label="Close" onClick={close}>
            <CloseIcon />
          </button>
        </header>
        {trouble !== undefined && (
          <p className="modal-trouble" role="alert">
            <WarningIcon /> {trouble}
          </p>
        )}
        <div className="modal-body">
          <SurfaceFrame surface={surface}>
            <BlockList blocks={view.blocks} />
          </SurfaceFrame>
        </div>
        <footer className="modal-foot">
          <button type="button" className="button" onClick={close}>
            {view.close?.text ?? (view.submit === null ? 'Close' : 'Cancel')}
          </button>
          {view.submit !== null && (
            <button
              type="submit"
              className={sending ? 'button button-primary button-busy' : 'button button-primary'}
              aria-busy={sending}
              aria-disabled={sending}
              disabled={view.submit_disabled}
            >
              <span className="button-text">{view.submit.text}</span>
              {sending && <Spinner />}
            </button>
          )}
        </footer>
      </form>
    </DialogFrame>
  );
}

/** Takes the person to the first field that was refused. */
function focusFirst(form: HTMLFormElement | null, errors: Readonly<Record<string, string>>): void {
  const rows = [...(form?.querySelectorAll<HTMLElement>('[data-block]') ?? [])];
  const row = rows.find((one) => one.dataset.block !== undefined && one.dataset.block in errors);
  row?.querySelector<HTMLElement>('input, select, textarea')?.focus();
}
