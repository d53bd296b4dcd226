import { DeliveryFault } from '../engine/ports/card-platform.js';

/** Longest text of an error that is kept or logged, in characters. */
export const errorCharsMax = 300;

/** Words long enough to be a secret, when digits are among them. */
const SECRET_LIKE = /(?=[\w\-+/=.~]*\d)[\w\-+/=.~]{20,}/g;
const KNOWN_TOKENS = /\b(?:xox[a-z]-|xapp-|Bearer\s+|Basic\s+)\S+/gi;
/** Parsers quote what they choked on, which may be a person's words. */
const QUOTED = /"[^"]*"?|`[^`]*`?/g;

/**
 * What an operator may read about a failure. The first line only, with everything left out that could be a token or
 * somebody's text: errors of libraries quote their input.
 */
export function errorText(error: unknown): string {
  const [line = ''] = describe(error).split(/[\r\n\u2028\u2029]/, 1);
  const harmless = line.replace(QUOTED, '"…"').replace(KNOWN_TOKENS, '…').replace(SECRET_LIKE, '…');
  return harmless.length <= errorCharsMax ? harmless : `${harmless.slice(0, errorCharsMax - 1).toWellFormed()}…`;
}

function describe(error: unknown): string {
  if (error instanceof DeliveryFault) return `${error.code}: ${error.message}`;
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return 'something that is not an error was thrown';
}
