import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { SocketModeReceiver } from '../../../../src/bot/slack/socket-mode/receiver.js';
import { type SocketTimings, socketTimings } from '../../../../src/bot/slack/socket-mode/timings.js';
import { type LoggedLine, logInto } from '../../support/slack-world.js';

/** Quick enough to be waited for, in the proportions of the real ones. */
const QUICK: SocketTimings = {
  helloMaxMs: 300,
  pingEveryMs: 40,
  silenceMaxMs: 150,
  retiredMs: 150,
  farewellMaxMs: 100,
  stableMs: 100,
  retryFirstMs: 20,
  retryMaxMs: 100,
};

type Processed = Parameters<App['processEvent']>[0];

let sockets: WebSocket[];
/** What Slack heard, oldest first. */
let heard: { readonly envelope_id: string; readonly payload?: unknown }[];
let logged: LoggedLine[];
let url: string;
/** What a new connection is greeted with; the handshake is already done. */
let greet: (socket: WebSocket) => void;

const hello = (socket: WebSocket) => socket.send(JSON.stringify({ type: 'hello' }));
const send = (socket: WebSocket | undefined, envelope_id: string, payload: object = {}) =>
  socket?.send(JSON.stringify({ type: 'interactive', envelope_id, payload }));
const renewal = JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' });

beforeEach(async () => {
  sockets = [];
  heard = [];
  logged = [];
  greet = hello;
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => heard.push(JSON.parse(data.toString())));
    greet(socket);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate();
    server.close();
  });
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

function receiverFor(
  processEvent: (event: Processed) => Promise<void>,
  changes: { readonly newUrl?: () => Promise<string>; readonly timings?: SocketTimings } = {},
): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    newUrl: async () => url,
    newRequestId: () => 'request-1',
    log: logInto(logged),
    timings: QUICK,
    ...changes,
  });
  receiver.init({ processEvent } as unknown as App);
  onTestFinished(() => receiver.stop());
  return receiver;
}

const acknowledge = (event: Processed) => event.ack();

describe('a start', () => {
  test('is done when Slack has said hello', async () => {
    const receiver = receiverFor(acknowledge);
    expect(receiver.isConnected).toBe(false);
    await receiver.start();
    expect(receiver.isConnected).toBe(true);
  });

  test.each<[string, (socket: WebSocket) => void, string]>([
    ['says nothing', () => {}, 'no hello came in time'],
    ['hangs up', (socket) => socket.terminate(), 'closed before Slack said hello'],
  ])('fails when Slack %s', async (_what, how, why) => {
    greet = how;
    await expect(receiverFor(acknowledge).start()).rejects.toThrow(why);
  });

  test('fails when Slack gives no address, or one over which anybody could read', async () => {
    const refused = receiverFor(acknowledge, { newUrl: () => Promise.reject(new Error('invalid_auth')) });
    await expect(refused.start()).rejects.toThrow('invalid_auth');
    const open = receiverFor(acknowledge, { newUrl: async () => 'ws://wss-primary.slack.example/link' });
    await expect(open.start()).rejects.toThrow('not encrypted');
  });
});

describe('an envelope', () => {
  test('is processed with a request id and answered with what the app said, once', async () => {
    const events: Processed[] = [];
    const receiver = receiverFor(async (event) => {
      events.push(event);
      await event.ack({ response_action: 'clear' });
    });
    await receiver.start();
    send(sockets[0], 'e1', { type: 'view_submission' });
    await expect.poll(() => heard).toEqual([{ envelope_id: 'e1', payload: { response_action: 'clear' } }]);
    expect(events).toMatchObject([{ body: { type: 'view_submission' }, customProperties: { requestId: 'request-1' } }]);
  });

  test('that is answered with nothing is acknowledged', async () => {
    await receiverFor(acknowledge).start();
    send(sockets[0], 'e1');
    await expect.poll(() => heard).toEqual([{ envelope_id: 'e1' }]);
  });

  test('whose processing fails is not acknowledged, so that Slack says so, and hurts no other one', async () => {
    const receiver = receiverFor(async (event) => {
      if (event.body.bad === true) throw new Error('a bug');
      await event.ack();
    });
    await receiver.start();
    send(sockets[0], 'e1', { bad: true });
    sockets[0]?.send('this is no JSON');
    send(sockets[0], 'e2');
    await expect.poll(() => heard).toEqual([{ envelope_id: 'e2' }]);
    expect(logged.filter((line) => line.level === 'error').map((line) => line.text)).toEqual([
      expect.stringContaining('a bug'),
    ]);
  });

  test('whose socket is lost meanwhile is processed to its end, and the lost answer is noted', async () => {
    let finished = false;
    const receiver = receiverFor(async (event) => {
      await delay(50);
      await event.ack();
      finished = true;
    });
    await receiver.start();
    send(sockets[0], 'e1');
    await delay(10);
    sockets[0]?.terminate();
    await expect.poll(() => finished).toBe(true);
    expect(heard).toEqual([]);
    expect(logged.map((line) => line.text).join()).toContain('an answer to Slack was lost with its socket');
  });
});

