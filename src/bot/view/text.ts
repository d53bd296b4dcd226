import type { Instant } from '../../engine/instant.js';

/**
 * Text as data, so that no wording ever concatenates what somebody wrote into a platform's markup. `text` is ours;
 * `data` was written by people and is shown literally; `instant` is drawn in the reader's own time zone.
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly strong: boolean }
  | { readonly kind: 'data'; readonly text: string; readonly strong: boolean }
  | { readonly kind: 'instant'; readonly at: Instant; readonly spoken: Spoken };

/** How a language tells a moment where the platform writes its day and time: `today at 9:00`. */
export interface Spoken {
  /** For platforms whose own words for days are in other languages than ours. */
  readonly language: string;
  /** Stands between the day and the time. */
  readonly between: string;
}

const english: Spoken = { language: 'en', between: ' at ' };

export type Rich = readonly Inline[];

type Part = string | number | Inline | Rich;

/** The literal parts are ours, and every text put in between is data: forgetting to mark it cannot happen. */
export function rich(literals: TemplateStringsArray, ...parts: readonly Part[]): Rich {
  return literals.flatMap((literal, index) => {
    const part = parts[index];
    return [...wording(literal), ...(part === undefined ? [] : inlinesOf(part))];
  });
}

/** Wording of ours that holds nothing from people. */
export function wording(text: string): Rich {
  return text === '' ? [] : [{ kind: 'text', text, strong: false }];
}

/** Makes a piece stand out. A text is data here as well. */
export function strong(part: Part): Rich {
  return inlinesOf(part).map((inline) => (inline.kind === 'instant' ? inline : { ...inline, strong: true }));
}

export function when(at: Instant, spoken = english): Inline {
  return { kind: 'instant', at, spoken };
}

export function join(pieces: readonly Rich[], separator: string): Rich {
  return pieces.flatMap((piece, index) => (index === 0 ? piece : [...wording(separator), ...piece]));
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(pieces: readonly Rich[], comma: string, and: string): Rich {
  if (pieces.length < 2) return pieces.flat();
  return [...join(pieces.slice(0, -1), comma), ...wording(and), ...(pieces.at(-1) ?? [])];
}

function inlinesOf(part: Part): Rich {
  if (typeof part === 'number') return wording(String(part));
  if (typeof part === 'string') return part === '' ? [] : [{ kind: 'data', text: part, strong: false }];
  return isInline(part) ? [part] : part;
}

function isInline(part: Inline | Rich): part is Inline {
  return 'kind' in part;
}
