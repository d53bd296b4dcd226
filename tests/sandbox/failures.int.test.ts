import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { callApi, startLittleSlack, TOKEN } from './support/little-company.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startLittleSlack();
});

afterEach(() => sandbox.close());

function post(timeoutMs = 1000): Promise<Response> {
  return fetch(`${sandbox.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: new URLSearchParams({ channel: 'UANA', text: 'hello' }),
    signal: AbortSignal.timeout(timeoutMs),
  });
}

const posted = () => sandbox.messagesOf('UANA').length;

describe('a fault that is played', () => {
  test('429 says when to come back and does nothing', async () => {
    sandbox.fail({ kind: '429', retryAfterSeconds: 7 });
    const answer = await post();
    expect([answer.status, answer.headers.get('retry-after'), posted()]).toEqual([429, '7', 0]);
  });

  test('500 does nothing', async () => {
    sandbox.fail({ kind: '500' });
    expect([(await post()).status, posted()]).toEqual([500, 0]);
  });

  test('timeout never answers and does nothing', async () => {
    sandbox.fail({ kind: 'timeout' });
    await expect(post(150)).rejects.toThrow();
    expect(posted()).toBe(0);
  });

  test('timeout with a time does the work and answers late', async () => {
    sandbox.fail({ kind: 'timeout', afterMs: 120 });
    const started = performance.now();
    expect((await post()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(110);
    expect(posted()).toBe(1);
  });

  test('lost does the work and hangs up', async () => {
    sandbox.fail({ kind: 'lost' });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(posted()).toBe(1);
  });

  test('reset hangs up and does nothing', async () => {
    sandbox.fail({ kind: 'reset' });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(posted()).toBe(0);
  });
});

describe('a rule', () => {
  test('strikes once unless told otherwise, and only its own method', async () => {
    sandbox.fail({ kind: '500', method: 'chat.postMessage' });
    expect(await callApi(sandbox, 'auth.test')).toMatchObject({ ok: true });
    expect([(await post()).status, (await post()).status]).toEqual([500, 200]);
  });

  test('strikes as often as it says, every so many calls, until cleared', async () => {
    sandbox.fail({ kind: '500', times: 2 });
    expect(await statuses(3)).toEqual([500, 500, 200]);
    sandbox.fail({ kind: '500', every: 3 });
    expect(await statuses(6)).toEqual([200, 200, 500, 200, 200, 500]);
    sandbox.clearFailures();
    expect(await statuses(3)).toEqual([200, 200, 200]);
  });

  test('can be given over HTTP, and is written down with the calls', async () => {
    const rules = `${sandbox.url}/sandbox/api/failures`;
    const headers = { 'content-type': 'application/json' };
    await fetch(rules, { method: 'POST', headers, body: JSON.stringify({ kind: '500', times: 5 }) });
    expect(await statuses(1)).toEqual([500]);
    await fetch(rules, { method: 'DELETE' });
    expect(await statuses(1)).toEqual([200]);
    expect((await fetch(rules, { method: 'POST', headers, body: JSON.stringify({ kind: 'fire' }) })).status).toBe(400);
    expect(sandbox.requests.map((request) => request.outcome)).toEqual(['500', 'ok']);
  });

  async function statuses(count: number): Promise<number[]> {
    const found = [];
    for (let done = 0; done < count; done += 1) found.push((await post()).status);
    return found;
  }
});
