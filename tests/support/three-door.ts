import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where one bot is reached at this moment; undefined while it is down. */
export interface Backend {
  url: string | undefined;
  /** Requests that were passed on and are not answered. */
  underWay: number;
}

/** What stands before several bots: it goes round, down ones included, and tries nothing twice. */
export class ThreeDoor {
  readonly backends: readonly Backend[];
  readonly #server: Server;
  #next = 0;
  /** Requests that found the bot whose turn it was down, or saw it die. */
  turnedAway = 0;

  private constructor(count: number) {
    this.backends = Array.from({ length: count }, () => ({ url: undefined, underWay: 0 }));
    this.#server = createServer((incoming, outgoing) => this.#passOn(incoming, outgoing));
  }

  static async open(count: number): Promise<ThreeDoor> {
    const door = new ThreeDoor(count);
    await new Promise<void>((resolve, reject) => {
      door.#server.once('error', reject);
      door.#server.listen(0, '127.0.0.1', resolve);
    });
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/slack/events`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const backend = this.backends[this.#next % this.backends.length];
    this.#next += 1;
    if (backend?.url === undefined) {
      this.#turnAway(outgoing);
      return;
    }
    backend.underWay += 1;
    let isOver = false;
    const end = () => {
      if (!isOver) backend.underWay -= 1;
      isOver = true;
    };
    const { method, headers } = incoming;
    const onward = request(backend.url, { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('end', end).on('error', () => outgoing.destroy());
      answer.on('close', end);
      answer.pipe(outgoing);
    });
    onward.on('error', () => {
      end();
      this.#turnAway(outgoing);
    });
    incoming.pipe(onward);
  }

  #turnAway(outgoing: ServerResponse): void {
    this.turnedAway += 1;
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502, { connection: 'close' }).end();
  }
}
