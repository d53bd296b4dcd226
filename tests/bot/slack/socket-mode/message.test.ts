import { describe, expect, test } from 'vitest';
import { parseSocketMessage } from '../../../../src/bot/slack/socket-mode/message.js';

const parsed = (message: unknown) => parseSocketMessage(JSON.stringify(message));

describe('a message from a socket', () => {
  test('is a hello, a disconnect with its reason, or an envelope', () => {
    expect(parsed({ type: 'hello', num_connections: 1 })).toEqual({ kind: 'hello' });
    expect(parsed({ type: 'disconnect', reason: 'warning' })).toEqual({ kind: 'disconnect', reason: 'warning' });
    expect(parsed({ type: 'disconnect' })).toEqual({ kind: 'disconnect', reason: 'unknown' });
    const payload = { type: 'block_actions' };
    expect(parsed({ type: 'interactive', envelope_id: 'e1', payload, accepts_response_payload: true })).toEqual({
      kind: 'envelope',
      envelope: { id: 'e1', payload, retryNum: undefined, retryReason: undefined },
    });
    const again = { envelope_id: 'e1', payload, retry_attempt: 2, retry_reason: 'timeout' };
    expect(parsed({ type: 'events_api', ...again })).toMatchObject({
      envelope: { retryNum: 2, retryReason: 'timeout' },
    });
  });

  test.each([
    ['of no known kind', { type: 'surprise' }],
    ['with an envelope that has no payload', { type: 'interactive', envelope_id: 'e1' }],
    ['with a payload that is no object', { type: 'interactive', envelope_id: 'e1', payload: 'x' }],
    ['with an empty id', { type: 'interactive', envelope_id: '', payload: {} }],
    ['that is a list', []],
    ['that is nothing', null],
  ])('%s is left alone', (_what, message) => {
    expect(parsed(message)).toBeUndefined();
  });

  test('that is no JSON is left alone', () => {
    expect(parseSocketMessage('{"type":"hel')).toBeUndefined();
  });
});
