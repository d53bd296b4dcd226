import { webApi } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { type CallKind, deliveryFaultOf } from '../../../src/bot/slack/delivery-fault.js';

const said = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const broken = (code: string) => {
  return new webApi.WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
  );
};
const http = (status: number) => new webApi.WebAPIHTTPError(status, 'x', {}, '');
const codeOf = (error: unknown, kind: CallKind) => deliveryFaultOf(error, 'chat.postMessage', kind).code;

describe('a failed call', () => {
  test.each<[string, unknown, string, string]>([
    ['a message that is gone', said('message_not_found'), 'message-gone', 'message-gone'],
    ['a conversation that is gone', said('channel_not_found'), 'message-gone', 'message-gone'],
    ['a message that stays as it is', said('edit_window_closed'), 'permanent', 'permanent'],
    ['a message that we may not update', said('cant_update_message'), 'permanent', 'permanent'],
    ['a frozen conversation', said('is_inactive'), 'permanent', 'permanent'],
    ['an archived conversation', said('is_archived'), 'permanent', 'permanent'],
    ['a deactivated person', said('user_disabled'), 'permanent', 'permanent'],
    ['blocks that Slack refuses', said('invalid_blocks'), 'permanent', 'permanent'],
    ['a drawing beyond the limits', new RangeError('too long'), 'permanent', 'permanent'],
    ['a reason nobody knows', said('something_new'), 'transient', 'transient'],
    ['an error inside Slack', said('internal_error'), 'uncertain', 'transient'],
    ['a 503', http(503), 'uncertain', 'transient'],
    ['a 404', http(404), 'transient', 'transient'],
    ['a connection that was refused', broken('ECONNREFUSED'), 'transient', 'transient'],
    ['a name that does not resolve', broken('ENOTFOUND'), 'transient', 'transient'],
    ['a connection reset after sending', broken('ECONNRESET'), 'uncertain', 'transient'],
    [
      'a time-out',
      new webApi.WebAPIRequestError(new DOMException('timed out', 'TimeoutError')),
      'uncertain',
      'transient',
    ],
    ['an answer that cannot be read', new Error('unexpected'), 'uncertain', 'transient'],
  ])('because of %s is %o: %s when posting, %s when updating', (_what, error, posting, updating) => {
    expect([codeOf(error, 'once'), codeOf(error, 'repeatable')]).toEqual([posting, updating]);
  });

  test('that was throttled says when to come back', () => {
    const fault = deliveryFaultOf(new webApi.WebAPIRateLimitedError(7), 'chat.update', 'repeatable');
    expect([fault.code, fault.retryAfterMs]).toEqual(['throttled', 7000]);
  });

  test('names the method and Slack’s word for it, nothing else', () => {
    expect(deliveryFaultOf(said('user_disabled'), 'chat.postMessage', 'once').message).toBe(
      'chat.postMessage: user_disabled',
    );
  });
});
