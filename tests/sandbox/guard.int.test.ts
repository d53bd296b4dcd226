import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { startLittleSlack } from './support/little-company.js';

let sandbox: Sandbox;
let port: number;

beforeEach(async () => {
  sandbox = await startLittleSlack();
  port = Number(new URL(sandbox.url).port);
});

afterEach(() => sandbox.close());

interface Knock {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As a browser would knock, with headers that fetch does not let one choose. */
function knock({ method = 'GET', path = '/sandbox/api/state', headers = {}, body = '' }: Knock): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, method, path, headers: { host: `127.0.0.1:${port}`, ...headers } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

const JSON_HEADERS = { 'content-type': 'application/json' };

describe('the sandbox', () => {
  test.each(['0.0.0.0', '192.168.1.5', '::'])('does not listen on %s', async (host) => {
    await expect(startLittleSlack({ host })).rejects.toThrow('loopback only');
  });

  test.each<[number, Knock]>([
    [200, {}],
    [200, { headers: { host: 'localhost:PORT' } }],
    [403, { headers: { host: 'evil.example:PORT' } }],
    [403, { headers: { host: '127.0.0.1.evil.example:PORT' } }],
    [403, { headers: { host: '127.0.0.1' } }],
    [403, { headers: { host: '127.0.0.1:1' } }],
    [403, { headers: { origin: 'https://evil.example' } }],
    [403, { headers: { origin: 'null' } }],
    [403, { headers: { origin: 'http://localhost:PORT' } }],
    [403, { headers: { 'sec-fetch-site': 'cross-site' } }],
    [403, { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' } }],
    [200, { headers: { 'sec-fetch-site': 'same-origin' } }],
    [403, { path: '/', headers: { host: 'evil.example' } }],
    [403, { method: 'POST', path: '/api/auth.test', headers: { origin: 'https://evil.example' } }],
  ])('answers %i to %j', async (status, { headers = {}, ...others }) => {
    const filled = Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(port))]);
    expect(await knock({ ...others, headers: Object.fromEntries(filled) })).toBe(status);
  });

  test('takes acts as JSON only, which another site cannot send unasked', async () => {
    const body = JSON.stringify({ as: 'UANA', text: 'hello' });
    const say = { method: 'POST', path: '/sandbox/api/say', body };
    expect(await knock({ ...say, headers: { 'content-type': 'text/plain' } })).toBe(415);
    expect(await knock({ ...say, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toBe(415);
    expect(sandbox.messagesOf('UANA')).toEqual([]);
    expect(await knock({ ...say, headers: JSON_HEADERS })).toBe(200);
    expect(sandbox.messagesOf('UANA')).toHaveLength(1);
  });

  test.each<[number, string]>([
    [400, '{'],
    [400, '{"as":"UANA"}'],
    [409, '{"as":"UNOBODY","text":"x"}'],
    [409, '{"as":"UGONE","text":"x"}'],
    [413, JSON.stringify({ as: 'UANA', text: 'x'.repeat(1024 * 1024) })],
  ])('answers %i to a body it cannot follow', async (status, body) => {
    expect(await knock({ method: 'POST', path: '/sandbox/api/say', headers: JSON_HEADERS, body })).toBe(status);
  });

  test('serves nothing from outside the page', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/nothing.js']) {
      expect(await knock({ path })).toBe(404);
    }
  });

  test('refuses two people with one id', async () => {
    const twin = { id: 'UANA', name: 'a', realName: 'A' };
    await expect(startLittleSlack({ people: [twin, twin] })).rejects.toThrow('share the id UANA');
  });
});
