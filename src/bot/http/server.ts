import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../engine/ports/log.js';
import { FILES_PATH } from './file-door.js';
import { answerJson, answerLive, answerReady, type ReadinessCheck } from './health.js';
import { DEEP_HEALTH_PATH, METRICS_PATH } from './operations-door.js';

export interface HttpParts {
  /** Serves `POST /slack/events`; absent where Slack is not connected, or by Socket Mode. */
  readonly slack?: RequestListener | undefined;
  /** Serves links to files. */
  readonly files?: RequestListener;
  /** Serves metrics and deep health; absent where they are on another address, or nobody is to see them. */
  readonly operations?: RequestListener | undefined;
  readonly checks: readonly ReadinessCheck[];
  readonly log: Log;
}

export interface HttpSettings {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
}

export interface HttpServer {
  readonly host: string;
  readonly port: number;
  /** Takes no more requests, lets those in flight finish and then resolves. */
  close(): Promise<void>;
}

const HEADER_BYTES_MAX = 16 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** For a whole request to arrive: Slack's are small and come at once. */
const REQUEST_TIMEOUT_MS = 15_000;
/** How often the two are looked at; Node's own half minute would make them mean little. */
const TIMEOUT_CHECK_MS = 2000;
const KEEP_ALIVE_TIMEOUT_MS = 5000;
/** Each may hold a body of a megabyte before its signature can be checked. */
const CONNECTIONS_MAX = 500;
/** After this a client that does not finish is cut off. */
const CLOSE_GRACE_MS = 4000;

/** Resolves once it listens; rejects when it cannot, e.g. because the port is taken. */
export async function startHttpServer(parts: HttpParts, settings: HttpSettings): Promise<HttpServer> {
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    (request, response) => route(parts, request, response),
  );
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxConnections = CONNECTIONS_MAX;
  await listen(server, settings);
  const { address, port } = server.address() as AddressInfo;
  parts.log.info({ host: address, port }, 'listening');
  return { host: address, port, close: () => close(server) };
}

function route(parts: HttpParts, request: IncomingMessage, response: ServerResponse): void {
  const path = pathOf(request);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (path === '/health/live' && isRead) answerLive(response);
  else if (path === '/health/ready' && isRead) void answerReady(response, parts.checks, parts.log);
  else if ((path === METRICS_PATH || path === DEEP_HEALTH_PATH) && parts.operations)
    parts.operations(request, response);
  else if (path.startsWith(FILES_PATH) && (isRead || request.method === 'POST') && parts.files)
    parts.files(request, response);
  else if (path === '/slack/events' && request.method === 'POST' && parts.slack) parts.slack(request, response);
  else answerJson(response, 404, { status: 'not-found' });
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

function listen(server: Server, { host, port }: HttpSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const grace = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    server.close((error) => {
      clearTimeout(grace);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}
