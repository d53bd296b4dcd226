import type { Finding } from './finding.js';

/** Nobody mends more at a time, and to explain hundred thousands of them would take long. */
export const mistakesMax = 100;

/** One after the other: a call takes no more arguments than the stack has room for. */
export function addMistakes(mistakes: Finding[], further: Iterable<Finding>): void {
  for (const one of further) {
    if (mistakes.length > mistakesMax) return;
    mistakes.push(one);
  }
}

/** Says so where there are more. */
export function firstOf(mistakes: readonly Finding[]): readonly Finding[] {
  if (mistakes.length <= mistakesMax) return mistakes;
  const more = `there are more mistakes; these are the first ${mistakesMax}, and the others show once they are mended`;
  return [...mistakes.slice(0, mistakesMax), { path: [], message: more }];
}
