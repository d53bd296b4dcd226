import type { Finding } from './finding.js';
import { selectTexts } from './select.js';

/** A type that leads nowhere would be offered to people who could never submit it. */
export function checkReachable(data: unknown): readonly Finding[] {
  const led = new Set(selectTexts(data, 'templates.*.type').map((place) => place.value));
  return selectTexts(data, 'types.*.key')
    .filter(({ value }) => !led.has(value))
    .map(({ path, value }) => ({
      path,
      message: `no template has "type: ${value}", so nobody could submit a document of it; write one or leave the type out`,
    }));
}
