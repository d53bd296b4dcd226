/** Of all texts that are remembered together, about two bytes each. */
const charsMax = 4_000_000;

/**
 * Turns texts into values and remembers them, so that reading the same text again gives the same object: what others
 * remember by its identity, such as a compiled form, stays found. A text alone says what it means, so unlike a version's
 * number it cannot be outdated by a transaction that is undone.
 */
export class ParsedTexts<T> {
  readonly #parse: (text: string) => T;
  readonly #known = new Map<string, T>();
  #chars = 0;

  constructor(parse: (text: string) => T) {
    this.#parse = parse;
  }

  valueOf(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const value = this.#parse(text);
    if (this.#chars + text.length > charsMax) this.#forget();
    this.#known.set(text, value);
    this.#chars += text.length;
    return value;
  }

  #forget(): void {
    this.#known.clear();
    this.#chars = 0;
  }
}
