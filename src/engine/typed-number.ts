/** A number as its digits, so that no digit is lost before somebody has decided what they mean. */
export interface TypedNumber {
  readonly negative: boolean;
  readonly whole: string;
  /** Absent where no decimal point was typed. */
  readonly decimals?: string;
}

/** Groups of three after one kind of separator, or India's groups of two before the last three, or no groups at all. */
const GROUPED = /^(?:\d+|\d{1,3}([ ,'])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})$/;
const MINUS = /^[-\u2212]/;
const SPACE_OF_ANY_WIDTH = /\p{Zs}/gu;
/** The digits and marks that East Asian keyboards type, each at a fixed distance from its plain twin. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * Reads `620`, `-5`, `.5`, `1,234.50`, `1 234.50`, `1'234.50` and `12,34,567`. The point is always the decimal mark
 * and everything else must be a whole group, so `1,5` and `1.234,50` are undefined instead of guessed at.
 */
export function readTypedNumber(text: string): TypedNumber | undefined {
  const typed = plainText(text);
  const [whole = '', decimals, ...rest] = typed.replace(MINUS, '').split('.');
  if (rest.length > 0) return undefined;

  const negative = MINUS.test(typed);
  if (decimals === undefined) return GROUPED.test(whole) ? { negative, whole: digitsOf(whole) } : undefined;
  if (!/^\d+$/.test(decimals) || !(whole === '' || GROUPED.test(whole))) return undefined;
  return { negative, whole: digitsOf(whole), decimals };
}

function plainText(text: string): string {
  const halfWidth = text.replaceAll(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - FULL_WIDTH_OFFSET));
  return halfWidth.replaceAll(SPACE_OF_ANY_WIDTH, ' ').replaceAll('\u2019', "'").trim();
}

function digitsOf(grouped: string): string {
  return grouped.replaceAll(/\D/g, '');
}
