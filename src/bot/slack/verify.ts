import type { IncomingHttpHeaders } from 'node:http';

/** How far a signed request's time may be off ours, either way: older is a replay, newer a stored one. */
const SKEW_MAX_MS = 5 * 60_000;

/** Slack's payloads repeat the whole view that was sent, percent-encoded: three times its 250 KB at most. */
export const BODY_BYTES_MAX = 1024 * 1024;

/**
 * Bolt refuses what is too old and accepts any future, so the time is judged here, both ways; the signature, which
 * covers the time, is judged by Bolt. A request without a time is left to Bolt as well: it refuses all but Slack's
 * unsigned certificate check, which it answers without doing anything.
 */
export function isTimely(headers: IncomingHttpHeaders, nowMs: number): boolean {
  const stated = headers['x-slack-request-timestamp'];
  if (stated === undefined) return true;
  if (typeof stated !== 'string' || !/^\d{1,12}$/.test(stated)) return false;
  return Math.abs(nowMs - Number(stated) * 1000) <= SKEW_MAX_MS;
}
