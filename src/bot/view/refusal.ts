import type { Refusal } from '../../engine/refusal.js';

/** What is refused before the rules are asked, because it is not known for whom. */
export type EdgeRefusal =
  | { readonly code: 'foreign-workspace' }
  | { readonly code: 'unknown-installation' }
  /** A fault of ours or of the world: nothing is known to have happened. */
  | { readonly code: 'something-wrong' };

export type AnyRefusal = Refusal | EdgeRefusal;
export type AnyRefusalCode = AnyRefusal['code'];

/** What a refusal's sentence can name besides the refusal itself. */
export interface RefusalContext {
  /** How people call the document: its number, else its title. */
  readonly name: string | undefined;
  /** Labels of the fields that a stale refusal lists. */
  readonly changed: readonly string[];
  /** Whether the document is the reader's own. */
  readonly isSubmitter: boolean;
  /** Whether the system cancelled it, because nobody worked on it. */
  readonly isLapsed: boolean;
  /** Whom the refusal is about besides the reader, where they may know. */
  readonly person: string | undefined;
}

export const noContext: RefusalContext = {
  name: undefined,
  changed: [],
  isSubmitter: false,
  isLapsed: false,
  person: undefined,
};