describe('a connection that is lost', () => {
  test('is replaced, and the next envelope comes through', async () => {
    const receiver = receiverFor(acknowledge);
    await receiver.start();
    sockets[0]?.terminate();
    await expect.poll(() => sockets.length).toBe(2);
    await expect.poll(() => receiver.isConnected).toBe(true);
    send(sockets[1], 'e1');
    await expect.poll(() => heard).toEqual([{ envelope_id: 'e1' }]);
  });

  test('without a word is noticed by its silence', async () => {
    const receiver = receiverFor(acknowledge);
    await receiver.start();
    // What a cut cable looks like: the socket stands, and nothing is read from it any more.
    sockets[0]?.pause();
    await expect.poll(() => sockets.length).toBe(2);
    await expect.poll(() => receiver.isConnected).toBe(true);
  });

  test('that lives on without traffic is kept, for pings are answered', async () => {
    await receiverFor(acknowledge).start();
    await delay(3 * QUICK.silenceMaxMs);
    expect(sockets).toHaveLength(1);
  });

  test('is looked for again as long as it takes, with longer and longer waits', async () => {
    const receiver = receiverFor(acknowledge);
    await receiver.start();
    greet = (socket) => socket.terminate();
    sockets[0]?.terminate();
    await expect.poll(() => sockets.length).toBeGreaterThan(4);
    expect(receiver.isConnected).toBe(false);
    greet = hello;
    await expect.poll(() => receiver.isConnected).toBe(true);
    expect(logged.filter((line) => line.text.startsWith('Slack could not be connected to')).length).toBeGreaterThan(3);
  });

  test('again and again right after hello is not hammered', async () => {
    const receiver = receiverFor(acknowledge);
    await receiver.start();
    greet = (socket) => {
      hello(socket);
      setTimeout(() => socket.terminate(), 1);
    };
    sockets[0]?.terminate();
    await delay(400);
    // 20, 40, 80, then 100 milliseconds, each halved at most: far from one after the other.
    expect(sockets.length).toBeLessThan(15);
  });
});

describe('a connection that Slack wants to have renewed', () => {
  test('is replaced before it goes: there is never none, and both are heard for a while', async () => {
    const receiver = receiverFor(acknowledge);
    await receiver.start();
    const states: boolean[] = [];
    const watch = setInterval(() => states.push(receiver.isConnected), 5);
    sockets[0]?.send(renewal);
    await expect.poll(() => sockets.length).toBe(2);
    send(sockets[0], 'old');
    send(sockets[1], 'new');
    await expect.poll(() => heard.map((one) => one.envelope_id).sort()).toEqual(['new', 'old']);
    await expect.poll(() => sockets[0]?.readyState).toBe(3);
    clearInterval(watch);
    expect(new Set(states)).toEqual(new Set([true]));
    expect(sockets).toHaveLength(2);
  });

  test('may be gone before the new one stands', async () => {
    const receiver = receiverFor(acknowledge);
    await receiver.start();
    greet = (socket) => setTimeout(() => hello(socket), 80);
    sockets[0]?.send(renewal);
    sockets[0]?.close();
    await expect.poll(() => receiver.isConnected).toBe(false);
    await expect.poll(() => receiver.isConnected).toBe(true);
    expect(sockets).toHaveLength(2);
  });

  test('because Socket Mode was switched off is said loudly', async () => {
    await receiverFor(acknowledge).start();
    sockets[0]?.send(JSON.stringify({ type: 'disconnect', reason: 'link_disabled' }));
    await expect.poll(() => logged.some((line) => line.level === 'error')).toBe(true);
  });
});

describe('a stop', () => {
  test('lets what was begun be answered, takes nothing new and says farewell', async () => {
    const receiver = receiverFor(async (event) => {
      await delay(60);
      await event.ack();
    });
    await receiver.start();
    send(sockets[0], 'begun');
    await delay(10);
    const stopped = receiver.stop();
    send(sockets[0], 'too late');
    await stopped;
    await expect.poll(() => sockets[0]?.readyState).toBe(3);
    expect(heard).toEqual([{ envelope_id: 'begun' }]);
    await delay(50);
    expect(sockets).toHaveLength(1);
  });

  test('does not wait for a peer that never answers', async () => {
    const receiver = receiverFor(acknowledge, { timings: { ...socketTimings, farewellMaxMs: 50 } });
    await receiver.start();
    sockets[0]?.pause();
    const started = performance.now();
    await receiver.stop();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
