/** Controls that turn the direction of what follows them, beyond the text they stand in. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
const OTHER_CONTROLS = /[^\P{Cc}\n\t]/gu;
const BLANKS = /\s+/g;
const BREAK = /[\n\t\u2028\u2029]/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** Characters that `isolate` may add. */
export const ISOLATE_CHARS = 2;

/** Text from people without anything that reaches beyond it: no turned directions, no control characters. */
export function harmless(text: string): string {
  return text.toWellFormed().replace(DIRECTION_CONTROLS, '').replace(OTHER_CONTROLS, '');
}

/** The same on one line, for use inside a sentence of ours. */
export function harmlessLine(text: string): string {
  return harmless(text)
    .replace(BLANKS, (blank) => (BREAK.test(blank) ? ' ' : blank))
    .trim();
}

/** Keeps right-to-left text from pulling our words, numbers and punctuation after it to the other side. */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
}
