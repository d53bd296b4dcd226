import type { RequestListener } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type HttpParts, startHttpServer } from '../../../src/bot/http/server.js';
import { type LoggedLine, logInto } from '../support/slack-world.js';

async function start(parts: Partial<HttpParts> = {}, logged: LoggedLine[] = []) {
  const server = await startHttpServer({ checks: [], log: logInto(logged), ...parts }, { host: '127.0.0.1', port: 0 });
  return { server, url: `http://127.0.0.1:${server.port}` };
}

describe('the server', () => {
  test('says that it lives and that it is ready', async () => {
    const { server, url } = await start({ checks: [{ name: 'database', check: async () => undefined }] });
    onTestFinished(() => server.close());
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${url}/health/ready?probe=1`)).json()).toEqual({ status: 'ready' });
  });

  test('names what is not ready and tells the reason to the log only', async () => {
    const logged: LoggedLine[] = [];
    const failing = { name: 'database', check: () => Promise.reject(new Error('disk at /secret is full')) };
    const { server, url } = await start({ checks: [failing, { name: 'slack', check: async () => undefined }] }, logged);
    onTestFinished(() => server.close());
    const response = await fetch(`${url}/health/ready`);
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toEqual([503, { status: 'not-ready', failing: ['database'] }]);
    expect(text).not.toContain('secret');
    expect(JSON.stringify(logged)).toContain('disk at /secret is full');
  });

  test('is ready without what is not vital, and names it', async () => {
    const redis = { name: 'redis', check: () => Promise.reject(new Error('nobody there')), isVital: false };
    const { server, url } = await start({ checks: [{ name: 'database', check: async () => undefined }, redis] });
    onTestFinished(() => server.close());
    const response = await fetch(`${url}/health/ready`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready', failing: ['redis'] }]);
  });

  test.each([
    ['GET', '/'],
    ['GET', '/slack/events'],
    ['POST', '/health/live'],
    ['POST', '/slack/events/more'],
    ['POST', '/slack/events'],
  ])('answers %s %s with 404 where nothing is served', async (method, path) => {
    const { server, url } = await start();
    onTestFinished(() => server.close());
    expect((await fetch(`${url}${path}`, { method })).status).toBe(404);
  });

  test('lets a request in flight finish before it is closed', async () => {
    let begun = () => {};
    const inFlight = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slack: RequestListener = (_request, response) => {
      begun();
      setTimeout(() => response.end('done'), 100);
    };
    const { server, url } = await start({ slack });
    const answer = fetch(`${url}/slack/events`, { method: 'POST' });
    await inFlight;
    const closed = server.close();
    expect(await (await answer).text()).toBe('done');
    await closed;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  test('refuses headers beyond what anybody needs', async () => {
    const { server, url } = await start();
    onTestFinished(() => server.close());
    expect((await fetch(`${url}/health/live`, { headers: { x: 'y'.repeat(20_000) } })).status).toBe(431);
  });

  test('says at once that its port is taken', async () => {
    const { server } = await start();
    onTestFinished(() => server.close());
    const settings = { host: '127.0.0.1', port: server.port };
    await expect(startHttpServer({ checks: [], log: logInto([]) }, settings)).rejects.toThrow('EADDRINUSE');
  });
});
