import { webApi } from '@slack/bolt';
import { DeliveryFault, type DeliveryFaultCode } from '../../engine/ports/card-platform.js';

/** `once`: doing it twice shows. `repeatable`: doing it again is the same. */
export type CallKind = 'once' | 'repeatable';

/** Slack may have carried these out although it answered with an error. */
const INTERNAL: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
]);

const CODES: ReadonlyMap<string, DeliveryFaultCode> = new Map([
  ...codes('message-gone', 'message_not_found', 'channel_not_found'),
  // The message is still there for people to read and press, and somebody has to look after it.
  ...codes('permanent', 'cant_update_message', 'edit_window_closed', 'is_archived', 'is_inactive'),
  ...codes('throttled', 'ratelimited', 'rate_limited', 'message_limit_exceeded'),
  ...codes('permanent', 'user_disabled', 'user_not_found', 'user_not_visible', 'cannot_dm_bot', 'user_deactivated'),
  ...codes('permanent', 'invalid_blocks', 'invalid_blocks_format', 'msg_too_long', 'msg_blocks_too_long', 'no_text'),
  ...codes('permanent', 'invalid_arguments', 'invalid_metadata_format', 'metadata_too_large', 'missing_scope'),
]);

/** A connection that was never made carried nothing. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a failed call of the Web API means for the card it was about. */
export function deliveryFaultOf(error: unknown, method: string, kind: CallKind): DeliveryFault {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new DeliveryFault('throttled', `${method}: throttled`, {
      cause: error,
      retryAfterMs: error.retryAfter * 1000,
    });
  }
  const unclear = kind === 'once' ? 'uncertain' : 'transient';
  return new DeliveryFault(codeOf(error, unclear), `${method}: ${reasonOf(error)}`, { cause: error });
}

function codeOf(error: unknown, unclear: DeliveryFaultCode): DeliveryFaultCode {
  if (error instanceof RangeError) return 'permanent';
  if (error instanceof webApi.WebAPIPlatformError) {
    const said = error.data.error;
    // What Slack refuses for a reason we do not know did not happen, and may be mended by whoever runs the bot.
    return INTERNAL.has(said) ? unclear : (CODES.get(said) ?? 'transient');
  }
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500 ? unclear : 'transient';
  if (error instanceof webApi.WebAPIRequestError) return wasNeverSent(error.original) ? 'transient' : unclear;
  if (error instanceof Error && error.message.startsWith('Retry header')) return 'throttled';
  return unclear;
}

function wasNeverSent(error: Error): boolean {
  const cause: unknown = error.cause ?? error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && NEVER_SENT.has(String(cause.code));
}

function reasonOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.message : 'failed';
}

function codes(code: DeliveryFaultCode, ...said: readonly string[]): [string, DeliveryFaultCode][] {
  return said.map((one) => [one, code]);
}
