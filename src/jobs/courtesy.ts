/** Longest that deliveries stand back; then they work as long without looking, so that none waits for ever. */
export const courtesyMs = 3000;
/** How soon they look whether people still wait. */
const lookAgainMs = 20;

/**
 * Deliveries and clicks share one process. A card may be redrawn a moment later; whoever clicked waits for an answer.
 * So while many wait, no further delivery begins.
 */
export class Courtesy {
  readonly #isCrowded: () => boolean;
  #sinceMs: number | undefined;

  /** `isCrowded` tells whether people wait for answers now. */
  constructor(isCrowded: () => boolean) {
    this.#isCrowded = isCrowded;
  }

  /** How long to stand back, in milliseconds; 0 to go on. */
  restMs(nowMs: number): number {
    if (!this.#isCrowded()) {
      this.#sinceMs = undefined;
      return 0;
    }
    this.#sinceMs ??= nowMs;
    return (nowMs - this.#sinceMs) % (2 * courtesyMs) < courtesyMs ? lookAgainMs : 0;
  }
}
