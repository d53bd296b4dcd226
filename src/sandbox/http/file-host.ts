import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FailureRule, Failures } from '../failures.js';
import type { SandboxParts } from '../parts.js';
import type { RequestLog } from '../request-log.js';
import { hasScope } from '../web-api/scopes.js';

const LOGIN_PAGE = `<!DOCTYPE html><html lang="en"><head><title>Sign in | Slack</title></head>
<body><h1>Sign in to your workspace</h1><form method="post"><input name="email"><button>Sign in</button></form></body>
</html>`;

const NOTHING: Buffer = Buffer.alloc(0);

interface Body {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Where url_private leads: files that people gave, for the app alone. */
export class FileHost {
  readonly #parts: SandboxParts;
  readonly #failures: Failures;
  readonly #requests: RequestLog;

  constructor(parts: SandboxParts, failures: Failures, requests: RequestLog) {
    this.#parts = parts;
    this.#failures = failures;
    this.#requests = requests;
  }

  /** `place` is the part of the path that names workspace and file. */
  async send(place: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const id = place.slice(place.lastIndexOf('-') + 1);
    const isAllowed = this.#isAllowed(incoming);
    const fault = this.#failures.next('file');
    const bytes = isAllowed ? this.#parts.uploads.bytes(id) : undefined;
    const outcome = fault?.kind ?? (isAllowed ? (bytes === undefined ? 'not_found' : 'ok') : 'login');
    this.#requests.add({ method: 'file', at: this.#parts.workspace.now(), args: { file: id }, outcome });
    const body = {
      type: this.#parts.uploads.find(id)?.mimetype ?? 'application/octet-stream',
      bytes: bytes ?? NOTHING,
    };
    if (fault !== undefined) return playFault(fault, body, outgoing);
    // Slack answers whom it does not know with a page to sign in on, as if all were well.
    if (!isAllowed) return sendLogin(outgoing);
    if (bytes === undefined) return sendPage(outgoing, 404, '<h1>File not found</h1>');
    startBody(outgoing, body).end(bytes);
  }

  #isAllowed({ headers }: IncomingMessage): boolean {
    return headers.authorization === `Bearer ${this.#parts.options.bot.token}` && hasScope(this.#parts, 'files:read');
  }
}

async function playFault(fault: FailureRule, body: Body, outgoing: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case '429':
      outgoing.writeHead(429, { 'retry-after': String(fault.retryAfterSeconds ?? 1) }).end();
      return;
    case '500':
      return sendPage(outgoing, 500, '<h1>Server Error</h1>');
    case 'redirect':
      outgoing.writeHead(302, { location: fault.location }).end();
      return;
    case 'login':
      return sendLogin(outgoing);
    case 'timeout':
      if (fault.afterMs === undefined) return;
      await wait(fault.afterMs, undefined, { ref: false });
      startBody(outgoing, body).end(body.bytes);
      return;
    case 'slow':
      return sendInHalves(outgoing, body, fault.afterMs ?? 1000);
    case 'cut':
      startBody(outgoing, body).write(firstHalf(body), () => outgoing.socket?.destroy());
      return;
    case 'lost':
    case 'reset':
      outgoing.socket?.resetAndDestroy();
  }
}

async function sendInHalves(outgoing: ServerResponse, body: Body, pauseMs: number): Promise<void> {
  startBody(outgoing, body).write(firstHalf(body));
  await wait(pauseMs, undefined, { ref: false });
  outgoing.end(body.bytes.subarray(firstHalf(body).length));
}

function firstHalf({ bytes }: Body): Buffer {
  return bytes.subarray(0, Math.ceil(bytes.length / 2));
}

function startBody(outgoing: ServerResponse, { type, bytes }: Body): ServerResponse {
  const headers = { 'content-type': type, 'content-length': bytes.length, 'x-content-type-options': 'nosniff' };
  return outgoing.writeHead(200, headers);
}

function sendLogin(outgoing: ServerResponse): void {
  sendPage(outgoing, 200, LOGIN_PAGE);
}

function sendPage(outgoing: ServerResponse, status: number, page: string): void {
  outgoing.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page);
}
