import { type RawData, WebSocket } from 'ws';
import { BODY_BYTES_MAX } from '../verify.js';
import { type Envelope, parseSocketMessage } from './message.js';
import type { SocketTimings } from './timings.js';

/** What a connection tells whoever opened it. */
export interface ConnectionListener {
  onEnvelope(connection: SocketConnection, envelope: Envelope): void;
  /** Slack is about to close it and wants another one to be opened before. */
  onEnding(connection: SocketConnection, reason: string): void;
  /** Once, whoever closed it and why; only after a hello. */
  onClosed(connection: SocketConnection, reason: string): void;
}

/** One WebSocket to Slack, from its first hello to its end. */
export class SocketConnection {
  readonly #socket: WebSocket;
  readonly #listener: ConnectionListener;
  readonly #timings: SocketTimings;
  #heardAt = performance.now();
  #isReady = false;
  /** Why this side gave it up, or what broke it. */
  #endedBecause: string | undefined;

  private constructor(url: string, listener: ConnectionListener, timings: SocketTimings) {
    this.#socket = new WebSocket(url, {
      handshakeTimeout: timings.helloMaxMs,
      maxPayload: BODY_BYTES_MAX,
      perMessageDeflate: false,
    });
    this.#listener = listener;
    this.#timings = timings;
  }

  /** Resolves when Slack has said hello; rejects when it does not in time. */
  static async open(url: string, listener: ConnectionListener, timings: SocketTimings): Promise<SocketConnection> {
    const connection = new SocketConnection(checkedUrl(url), listener, timings);
    await connection.#hello();
    return connection;
  }

  get isOpen(): boolean {
    return this.#isReady && this.#socket.readyState === WebSocket.OPEN;
  }

  /** Tells Slack that an envelope has arrived, with what it shall do next if there is something. */
  answer({ id }: Envelope, payload: unknown): void {
    const answer = { envelope_id: id, ...(payload === undefined ? {} : { payload }) };
    this.#socket.send(JSON.stringify(answer));
  }

  /** Resolves when it is closed; a peer that does not answer the farewell is left without one. */
  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
    const limit = setTimeout(() => this.#socket.terminate(), this.#timings.farewellMaxMs);
    this.#socket.close(1000);
    await closed;
    clearTimeout(limit);
  }

  #hello(): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => this.#end('no hello came in time'), this.#timings.helloMaxMs);
      const pulse = setInterval(() => this.#checkPulse(), this.#timings.pingEveryMs);
      pulse.unref();
      this.#socket.on('message', (data) => {
        if (this.#hear(data) !== 'hello') return;
        clearTimeout(limit);
        this.#isReady = true;
        resolve();
      });
      for (const frame of ['ping', 'pong'] as const) this.#socket.on(frame, () => this.#noteHeard());
      // Always followed by `close`.
      this.#socket.on('error', ({ message }) => {
        this.#endedBecause ??= message;
      });
      this.#socket.once('close', (code, words) => {
        clearTimeout(limit);
        clearInterval(pulse);
        const reason = this.#endedBecause ?? `code ${code} ${words.toString('utf8')}`.trim();
        if (this.#isReady) this.#listener.onClosed(this, reason);
        else reject(new Error(`the socket was closed before Slack said hello: ${reason}`));
      });
    });
  }

  #hear(data: RawData): 'hello' | undefined {
    this.#noteHeard();
    const message = parseSocketMessage(data.toString());
    if (message?.kind === 'hello') return 'hello';
    if (message?.kind === 'envelope') this.#listener.onEnvelope(this, message.envelope);
    if (message?.kind === 'disconnect') this.#listener.onEnding(this, message.reason);
    return undefined;
  }

  #noteHeard(): void {
    this.#heardAt = performance.now();
  }

  /** A network in between can lose a connection without telling either side; then nothing is heard, not even a pong. */
  #checkPulse(): void {
    if (performance.now() - this.#heardAt > this.#timings.silenceMaxMs) this.#end('nothing was heard any more');
    else if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  #end(why: string): void {
    this.#endedBecause ??= why;
    this.#socket.terminate();
  }
}

/** What people do in chat travels here, so it is encrypted or stays on this machine. */
function checkedUrl(text: string): string {
  const { protocol, hostname } = new URL(text);
  const isLoopback = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  if (protocol === 'wss:' || (protocol === 'ws:' && isLoopback)) return text;
  throw new Error('Slack named an address for its socket that is not encrypted');
}
