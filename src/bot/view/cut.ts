const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `charsMax` UTF-16 units, the ellipsis included. Whole characters as people see them are kept: an emoji is
 * never halved, and an accent never loses its letter.
 */
export function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  if (charsMax < ELLIPSIS.length) return '';
  const room = charsMax - ELLIPSIS.length;
  return `${text.slice(0, endOfWhole(text, room)).trimEnd()}${ELLIPSIS}`;
}

/** Where the last whole character ends that fits in `room`. */
function endOfWhole(text: string, room: number): number {
  // What is further away than one more character cannot matter, and segmenting 10,000 characters would cost.
  const near = text.slice(0, room + 64);
  let end = 0;
  for (const { index, segment } of graphemes.segment(near)) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  return end > 0 ? end : endOfWholeCodePoint(text, room);
}

/** One letter may carry thousands of accents; then only a pair of surrogates must stay together. */
function endOfWholeCodePoint(text: string, room: number): number {
  const last = text.charCodeAt(room - 1);
  return last >= 0xd800 && last <= 0xdbff ? room - 1 : room;
}
