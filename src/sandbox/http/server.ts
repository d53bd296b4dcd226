import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxParts } from '../parts.js';
import type { Sandbox } from '../start.js';
import type { FileHost } from './file-host.js';
import { refusal } from './guard.js';
import { answerPage, sendJson } from './page-api.js';
import { defaultPageDir, sendPageFile } from './page-files.js';
import { BodyTooLarge, readBody } from './read-body.js';
import type { WebApiDoor } from './web-api-door.js';

/** Slack takes more from apps; nothing that this is for comes near. */
const APP_UPLOAD_BYTES_MAX = 100 * 1024 * 1024;

/** What the server needs once everything else stands. */
export interface ServerRooms {
  readonly parts: SandboxParts;
  readonly door: WebApiDoor;
  readonly files: FileHost;
  readonly sandbox: Sandbox;
}

/** Listens first, because the addresses that the sandbox hands out contain its port. */
export async function listen(host: string, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

export function serve(server: Server, port: number, rooms: ServerRooms): void {
  server.on('upgrade', (incoming, socket, head) => {
    const { sockets } = rooms.parts;
    const isForApps = incoming.url?.startsWith('/link/') === true && refusal(incoming, port) === undefined;
    if (sockets === undefined || !isForApps) socket.destroy();
    else sockets.accept(incoming, socket, head);
  });
  server.on('request', (incoming, outgoing) => {
    route(port, rooms, incoming, outgoing).catch((error: unknown) => fail(error, outgoing));
  });
}

async function route(
  port: number,
  rooms: ServerRooms,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const refused = refusal(incoming, port);
  if (refused !== undefined) return sendJson(outgoing, 403, { error: refused });
  const { pathname } = new URL(incoming.url ?? '/', rooms.parts.url);
  const [, first = '', second = ''] = pathname.split('/');
  if (first === 'api') return rooms.door.method(second, incoming, outgoing);
  if (first === 'actions') return rooms.door.responseUrl(second, incoming, outgoing);
  if (pathname.startsWith('/upload/v1/'))
    return receive(rooms, pathname.slice('/upload/v1/'.length), incoming, outgoing);
  if (first === 'files-pri') return rooms.files.send(second, incoming, outgoing);
  if (pathname.startsWith('/sandbox/api/')) {
    return answerPage(rooms.sandbox, rooms.parts, pathname.slice('/sandbox/api/'.length), incoming, outgoing);
  }
  await sendPageFile(rooms.parts.options.pageDir ?? defaultPageDir(), pathname, outgoing);
}

/** The bytes of a file that the app uploads; the address is secret enough for Slack, too. */
async function receive(
  { parts }: ServerRooms,
  id: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const bytes = incoming.method === 'POST' ? await readBody(incoming, APP_UPLOAD_BYTES_MAX) : undefined;
  const isTaken = bytes !== undefined && parts.awaited.receive(id, bytes);
  outgoing.writeHead(isTaken ? 200 : 400, { 'content-type': 'text/plain; charset=utf-8' });
  outgoing.end(isTaken ? `OK - ${bytes.length}` : 'upload failed');
}

function fail(error: unknown, outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
  } else if (error instanceof BodyTooLarge) {
    sendJson(outgoing, 413, { error: error.message });
  } else {
    console.error('The sandbox failed', error);
    sendJson(outgoing, 500, { error: 'The sandbox failed' });
  }
}
