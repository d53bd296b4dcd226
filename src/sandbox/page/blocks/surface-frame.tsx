import type { ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.js';
import { SurfaceProvider } from './surface.js';
import type { SurfaceState } from './use-surface-state.js';

interface SurfaceFrameProps {
  readonly surface: SurfaceState;
  readonly children: ReactNode;
}

/** Around the blocks of one message, modal or Home tab. Its question stays when the button that asked it has gone. */
export function SurfaceFrame({ surface, children }: SurfaceFrameProps) {
  return (
    <SurfaceProvider value={surface}>
      {children}
      {surface.question !== undefined && <ConfirmDialog confirm={surface.question} onAnswer={surface.answer} />}
    </SurfaceProvider>
  );
}
