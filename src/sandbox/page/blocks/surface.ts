import { createContext, useContext } from 'react';
import type { Block, InteractiveElement } from '../../block-kit/blocks.js';
import type { ActValue, ViewInputs } from '../../element-value.js';
import type { SuggestAnswer } from '../sandbox-api.js';

/** The message, modal or Home tab that an element stands on. */
export interface Surface {
  /** What was filled in so far. */
  readonly inputs: ViewInputs;
  /** By block_id. */
  readonly errors: Readonly<Record<string, string>>;
  /** The elements whose answers are awaited, as `block_id/action_id`. */
  readonly busy: readonly string[];
  fill(block: Block, element: InteractiveElement, value: ActValue): void;
  /** Tells the app at once, or after asking where the app wants that. `value` is what was chosen, if something was. */
  act(block: Block, element: InteractiveElement, value?: ActValue): void;
  /** Asks the app for options that fit what was typed. */
  suggest(block: Block, element: InteractiveElement, typed: string): Promise<SuggestAnswer>;
}

const SurfaceContext = createContext<Surface | undefined>(undefined);

export const SurfaceProvider = SurfaceContext.Provider;

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (surface === undefined) throw new Error('This element stands nowhere');
  return surface;
}

export function keyOf(block: Block, element: InteractiveElement): string {
  return `${block.block_id}/${element.action_id}`;
}
