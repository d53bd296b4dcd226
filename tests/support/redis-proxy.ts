import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a bot and Redis, and can be cut. */
export class RedisProxy {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  readonly #port: number;
  #server: Server | undefined;

  private constructor(target: URL, port: number) {
    this.#target = target;
    this.#port = port;
  }

  static async before(url: string): Promise<RedisProxy> {
    const proxy = new RedisProxy(new URL(url), await freePort());
    await proxy.mend();
    return proxy;
  }

  get url(): string {
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  /** Every connection breaks, and new ones are refused. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  /** Connections are taken again, at the same address. */
  async mend(): Promise<void> {
    const server = createServer((client) => this.#connect(client));
    await listen(server, this.#port);
    this.#server = server;
  }

  /** From now on nothing that is said gets through, in either direction, and nobody is told. */
  hang(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  #connect(client: Socket): void {
    const redis = connect({ host: this.#target.hostname, port: Number(this.#target.port || 6379) });
    for (const [from, to] of [[client, redis] as const, [redis, client] as const]) {
      this.#sockets.add(from);
      from.pipe(to);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
