import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { SandboxBot } from '../options.js';
import type { SentCall } from './bot-link.js';
import type { Wire, WireAnswer } from './wire.js';

const CONNECTIONS_MAX = 10;
const TICKET_LIFETIME_MS = 30_000;
const PING_EVERY_MS = 10_000;
const ANSWER_BYTES_MAX = 1024 * 1024;
/** How long Slack leaves a connection open that it wants to have renewed. */
const RENEWAL_GRACE_MS = 10_000;

const answerShape = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

interface Waiting {
  readonly socket: WebSocket;
  readonly takesPayload: boolean;
  resolve(answer: WireAnswer): void;
  reject(reason: unknown): void;
}

/** Socket Mode as Slack speaks it: the app opens WebSockets, and its payloads come down one of them. */
export class SocketHub implements Wire {
  readonly #bot: SandboxBot;
  readonly #now: () => number;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: ANSWER_BYTES_MAX });
  readonly #tickets = new Map<string, number>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #sockets = new Set<WebSocket>();
  /** Connections that shall be renewed: used only while there is no other. */
  readonly #ending = new WeakSet<WebSocket>();
  #next = 0;

  constructor(bot: SandboxBot, now: () => number) {
    this.#bot = bot;
    this.#now = now;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** The path of a new connection; it counts once and for half a minute. */
  newPath(): string {
    const ticket = randomBytes(16).toString('hex');
    for (const [old, madeAt] of this.#tickets) {
      if (this.#now() - madeAt > TICKET_LIFETIME_MS) this.#tickets.delete(old);
    }
    this.#tickets.set(ticket, this.#now());
    return `/link/?ticket=${ticket}&app_id=${this.#bot.appId}`;
  }

  accept(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(incoming.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? '';
    const madeAt = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    if (madeAt === undefined || this.#now() - madeAt > TICKET_LIFETIME_MS) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(incoming, socket, head, (opened) => this.#welcome(opened));
  }

  deliver(call: SentCall, signal: AbortSignal): Promise<WireAnswer> {
    const socket = this.#nextSocket();
    if (socket === undefined) return Promise.reject(new Error('The app has opened no socket'));
    const envelope = envelopeOf(call);
    return new Promise<WireAnswer>((resolve, reject) => {
      this.#waiting.set(envelope.envelope_id, {
        socket,
        takesPayload: envelope.accepts_response_payload,
        resolve,
        reject,
      });
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      socket.send(JSON.stringify(envelope));
    }).finally(() => this.#waiting.delete(envelope.envelope_id));
  }

  /** Breaks all connections without a word, as a network does. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Wants every connection to be renewed, as Slack does every few hours, and closes the old ones a little later. */
  renew(graceMs = RENEWAL_GRACE_MS): void {
    for (const socket of this.#sockets) {
      this.#ending.add(socket);
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'sandbox' } }));
      setTimeout(() => socket.close(1000), graceMs).unref();
    }
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  /** One after the other, as far as they are open. */
  #nextSocket(): WebSocket | undefined {
    const open = [...this.#sockets].filter((socket) => socket.readyState === WebSocket.OPEN);
    const lasting = open.filter((socket) => !this.#ending.has(socket));
    const usable = lasting.length > 0 ? lasting : open;
    return usable[this.#next++ % Math.max(1, usable.length)];
  }

  #welcome(socket: WebSocket): void {
    if (this.#sockets.size >= CONNECTIONS_MAX) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close(1000);
      return;
    }
    this.#sockets.add(socket);
    const pings = setInterval(() => socket.ping(`Ping from sandbox ${this.#now()}`), PING_EVERY_MS);
    pings.unref();
    socket.on('message', (data) => this.#hear(socket, data));
    // Always followed by `close`.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(pings);
      this.#sockets.delete(socket);
      for (const waiting of this.#waiting.values()) {
        if (waiting.socket === socket) waiting.reject(new Error('The socket was lost before the app answered'));
      }
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#sockets.size,
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: this.#bot.appId },
      }),
    );
  }

  /** An answer counts only on the connection that the question went down. */
  #hear(socket: WebSocket, data: RawData): void {
    const answer = answerIn(data.toString());
    const waiting = answer && this.#waiting.get(answer.envelope_id);
    if (waiting === undefined || waiting.socket !== socket) return;
    const body = waiting.takesPayload && answer?.payload !== undefined ? JSON.stringify(answer.payload) : '';
    waiting.resolve({ status: 200, body });
  }
}

function envelopeOf({ kind, payload, headers }: SentCall) {
  const retry = headers['x-slack-retry-num'];
  return {
    envelope_id: randomUUID(),
    type: kind === 'command' ? 'slash_commands' : kind === 'event' ? 'events_api' : 'interactive',
    payload,
    accepts_response_payload: kind !== 'event' && kind !== 'block_actions' && kind !== 'view_closed',
    ...(kind === 'event' && {
      retry_attempt: Number(retry ?? 0),
      retry_reason: headers['x-slack-retry-reason'] ?? '',
    }),
  };
}

function answerIn(text: string): z.infer<typeof answerShape> | undefined {
  try {
    return answerShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
