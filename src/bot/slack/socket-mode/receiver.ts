import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import type { Log } from '../../../engine/ports/log.js';
import { SocketConnection } from './connection.js';
import type { Envelope } from './message.js';
import { retryWaitMs, type SocketTimings, socketTimings } from './timings.js';

export interface SocketModeParts {
  /** Asks Slack for the address of a new connection (`apps.connections.open`), which counts once. */
  newUrl(): Promise<string>;
  newRequestId(): string;
  readonly log: Log;
  readonly timings?: SocketTimings | undefined;
}

/**
 * Hears Slack over sockets that the bot opens itself, so that nobody needs to reach it. Slack renews connections every
 * few hours and says so before: the next one is opened first and the old one closed when nothing is left on it, so that
 * no click falls between the two. (Bolt's own receiver closes first and then waits five seconds.)
 */
export class SocketModeReceiver implements Receiver {
  readonly #parts: SocketModeParts;
  readonly #timings: SocketTimings;
  readonly #stopped = new AbortController();
  readonly #connections = new Set<SocketConnection>();
  readonly #underWay = new Set<Promise<void>>();
  #app: App | undefined;
  #current: SocketConnection | undefined;
  #currentSince = 0;
  #failures = 0;
  #isReplacing = false;

  constructor(parts: SocketModeParts) {
    this.#parts = parts;
    this.#timings = parts.timings ?? socketTimings;
  }

  get isConnected(): boolean {
    return this.#current?.isOpen === true;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Resolves when Slack can send. Rejects when it cannot the first time; later on it is tried again for ever. */
  async start(): Promise<void> {
    await this.#connect();
  }

  /** Takes nothing new, lets what was begun be answered, and says farewell. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.allSettled(this.#underWay);
    await Promise.all([...this.#connections].map((connection) => connection.close()));
  }

  async #connect(): Promise<void> {
    const connection = await SocketConnection.open(
      await this.#parts.newUrl(),
      {
        onEnvelope: (from, envelope) => this.#receive(from, envelope),
        onEnding: (ending, reason) => this.#renew(ending, reason),
        onClosed: (closed, reason) => this.#lose(closed, reason),
      },
      this.#timings,
    );
    if (this.#stopped.signal.aborted) return connection.close();
    if (!connection.isOpen) throw new Error('Slack said hello and closed the socket');
    if (this.#current !== undefined) this.#retire(this.#current);
    this.#connections.add(connection);
    this.#current = connection;
    this.#currentSince = performance.now();
  }

  #receive(connection: SocketConnection, envelope: Envelope): void {
    // Left unanswered, so that Slack tells the person that the click went nowhere, or asks another process.
    if (this.#stopped.signal.aborted) return;
    const work = this.#process(connection, envelope).catch((error: unknown) => {
      this.#parts.log.error({ err: error }, 'a payload from a socket could not be processed');
    });
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  async #process(connection: SocketConnection, envelope: Envelope): Promise<void> {
    let isAnswered = false;
    await this.#app?.processEvent({
      body: envelope.payload,
      ...(envelope.retryNum !== undefined && { retryNum: envelope.retryNum }),
      ...(envelope.retryReason !== undefined && { retryReason: envelope.retryReason }),
      customProperties: { requestId: this.#parts.newRequestId() },
      ack: async (answer?: unknown) => {
        if (isAnswered) throw new Error('an envelope was answered twice');
        isAnswered = true;
        // What was done is done; Slack tells the person that nothing came back, and a second click finds it out.
        if (connection.isOpen) connection.answer(envelope, answer === '' ? undefined : answer);
        else this.#parts.log.warn({}, 'an answer to Slack was lost with its socket');
      },
    });
  }

  #renew(connection: SocketConnection, reason: string): void {
    const { log } = this.#parts;
    if (reason === 'link_disabled') log.error({ reason }, 'Socket Mode was switched off in the settings of the app');
    else log.info({ reason }, 'Slack renews a socket');
    if (connection !== this.#current) return;
    this.#noteLife();
    void this.#replace();
  }

  #lose(connection: SocketConnection, reason: string): void {
    this.#connections.delete(connection);
    if (connection !== this.#current || this.#stopped.signal.aborted) return;
    this.#current = undefined;
    this.#noteLife();
    this.#parts.log.warn({ reason }, 'a socket was lost; connecting again');
    void this.#replace();
  }

  /** A connection that ends soon after its start must not make the bot knock without pause. */
  #noteLife(): void {
    const lived = performance.now() - this.#currentSince;
    this.#failures = lived < this.#timings.stableMs ? this.#failures + 1 : 0;
  }

  /** Opens another connection in place of the current one, however long it takes. */
  async #replace(): Promise<void> {
    if (this.#isReplacing) return;
    this.#isReplacing = true;
    while (!this.#stopped.signal.aborted) {
      await this.#wait(retryWaitMs(this.#failures, this.#timings, Math.random));
      try {
        if (!this.#stopped.signal.aborted) await this.#connect();
        break;
      } catch (error) {
        this.#failures += 1;
        this.#parts.log.warn({ err: error, failures: this.#failures }, 'Slack could not be connected to');
      }
    }
    this.#isReplacing = false;
  }

  /** What comes in on the old one while the new one is there already is still heard and answered. */
  #retire(connection: SocketConnection): void {
    void this.#wait(this.#timings.retiredMs).then(() => connection.close());
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => {});
  }
}
