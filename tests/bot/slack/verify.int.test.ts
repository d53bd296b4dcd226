import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startHttpServer } from '../../../src/bot/http/server.js';
import { createSlack } from '../../../src/bot/slack/app.js';
import type { Slack } from '../../../src/bot/slack/dependencies.js';
import { BODY_BYTES_MAX } from '../../../src/bot/slack/verify.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { type LoggedLine, logInto } from '../support/slack-world.js';

const SECRET = 'the-signing-secret';
const MINUTE = 60_000;

let url: string;
let apiUrl: string;
let slack: Slack;
/** Methods of the Web API that were called, and response_urls. */
let called: string[];
/** Whom the bot looked for: proof that a request was let in. */
let looked: string[];
let logged: LoggedLine[];

beforeEach(async () => {
  called = [];
  looked = [];
  logged = [];
  apiUrl = await stubbedSlack();
  slack = createSlack(
    {
      store: () => unreachable(),
      reading: () => unreachable(),
      cards: () => unreachable(),
      directory: {
        find: async (_platform, _installation, user) => {
          looked.push(user);
          return 'unknown-person';
        },
        // Whose workspace it is stays unknown, so that nobody is asked who they are.
        tenantOf: async () => undefined,
        chatUsers: () => unreachable(),
      },
      drafts: () => unreachable(),
      identities: () => unreachable(),
      delegations: () => unreachable(),
      reminders: () => unreachable(),
      preferences: () => unreachable(),
      jobs: () => unreachable(),
      radar: () => unreachable(),
      admin: () => unreachable(),
      configuration: () => unreachable(),
      uploads: () => unreachable(),
      files: () => unreachable(),
      links: () => unreachable(),
      publicUrl: () => undefined,
      digest: (text) => text,
      settings: defaultSettings,
      now: () => new Date().toISOString(),
      newId: () => 'id',
      log: logInto(logged),
    },
    { signingSecret: SECRET, botToken: 'xoxb-test', apiUrl: `${apiUrl}/api/` },
  );
  const server = await startHttpServer(
    { slack: slack.requestListener, checks: [{ name: 'slack', check: () => slack.ready() }], log: logInto(logged) },
    { host: '127.0.0.1', port: 0 },
  );
  onTestFinished(() => server.close());
  url = `http://127.0.0.1:${server.port}`;
});

function unreachable(): never {
  throw new Error('an unknown person must not get this far');
}

async function stubbedSlack(): Promise<string> {
  const server = createServer((request, response) => {
    called.push(request.url ?? '');
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, team_id: 'T1', team: 'Acme', user_id: 'U0', bot_id: 'B0' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const body = () =>
  new URLSearchParams({
    command: '/approvals',
    text: '',
    team_id: 'T1',
    user_id: 'U1',
    trigger_id: '1.2.3',
    response_url: `${apiUrl}/commands/1`,
  }).toString();

interface Signed {
  readonly content?: string;
  readonly ageMs?: number;
  readonly tamper?: (signature: string) => string;
  /** What goes out in place of what was signed. */
  readonly sent?: (content: string) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs by hand, as Slack's documentation says. */
async function send(signed: Signed = {}) {
  const { content = body(), ageMs = 0, tamper = same, sent = same, headers = {} } = signed;
  const timestamp = String(Math.floor((Date.now() - ageMs) / 1000));
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${content}`).digest('hex')}`;
  const response = await fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': tamper(signature),
      ...headers,
    },
    body: sent(content),
  });
  await response.text();
  await slack.close();
  return response.status;
}

function same(text: string): string {
  return text;
}

function flipOneBit(signature: string): string {
  const last = Number.parseInt(signature.at(-1) ?? '0', 16);
  return `${signature.slice(0, -1)}${(last ^ 1).toString(16)}`;
}

describe('a request', () => {
  test('that is signed is served', async () => {
    await slack.start();
    expect(await send()).toBe(200);
    expect([looked, called]).toEqual([['U1'], ['/api/auth.test', '/commands/1']]);
  });

  test.each<[string, Signed]>([
    ['with one bit of the signature flipped', { tamper: flipOneBit }],
    ['with another body than was signed', { sent: (signed) => signed.replace('user_id=U1', 'user_id=U0') }],
    ['without a signature', { tamper: () => '' }],
    ['signed 6 minutes ago', { ageMs: 6 * MINUTE }],
    ['signed 6 minutes in the future', { ageMs: -6 * MINUTE }],
    ['with a time that is none', { headers: { 'x-slack-request-timestamp': 'soon' } }],
  ])('%s is refused and nothing is done', async (_what, signed) => {
    await slack.start();
    expect(await send(signed)).toBe(401);
    expect([looked, called]).toEqual([[], ['/api/auth.test']]);
  });

  test.each([4, -4])('signed %s minutes ago is served', async (minutes) => {
    await slack.start();
    expect(await send({ ageMs: minutes * MINUTE })).toBe(200);
    expect(looked).toEqual(['U1']);
  });

  test('that is too large is refused and nothing is done', async () => {
    await slack.start();
    expect(await send({ content: `${body()}&text=${'x'.repeat(BODY_BYTES_MAX)}` })).toBe(413);
    expect(looked).toEqual([]);
  });

  test('from a workspace that is not the installed one is told so and nothing is looked up', async () => {
    await slack.start();
    expect(await send({ content: body().replace('team_id=T1', 'team_id=T2') })).toBe(200);
    expect([looked, called.at(-1)]).toEqual([[], '/commands/1']);
  });

  test('that is an unsigned certificate check is answered and carries nothing in', async () => {
    await slack.start();
    const smuggled = `ssl_check=1&${body()}`;
    const response = await fetch(`${url}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: smuggled,
    });
    expect([response.status, looked]).toEqual([200, []]);
  });

  test('before Slack has accepted the token is put off, and readiness says so', async () => {
    expect(await send()).toBe(503);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not-ready', failing: ['slack'] }]);
    await slack.start();
    await expect.poll(async () => (await fetch(`${url}/health/ready`)).status, { timeout: 5000 }).toBe(200);
  });
});

test('a secret is never logged, whatever is refused', async () => {
  await slack.start();
  await send({ tamper: flipOneBit });
  await send({ ageMs: 6 * MINUTE });
  expect(logged.length).toBeGreaterThan(1);
  expect(JSON.stringify(logged)).not.toMatch(/xoxb-test|the-signing-secret|v0=/);
});
